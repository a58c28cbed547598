package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.IngestConfig;
import org.soilcast.ingest.IngestOptions;
import org.soilcast.ingest.IngestService;
import org.soilcast.ingest.twin.TwinExperiment;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.learning.training.LearningSettings;
import org.soilcast.retrain.ModelDecisions;
import org.soilcast.retrain.ModelTopics;
import org.soilcast.retrain.Promotion;
import org.soilcast.retrain.RetrainPlan;
import org.soilcast.retrain.RetrainService;
import org.soilcast.retrain.Rollback;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.RetrainSchedule;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.DecisionOutcome;
import org.soilcast.schemas.avro.DecisionTrigger;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.ModelDecision;

/**
 * A small training on the twin, promoted and taken back, through the real ingest and retrain services. Their archive, and the
 * challenger in it, is lost in the midst of the shadow stage.
 */
@Tag("starts")
class ScheduledRetrainingTest {
    private static final LocalDate CUT = TwinExperiment.DEFAULT_FIRST_DATE.plusDays(RetrainSchedule.FIRST_DAYS);
    /** The decision of the cut is out, the days of the stage are not. */
    private static final LocalDate WITHIN_STAGE = CUT.plusDays(20);

    private static final LocalDate SHADOW_TO = CUT.plusDays(45);
    private static final LocalDate SECOND = SHADOW_TO.plusDays(16);
    private static final LocalDate FIRST_LOOK = SECOND.plusDays(13);
    /** A day that waits for the look, so that it has been taken when all days are out. */
    private static final LocalDate LAST = FIRST_LOOK.plusDays(16);

    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final RetrainPlan PLAN = new RetrainPlan(
            RetrainSchedule.every(90, false),
            new LearningSettings(true, 2, 75, List.of(16), 0.02, 0.001, 0.05, 2, 1),
            Promotion.SHADOW);

    @TempDir
    Path folder;

    private KafkaConnection kafka;
    private KeyPair keys;

    @Test
    @Timeout(1500)
    void whatIsProvedBetterFollowsOnADateOfTheDataAndCanBeTakenBack() throws Exception {
        keys = BundleKeys.inFolder(folder.resolve("keys"));
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
            kafka = broker.connection();
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            run(WITHIN_STAGE, OptionalInt.empty());
            assertThat(activations()).isEmpty();
            assertThat(ModelDecisions.read(kafka))
                    .extracting(ModelDecision::getOutcome)
                    .containsExactly(DecisionOutcome.SHADOWED);
            assertThat(shadows()).as("the challenger's file").isNotEmpty();
            deleteArchive();
            run(LAST, OptionalInt.of(2));
            List<ModelDecision> decisions = ModelDecisions.read(kafka);
            assertThat(decisions)
                    .as(decisions.toString())
                    .extracting(ModelDecision::getCut, ModelDecision::getTrigger, ModelDecision::getOutcome)
                    .containsExactly(
                            tuple(CUT, DecisionTrigger.SCHEDULE, DecisionOutcome.SHADOWED),
                            tuple(SHADOW_TO, DecisionTrigger.SHADOW, DecisionOutcome.PROMOTED),
                            tuple(FIRST_LOOK, DecisionTrigger.WATCH, DecisionOutcome.STEADY));
            assertThat(shadows())
                    .as("trained again, it is the same, or would have been refused")
                    .isNotEmpty();
            assertThat(decisions.get(1).getJudgedFrom()).isEqualTo(CUT.plusDays(16));
            assertThat(activations()).isEqualTo(Map.of(2, SECOND));

            assertThat(Rollback.publish(kafka, keys, OptionalInt.empty()).getCopyOf())
                    .isEqualTo(1);
            run(LAST.plusDays(2), OptionalInt.of(3));
            assertThat(activations()).isEqualTo(Map.of(2, SECOND, 3, LAST.plusDays(1)));
            try (var models = new ModelTopics(kafka, keys)) {
                assertThat(models.versions()
                                .get(3)
                                .hasNetworkOf(models.versions().get(1)))
                        .isTrue();
                assertThat(models.tileModels(3)).hasSameSizeAs(models.tileModels(1));
                assertThat(models.tileModels(3).get(0).getClimatology())
                        .isEqualTo(models.tileModels(1).get(0).getClimatology());
            }
        }
    }

    private List<Path> shadows() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("archive"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("shadow-"))
                    .toList();
        }
    }

    private void deleteArchive() throws IOException {
        Path archive = folder.resolve("archive");
        try (Stream<Path> files = Files.walk(archive)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Ingest and retrain up to a day, and until a version that is decided by then is in force. */
    private void run(LocalDate last, OptionalInt version) {
        var config = IngestConfig.oneMachine(
                TwinExperiment.NAME,
                Optional.empty(),
                folder.resolve("streams"),
                Optional.empty(),
                Optional.of(last),
                false,
                30);
        var options = new IngestOptions(Optional.empty(), Optional.of(PLAN.schedule()));
        try (var ingest = IngestService.start(kafka, config, options, new SimpleMeterRegistry());
                var retrain = RetrainService.start(
                        kafka,
                        folder.resolve("archive"),
                        keys,
                        new SimpleMeterRegistry(),
                        ingest::isDrained,
                        Optional.empty(),
                        Optional.of(PLAN))) {
            Await.until("version " + version + " in force", WITHIN, () -> {
                assertThat(retrain.failure()).isEmpty();
                return version.isEmpty() || activations().containsKey(version.getAsInt());
            });
            Await.until("all days and models", WITHIN, () -> ingest.isDrained() && retrain.isDrained());
        }
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
}
