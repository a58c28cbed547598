package org.soilcast.map.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.map.Skipped;
import org.soilcast.map.store.RecordLog.End;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Alert;

/**
 * Reads alerts from their topic into the file of the store, behind what is there; a file that is damaged is written anew,
 * and what it lacks is read again. What cannot be used is skipped and counted.
 */
final class AlertTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertTail.class);
    /** Alerts that are held in memory between commits: some 2 MB. */
    private static final int MOST_PENDING = 16_384;

    private final KafkaConnection kafka;
    private final RecordLog log;
    private final Skipped skipped;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<byte[]> pending = new ArrayList<>();
    private Map<Integer, Long> offsets = Map.of();
    private End end = End.NONE;
    private long firstBytes;

    /**
     * The topic must exist.
     *
     * @param results folder of the result store
     */
    AlertTail(KafkaConnection kafka, Path results, Skipped skipped) throws IOException {
        this.kafka = kafka;
        this.log = RecordLog.ofAlerts(results);
        this.skipped = skipped;
        this.consumer = new KafkaConsumer<>(kafka.consumer("unused-alerts"));
        try {
            if (!open()) {
                rewrite();
            }
            TopicEnd.seek(consumer, Topics.ALERTS, offsets);
        } catch (IOException | RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Whether the file can be gone on with. */
    private boolean open() throws IOException {
        try {
            end = log.read(End.NONE, () -> {}, (behind, records) -> offsets = behind);
            firstBytes = end.position();
            return end.whole() && end.generation() > 0;
        } catch (DamagedResults e) {
            LOG.warn("alerts are read again: {}", e.getMessage());
            return false;
        }
    }

    /** Without what was replaced, and without what lies behind a damage. */
    private void rewrite() throws IOException {
        var last = new LinkedHashMap<String, byte[]>();
        var behind = new HashMap<Integer, Long>();
        try {
            log.read(End.NONE, () -> {}, (next, records) -> {
                behind.putAll(next);
                records.forEach(record ->
                        last.put(SingleObject.decode(record, Alert.class).getId(), record));
            });
        } catch (DamagedResults e) {
            LOG.debug("nothing of it can be used", e);
        }
        end = log.rewrite(end, behind, last.values());
        firstBytes = end.position();
        offsets = behind;
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
        String id = SingleObject.decode(record.value(), Alert.class).getId();
        if (!id.equals(record.key())) {
            throw new IllegalArgumentException("expected the key of alert " + id + ", found " + record.key());
        }
        pending.add(record.value());
    }

    /** Reads up to the end that the topic has now, and commits. */
    void toTheEnd() throws IOException {
        TopicEnd.readTo(kafka, Topics.ALERTS, consumer, this::poll);
        commit();
    }

    /** Makes safe what was read, with the offsets behind it. */
    void commit() throws IOException {
        if (pending.isEmpty()) {
            return; // offsets of nothing but what cannot be used are read again
        }
        Map<Integer, Long> behind = TopicEnd.behindPartitions(consumer);
        end = log.append(end, behind, pending);
        offsets = behind;
        pending.clear();
        if (RecordLog.isWorthRewriting(firstBytes, end.position())) {
            rewrite();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
