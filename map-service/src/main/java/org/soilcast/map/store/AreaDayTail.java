package org.soilcast.map.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.soilcast.map.Skipped;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.AreaDay;

/** Reads days of areas from their topic into the files of the store. What cannot be used is skipped and counted. */
final class AreaDayTail implements AutoCloseable {
    /** Days that are held in memory between commits: some 4 MB. */
    private static final int MOST_PENDING = 16_384;

    private final KafkaConnection kafka;
    private final AreaDayFiles files;
    private final Skipped skipped;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<byte[]> pending = new ArrayList<>();

    /**
     * The topic must exist.
     *
     * @param results folder of the result store
     */
    AreaDayTail(KafkaConnection kafka, Path results, Skipped skipped) throws IOException {
        this.kafka = kafka;
        this.files = new AreaDayFiles(results);
        this.skipped = skipped;
        this.consumer = new KafkaConsumer<>(kafka.consumer("unused-area-days"));
        try {
            TopicEnd.seek(consumer, Topics.AREA_STATISTICS, files.open());
        } catch (IOException | RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Reads what comes within a time; commits when much has been read. */
    void poll(Duration wait) throws IOException {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
            skipped.unlessUsable(record, () -> take(record));
        }
        if (pending.size() >= MOST_PENDING) {
            commit();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("it is empty");
        }
        AreaDay day = SingleObject.decode(record.value(), AreaDay.class);
        String key = Topics.areaDateKey(day.getArea(), day.getDate());
        if (!key.equals(record.key())) {
            throw new IllegalArgumentException("expected key " + key + ", found " + record.key());
        }
        pending.add(record.value());
    }

    /** Reads up to the end that the topic has now, and commits. */
    void toTheEnd() throws IOException {
        TopicEnd.readTo(kafka, Topics.AREA_STATISTICS, consumer, this::poll);
        commit();
    }

    /** Makes safe what was read, with the offsets behind it. */
    void commit() throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        files.append(pending, TopicEnd.behindPartitions(consumer));
        pending.clear();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
