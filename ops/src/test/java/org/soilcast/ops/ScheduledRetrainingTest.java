package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
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

/** A small training on the twin, promoted and taken back, through the real ingest and retrain services. */
@Tag("starts")
class ScheduledRetrainingTest {
    private static final LocalDate CUT = TwinExperiment.DEFAULT_FIRST_DATE.plusDays(RetrainSchedule.FIRST_DAYS);
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
    void whatIsProvedBetterFollowsOnADateOfTheDataAndCanBeTakenBack() {
        keys = BundleKeys.inFolder(folder.resolve("keys"));
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
            kafka = broker.connection();
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            run(LAST, 2);
            List<ModelDecision> decisions = ModelDecisions.read(kafka);
            assertThat(decisions)
                    .as(decisions.toString())
                    .extracting(ModelDecision::getCut, ModelDecision::getTrigger, ModelDecision::getOutcome)
                    .containsExactly(
                            tuple(CUT, DecisionTrigger.SCHEDULE, DecisionOutcome.SHADOWED),
                            tuple(SHADOW_TO, DecisionTrigger.SHADOW, DecisionOutcome.PROMOTED),
                            tuple(FIRST_LOOK, DecisionTrigger.WATCH, DecisionOutcome.STEADY));
            assertThat(decisions.get(1).getJudgedFrom()).isEqualTo(CUT.plusDays(16));
            assertThat(activations()).isEqualTo(Map.of(2, SECOND));

            assertThat(Rollback.publish(kafka, keys, OptionalInt.empty()).getCopyOf())
                    .isEqualTo(1);
            run(LAST.plusDays(2), 3);
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

    private void run(LocalDate last, int version) {
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
                return activations().containsKey(version);
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
