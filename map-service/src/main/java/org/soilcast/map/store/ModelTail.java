package org.soilcast.map.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.soilcast.map.Skipped;
import org.soilcast.map.models.ModelVersions;
import org.soilcast.map.models.StoredModels;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.ModelBundle;
import org.soilcast.schemas.avro.Rejected;

/**
 * Follows the model versions of a domain: bundles, the dates from which they are in force, and those that were refused. They
 * are few, so the topics are read from their beginning at each start; what has left them stays in the file.
 */
final class ModelTail implements AutoCloseable {
    private static final List<Topics> TOPICS = List.of(Topics.MODEL_BUNDLES, Topics.MODEL_ACTIVATIONS, Topics.REJECTED);

    private final KafkaConnection kafka;
    private final StoredModels file;
    private final Skipped skipped;
    private final KafkaConsumer<String, byte[]> consumer;
    private final ModelVersions models;
    private byte[] written;

    /**
     * The topics must exist.
     *
     * @param results folder of the result store
     */
    ModelTail(KafkaConnection kafka, Path results, Skipped skipped) throws IOException {
        this.kafka = kafka;
        this.file = new StoredModels(results);
        this.skipped = skipped;
        this.models = file.read();
        this.written = models.bytes();
        this.consumer = new KafkaConsumer<>(kafka.consumer("unused-models"));
        try {
            List<TopicPartition> partitions = TOPICS.stream()
                    .flatMap(topic -> TopicReader.partitions(consumer, topic).stream())
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
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
            throw new IllegalArgumentException("it is empty");
        }
        SpecificRecord value = SingleObject.decode(record.value());
        if (value instanceof ModelBundle bundle) {
            models.put(bundle, record.offset());
        } else if (value instanceof ModelActivated activated) {
            boolean isAsked = Topics.askedKey(activated.getVersion()).equals(record.key());
            models.put(activated, isAsked);
        } else if (value instanceof Rejected rejected && rejected.getFile().equals(Topics.MODEL_BUNDLES.topic())) {
            models.refuse(rejected.getPosition(), rejected.getReason(), rejected.getDetail());
        }
    }

    /** Reads up to the ends that the topics have now, and writes what is new. */
    void toTheEnd() throws IOException {
        for (Topics topic : TOPICS) {
            TopicEnd.readTo(kafka, topic, consumer, this::poll);
        }
        commit();
    }

    /** Writes the file, if anything of it is new. */
    void commit() throws IOException {
        byte[] bytes = models.bytes();
        if (!Arrays.equals(bytes, written)) {
            file.write(bytes);
            written = bytes;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
