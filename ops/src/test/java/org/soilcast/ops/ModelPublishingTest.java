package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.inference.ModelsInForce;
import org.soilcast.land.bundle.BundleChain;
import org.soilcast.land.bundle.BundleCodec;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.land.bundle.Decoded;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.retrain.ModelTopics;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ModelBundle;
import org.soilcast.schemas.avro.TileModel;

/** Whatever happens to the process that publishes, a bundle is there with all its tile-models or not at all. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // one broker; later tests publish on what earlier ones left
@Tag("starts")
class ModelPublishingTest {
    private static final int ATTEMPTS = 50;

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static KafkaConnection kafka;
    private static KeyPair keys;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"));
        kafka = broker.connection();
        keys = BundleKeys.inFolder(folder.resolve("keys"));
        TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    @Order(1)
    void aTransactionLeftOpenAfterTheTileModelsLeavesNothingReadable() {
        List<TileModel> tileModels = SmallDomain.tileModels(1);
        var hanging = new KafkaProducer<String, byte[]>(kafka.producer(Optional.of(ModelTopics.TRANSACTIONAL_ID)));
        try {
            hanging.initTransactions();
            hanging.beginTransaction();
            tileModels.forEach(model -> hanging.send(new ProducerRecord<>(
                    Topics.TILE_MODELS.topic(),
                    Topics.partition(model.getTile(), EmbeddedBroker.PARTITIONS),
                    Topics.tileVersionKey(model.getTile(), 1),
                    SingleObject.encode(model))));
            hanging.flush(); // on the broker, as when the process is killed before the commit
            assertThat(read(Topics.TILE_MODELS)).isEmpty();
            assertThat(ModelsInForce.read(kafka, keys.getPublic())).isEmpty();

            publish(1);
            assertThatThrownBy(hanging::commitTransaction)
                    .as("the process that hung is shut out")
                    .isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
        } finally {
            hanging.close(Duration.ZERO);
        }
        assertWhole(1);
    }

    @Test
    @Order(2)
    void whatTheJobWouldRefuseIsNotPublished() {
        List<TileModel> second = SmallDomain.tileModels(2);
        try (var models = new ModelTopics(kafka, keys)) {
            assertThatThrownBy(() -> models.publish(second, SmallDomain.bundle(2, SmallDomain.tileModels(3))))
                    .hasMessageContaining("names other tile-models");
            assertThatThrownBy(() -> models.publish(second, SmallDomain.bundle(1, second)))
                    .hasMessageContaining("BUNDLE_NOT_NEWER");
            assertThatThrownBy(() -> models.publish(second, SmallDomain.bundle(3, second)))
                    .hasMessageContaining("BUNDLE_PARENT");
        }
        try (var models = new ModelTopics(kafka, BundleKeys.inFolder(folder.resolve("other-keys")))) {
            assertThat(models.newestVersion())
                    .as("bundles of another key do not count")
                    .isEmpty();
        }
        assertWhole(1);
    }

    /** The publishing thread is interrupted, as the service does it, before the first tile-model, the next, or never. */
    @Test
    @Order(3)
    void publishingThatIsCutAtAnyPlaceIsWholeOrNotThere() throws Exception {
        int cut = 0;
        int newest = newestVersion();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int before = newest;
            int version = before + 1;
            int place = attempt % (SmallDomain.TILES + 1);
            List<TileModel> tileModels = SmallDomain.tileModels(version);
            var publishing = new Thread(() -> {
                try (var models = new ModelTopics(kafka, keys)) {
                    models.publish(interrupting(tileModels, place), SmallDomain.bundle(version, tileModels));
                } catch (RuntimeException e) { // cut short, as was the intent
                    Thread.interrupted();
                }
            });
            publishing.start();
            publishing.join();
            newest = newestVersion();
            assertThat(newest).as("place %d", place).isBetween(place == SmallDomain.TILES ? version : before, version);
            cut += version - newest;
            assertWhole(newest);
        }
        publish(newest + 1);
        assertWhole(newest + 1);
        try (var models = new ModelTopics(kafka, keys)) {
            assertThat(models.spinUp()).contains(new DaySpan(SmallDomain.FIRST, 1));
        }
        System.out.println("publishing: " + ATTEMPTS + " attempts, " + cut + " of them undone");
    }

    /** The list interrupts whoever walks it, the second time, after so many elements. */
    private static List<TileModel> interrupting(List<TileModel> tileModels, int after) {
        int[] seen = {0};
        return new AbstractList<>() {
            @Override
            public TileModel get(int index) {
                if (seen[0]++ == tileModels.size() + after) {
                    Thread.currentThread().interrupt();
                }
                return tileModels.get(index);
            }

            @Override
            public int size() {
                return tileModels.size();
            }
        };
    }

    private static void publish(int version) {
        List<TileModel> tileModels = SmallDomain.tileModels(version);
        try (var models = new ModelTopics(kafka, keys)) {
            models.publish(tileModels, SmallDomain.bundle(version, tileModels));
        }
    }

    private static int newestVersion() {
        try (var models = new ModelTopics(kafka, keys)) {
            OptionalInt newest = models.newestVersion();
            return newest.orElse(0);
        }
    }

    /** Versions 1 to the newest are in force, and the topic holds their tile-models and no others. */
    private static void assertWhole(int newest) {
        assertThat(ModelsInForce.read(kafka, keys.getPublic()))
                .extracting(BundleChain.Link::version)
                .isEqualTo(IntStream.rangeClosed(1, newest).boxed().toList());
        Map<String, String> named = new TreeMap<>();
        for (byte[] record : read(Topics.MODEL_BUNDLES)) {
            ModelBundle bundle = SingleObject.decode(record, ModelBundle.class);
            var bytes = new byte[bundle.getBundle().remaining()];
            bundle.getBundle().duplicate().get(bytes);
            ((Decoded.Accepted) BundleCodec.decode(bytes))
                    .bundle()
                    .manifest()
                    .tileModelDigests()
                    .forEach((tile, digest) -> named.put(Topics.tileVersionKey(tile, bundle.getVersion()), digest));
        }
        Map<String, String> there = new TreeMap<>();
        TopicReader.readAll(
                kafka, Topics.TILE_MODELS, record -> there.put(record.key(), BundleCodec.sha256(record.value())));
        assertThat(there).isEqualTo(named).hasSize(newest * SmallDomain.TILES);
    }

    private static List<byte[]> read(Topics topic) {
        List<byte[]> values = new ArrayList<>();
        TopicReader.readAll(kafka, topic, record -> values.add(record.value()));
        return values;
    }
}
