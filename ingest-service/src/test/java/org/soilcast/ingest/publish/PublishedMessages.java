package org.soilcast.ingest.publish;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.ingest.parse.DailyInput;
import org.soilcast.ingest.parse.InputDay;

/** The messages that the publisher sends, without a broker: one partition, first version. */
public final class PublishedMessages {
    private final DayRecords records;

    /** Of an input. */
    public PublishedMessages(DailyInput input) {
        records = new DayRecords(input, 1, 1);
    }

    /** The tiles' announcements. */
    public List<ProducerRecord<String, byte[]>> tiles() {
        return records.tiles();
    }

    /** All messages of a day. */
    public List<ProducerRecord<String, byte[]>> of(InputDay day) {
        return records.of(day);
    }

    /** The messages about input that was not taken. */
    public List<ProducerRecord<String, byte[]>> rejected() {
        return records.rejected();
    }
}
