package org.soilcast.retrain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ModelBundle;
import org.soilcast.schemas.avro.TileModel;

/**
 * The only writer of tile-models and bundles. Its transactional id shuts out an earlier process that still hangs, and
 * ends a transaction that it left open, so that a bundle is there with all its tile-models or not at all.
 */
final class ModelTopics implements AutoCloseable {
    private static final String TRANSACTIONAL_ID = "soilcast-retrain-models";

    private final KafkaConnection kafka;
    private final KafkaProducer<String, byte[]> producer;

    /** Connects, and becomes the one writer. */
    ModelTopics(KafkaConnection kafka) {
        this.kafka = kafka;
        producer = new KafkaProducer<>(kafka.producer(Optional.of(TRANSACTIONAL_ID)));
        producer.initTransactions();
    }

    /** The highest version that is committed; empty for a cold domain. */
    OptionalInt newestVersion() {
        int[] newest = {0};
        TopicReader.readAll(
                kafka, Topics.MODEL_BUNDLES, record -> newest[0] = Math.max(newest[0], Integer.parseInt(record.key())));
        return newest[0] == 0 ? OptionalInt.empty() : OptionalInt.of(newest[0]);
    }

    /** Publishes the tile-models, then their bundle, in one transaction. */
    void publish(List<TileModel> tileModels, ModelBundle bundle) {
        int partitions = producer.partitionsFor(Topics.TILE_MODELS.topic()).size();
        producer.beginTransaction();
        try {
            for (TileModel model : tileModels) {
                producer.send(new ProducerRecord<>(
                        Topics.TILE_MODELS.topic(),
                        Topics.partition(model.getTile(), partitions),
                        Topics.tileVersionKey(model.getTile(), model.getVersion()),
                        SingleObject.encode(model)));
            }
            producer.send(new ProducerRecord<>(
                    Topics.MODEL_BUNDLES.topic(), Integer.toString(bundle.getVersion()), SingleObject.encode(bundle)));
            producer.commitTransaction();
        } catch (RuntimeException e) {
            abort(e);
            throw e;
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private void abort(RuntimeException cause) {
        try {
            producer.abortTransaction();
        } catch (RuntimeException e) { // the next process ends the transaction; the cause is what matters
            cause.addSuppressed(e);
        }
    }
}
