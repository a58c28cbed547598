package org.soilcast.map.store;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.soilcast.map.Skipped;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.schemas.avro.Tile;

/** Reads soil-moisture from where a store ends into the store. What cannot be used is skipped and counted. */
public final class ResultTail implements AutoCloseable {
    /** Tile-days that are held in memory between commits: some 60 MB of full tiles. */
    private static final int MOST_PENDING = 8192;

    private final KafkaConnection kafka;
    private final ResultStore store;
    private final Skipped skipped;
    private final KafkaConsumer<String, byte[]> consumer;

    /**
     * The topics must exist.
     *
     * @throws MissingResults when records that the store does not have are no longer on the topic
     */
    public ResultTail(KafkaConnection kafka, ResultStore store, Skipped skipped) throws IOException {
        this.kafka = kafka;
        this.store = store;
        this.skipped = skipped;
        Map<String, Object> settings = kafka.consumer("unused-results");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // records that are gone must not be passed over
        this.consumer = new KafkaConsumer<>(settings);
        try {
            begin();
        } catch (IOException | RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private void begin() throws IOException {
        List<TopicPartition> partitions = TopicReader.partitions(consumer, Topics.SOIL_MOISTURE);
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            long begin = TopicReader.offset(begins, partition);
            long stored = store.offsets().getOrDefault(partition.partition(), 0L);
            if (stored < begin) {
                throw new MissingResults(
                        "results of partition %d, offsets %d to %d, have left the topic and are not in %s: restore that folder"
                                        .formatted(partition.partition(), stored, begin - 1, store.folder())
                                + " from its backup, or begin with a new state folder");
            }
            boolean topicLostItsEnd = stored > TopicReader.offset(ends, partition);
            consumer.seek(partition, topicLostItsEnd ? begin : stored);
        }
        readTiles();
    }

    /** Offsets behind what is safe in the store, by partition. */
    Map<Integer, Long> committed() {
        return store.offsets();
    }

    /** Reads what comes within a time, and says whether something came; commits when much has been read. */
    public boolean poll(Duration wait) throws IOException {
        ConsumerRecords<String, byte[]> records = consumer.poll(wait);
        for (ConsumerRecord<String, byte[]> record : records) {
            skipped.unlessUsable(record, () -> put(SingleObject.decode(record.value(), SoilMoisture.class)));
        }
        if (store.pendingTileDays() >= MOST_PENDING) {
            commit();
        }
        return !records.isEmpty();
    }

    /** Reads up to the end that the topic has now, and commits. */
    public void toTheEnd() throws IOException {
        TopicEnd.readTo(kafka, Topics.SOIL_MOISTURE, consumer, this::poll);
        commit();
    }

    /** Makes safe what was read, with the offsets behind it. */
    public void commit() throws IOException {
        Map<Integer, Long> offsets = TopicEnd.behindPartitions(consumer);
        if (!offsets.equals(store.offsets())) {
            store.commit(offsets);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Tiles are published before their results, but may come after the first that were read here. */
    private void put(SoilMoisture result) {
        if (!store.tiles().containsKey(result.getTile())) {
            readTiles();
        }
        store.put(result);
    }

    private void readTiles() {
        TopicReader.readAll(
                kafka,
                Topics.TILES,
                record ->
                        skipped.unlessUsable(record, () -> store.put(SingleObject.decode(record.value(), Tile.class))));
    }
}
