package org.soilcast.map.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.soilcast.map.Skipped;
import org.soilcast.map.store.RecordLog.End;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;

/**
 * Follows a {@link SmallTopic}: it is read from its beginning at each start, and the file is replaced as a whole when
 * something came. A record without a value takes its key away. What cannot be used is skipped and counted.
 */
final class SmallTopicTail implements AutoCloseable {
    private final KafkaConnection kafka;
    private final SmallTopic<?> topic;
    private final RecordLog file;
    private final Skipped skipped;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, byte[]> newest = new TreeMap<>();
    private final Map<TopicPartition, Long> endsAtStart;
    private End end = End.NONE;
    private boolean isNew;
    private boolean isWhole;

    /**
     * The topic must exist.
     *
     * @param results folder of the result store
     */
    SmallTopicTail(KafkaConnection kafka, SmallTopic<?> topic, Path results, Skipped skipped) throws IOException {
        this.kafka = kafka;
        this.topic = topic;
        this.file = topic.file(results);
        this.skipped = skipped;
        try {
            end = file.read(End.NONE, () -> {}, (offsets, records) -> {});
        } catch (DamagedResults e) {
            end = End.NONE; // written anew from what the topic has
        }
        this.consumer =
                new KafkaConsumer<>(kafka.consumer("unused-" + topic.topic().topic()));
        try {
            List<TopicPartition> partitions = TopicReader.partitions(consumer, topic.topic());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            endsAtStart = consumer.endOffsets(partitions);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Reads what comes within a time. */
    void poll(Duration wait) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
            skipped.unlessUsable(record, () -> take(record));
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            newest.remove(record.key());
        } else {
            SingleObject.decode(record.value(), topic.type()); // one that nobody can read must not replace a good one
            newest.put(record.key(), record.value());
        }
        isNew = true;
    }

    /** Reads up to the end that the topic has now, and writes what is new. */
    void toTheEnd() throws IOException {
        TopicEnd.readTo(kafka, topic.topic(), consumer, this::poll);
        commit();
    }

    /** Writes the file, if something came, and not before all has been read that was there at the start. */
    void commit() throws IOException {
        isWhole = isWhole
                || endsAtStart.entrySet().stream()
                        .allMatch(each -> consumer.position(each.getKey()) >= each.getValue());
        if (isNew && isWhole) {
            end = file.rewrite(end, Map.of(), newest.values());
            isNew = false;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
