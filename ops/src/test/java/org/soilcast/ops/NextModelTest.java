package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.inference.ModelsInForce;
import org.soilcast.ingest.IngestConfig;
import org.soilcast.ingest.IngestService;
import org.soilcast.ingest.sample.StationSample;
import org.soilcast.land.bundle.BundleChain;
import org.soilcast.land.bundle.BundleCodec;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.land.bundle.Decoded;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.land.network.NetworkWeights;
import org.soilcast.retrain.RetrainService;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.ModelBundle;
import org.soilcast.schemas.avro.TileModel;

/** A network that is given to a domain which has a model: through the real ingest and retrain services. */
@Tag("starts")
class NextModelTest {
    private static final LocalDate FIRST = LocalDate.parse("2017-01-01");
    private static final LocalDate LAST = FIRST.plusDays(399);
    private static final Duration WITHIN = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private KafkaConnection kafka;
    private KeyPair keys;

    @Test
    @Timeout(300)
    void itFollowsTheModelInForceFromTheFirstDayThatIsNotOut() {
        keys = BundleKeys.inFolder(folder.resolve("keys"));
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
            kafka = broker.connection();
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            run(Optional.empty());
            ParameterBundle other = otherNetwork();
            run(Optional.of(other));
            assertThat(versions()).isEqualTo(List.of(1, 2));
            run(Optional.of(other));
            assertThat(versions()).as("given again, it is there").isEqualTo(List.of(1, 2));
        }
    }

    /** Ingest and retrain until they have nothing left to do, and the version that was made is among the days. */
    private void run(Optional<ParameterBundle> learned) {
        var config = IngestConfig.oneMachine(
                StationSample.NAME,
                Optional.empty(),
                folder.resolve("streams"),
                Optional.empty(),
                Optional.of(LAST),
                false,
                1);
        try (var ingest = IngestService.start(kafka, config, new SimpleMeterRegistry());
                var retrain = RetrainService.start(
                        kafka,
                        folder.resolve("archive"),
                        keys,
                        new SimpleMeterRegistry(),
                        ingest::isDrained,
                        learned,
                        Optional.empty())) {
            Await.until("all models", WITHIN, () -> ingest.isDrained() && retrain.isDrained());
            assertThat(retrain.failure()).isEmpty();
            if (learned.isPresent()) {
                Await.until(
                        "version 2 among the days", WITHIN, () -> activations().containsKey(2));
                assertThat(activations()).isEqualTo(Map.of(2, LAST.plusDays(1)));
                TileModel model = tileModel(2);
                assertThat(model.getEffectiveFrom()).as("asked for").isEqualTo(LAST.minusDays(13));
                assertThat(model.getClimatologyFrom()).isEqualTo(FIRST);
                assertThat(model.getClimatologyTo()).isEqualTo(LAST.minusDays(14));
                assertThat(model.getSpinUpTo()).isAfter(tileModel(1).getSpinUpTo());
            }
        }
    }

    private ParameterBundle otherNetwork() {
        var bundles = new ArrayList<ParameterBundle>();
        TopicReader.readAll(kafka, Topics.MODEL_BUNDLES, record -> {
            ModelBundle bundle = SingleObject.decode(record.value(), ModelBundle.class);
            var bytes = new byte[bundle.getBundle().remaining()];
            bundle.getBundle().get(bytes);
            bundles.add(((Decoded.Accepted) BundleCodec.decode(bytes)).bundle());
        });
        ParameterBundle first = bundles.get(0);
        NetworkWeights weights = NetworkWeights.untrained(first.weights().shape(), 7);
        return new ParameterBundle(first.manifest(), first.scaling(), weights).withSections(first.sections());
    }

    private List<Integer> versions() {
        return ModelsInForce.read(kafka, keys.getPublic()).stream()
                .map(BundleChain.Link::version)
                .toList();
    }

    private Map<Integer, LocalDate> activations() {
        var activations = new TreeMap<Integer, LocalDate>();
        TopicReader.readAll(kafka, Topics.TILE_DAYS, record -> {
            if (SingleObject.decode(record.value()) instanceof ModelActivated activated) {
                activations.put(activated.getVersion(), activated.getEffectiveFrom());
            }
        });
        return activations;
    }

    private TileModel tileModel(int version) {
        var models = new ArrayList<TileModel>();
        TopicReader.readAll(kafka, Topics.TILE_MODELS, record -> {
            TileModel model = SingleObject.decode(record.value(), TileModel.class);
            if (model.getVersion() == version) {
                models.add(model);
            }
        });
        return models.get(0);
    }
}
