package org.soilcast.map;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What was passed over because it cannot be read or does not fit, so that the rest can be used. */
public final class Skipped {
    private long count;
    private Optional<String> firstReason = Optional.empty();

    /** Counts one more. */
    public void add(String reason) {
        count++;
        if (firstReason.isEmpty()) {
            firstReason = Optional.of(reason);
        }
    }

    /** Takes a record, or counts it with its place and what is wrong with it. */
    public void unlessUsable(ConsumerRecord<String, byte[]> record, Runnable take) {
        try {
            take.run();
        } catch (IllegalArgumentException e) {
            add(record.topic() + ", partition " + record.partition() + ", offset " + record.offset() + ": "
                    + e.getMessage());
        }
    }

    /** How many there were. */
    public long count() {
        return count;
    }

    /** One line for the user; nothing when all was read. */
    public Optional<String> sentence() {
        return firstReason.map(reason -> "skipped " + count + (count == 1 ? " record" : " records, the first")
                + " that cannot be used: " + reason);
    }
}
