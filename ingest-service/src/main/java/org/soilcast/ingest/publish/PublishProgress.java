package org.soilcast.ingest.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.ingest.rejects.RejectedInput;
import org.soilcast.schemas.Topics;

/** How far publishing has come; written by the publisher, read by anyone. */
public final class PublishProgress {
    private final MeterRegistry registry;
    private final Map<Topics, Counter> records = new EnumMap<>(Topics.class);
    private volatile boolean finished;
    private volatile Optional<LocalDate> lastDate = Optional.empty();
    private volatile Optional<Throwable> failure = Optional.empty();

    /** Counts on the registry. */
    public PublishProgress(MeterRegistry registry) {
        this.registry = registry;
        for (Topics topic : List.of(Topics.TILES, Topics.FORCING, Topics.RETRIEVALS)) {
            records.put(
                    topic,
                    registry.counter(
                            "soilcast.ingest.records", "kind", topic.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Whether everything asked for has been committed. */
    public boolean finished() {
        return finished;
    }

    /** Last date of which all records have been committed, by this process or one before it. */
    public Optional<LocalDate> lastDate() {
        return lastDate;
    }

    /** Why publishing has ended early. */
    public Optional<Throwable> failure() {
        return failure;
    }

    /** Messages committed by this process, the closing of days included. */
    public long committedRecords() {
        return (long) records.values().stream().mapToDouble(Counter::count).sum();
    }

    void reached(LocalDate date) {
        lastDate = Optional.of(date);
    }

    void finish() {
        finished = true;
    }

    void fail(Throwable reason) {
        failure = Optional.of(reason);
    }

    void count(List<ProducerRecord<String, byte[]>> committed) {
        for (Map.Entry<Topics, Counter> entry : records.entrySet()) {
            entry.getValue().increment((double) committed.stream()
                    .filter(message -> message.topic().equals(entry.getKey().topic()))
                    .count());
        }
    }

    void countRejected(List<RejectedInput> rejected) {
        rejected.forEach(input -> registry.counter(
                        "soilcast.ingest.rejected", "reason", input.reason().label())
                .increment());
    }
}
