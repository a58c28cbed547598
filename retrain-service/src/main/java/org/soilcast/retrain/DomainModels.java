package org.soilcast.retrain;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.LateWindow;
import org.soilcast.schemas.avro.ModelDecision;
import org.soilcast.service.ServiceProgress;

/**
 * The models that a domain gets as its days come in: the first, when there is none and the days suffice
 * ({@link ColdStartRule}); the next with a network that is given, once the archive has all days; and at each cut of a schedule
 * a decision whether a newly trained one follows. What is left to do follows from the topics, so that any start goes on. One
 * thread calls {@link #find} and {@link #advance}; anyone may ask the rest.
 */
final class DomainModels {
    private static final Logger LOG = LoggerFactory.getLogger(DomainModels.class);

    private final KafkaConnection kafka;
    private final KeyPair keys;
    private final RetrainMeters meters;
    private final ModelMaker maker;
    private final Wanted wanted;
    private final DriftWatch drift;
    private Optional<ScheduledRetraining> scheduled = Optional.empty();
    private volatile Optional<String> modelLimit = Optional.empty();
    private volatile Optional<ParameterBundle> successor = Optional.empty();
    private volatile boolean retrains;
    private volatile OptionalInt bundleVersion = OptionalInt.empty();
    private volatile ServiceProgress progress = ServiceProgress.NONE;

    /**
     * Which models are wanted.
     *
     * @param inputComplete whether these days are all that there will be; always false where input goes on
     * @param learned network that a cold domain begins with, already verified; empty for an untrained one. Where there
     *     is a model and none with this network, it follows that
     * @param plan when and how the model is judged anew; empty for never
     */
    record Wanted(
            Predicate<Optional<DaySpan>> inputComplete,
            Optional<ParameterBundle> learned,
            Optional<RetrainPlan> plan) {}

    DomainModels(KafkaConnection kafka, KeyPair keys, RetrainMeters meters, Wanted wanted) {
        this.kafka = kafka;
        this.keys = keys;
        this.meters = meters;
        this.maker = new ModelMaker(kafka, keys, meters);
        this.wanted = wanted;
        this.drift = new DriftWatch(kafka, keys, meters);
    }

    /** What a user has to know of the newest bundle; known as soon as its version is. Empty if nothing. */
    Optional<String> modelLimit() {
        return modelLimit;
    }

    /** Days in the archive of those that a model needs, and what is done for it; nothing while nothing is to be made. */
    ServiceProgress progress() {
        return progress;
    }

    /** Whether there is a model. */
    boolean isReady() {
        return bundleVersion.isPresent();
    }

    /** Whether it has made all models that it was to make. */
    boolean isDrained() {
        return isReady() && successor.isEmpty() && !retrains;
    }

    /**
     * Looks up what is there.
     *
     * @param folder for trainings under way
     */
    void find(Path folder) {
        try (var models = new ModelTopics(kafka, keys)) {
            models.newestVersion().ifPresent(version -> {
                successor = wanted.learned().filter(bundle -> !models.knowsNetworkOf(bundle));
                LOG.info("model bundle {} is there: no cold start", version);
                models.spinUp().flatMap(ColdStartRule::limit).ifPresent(this::warn);
                inForce(version);
            });
        }
        List<ModelDecision> decisions = ModelDecisions.read(kafka);
        scheduled = wanted.plan()
                .map(plan -> new ScheduledRetraining(
                        plan,
                        new Retraining(kafka, keys, folder, plan.learning()),
                        new ShadowStage(
                                new VersionsOnTopic(kafka, keys),
                                new KeptChallengers(folder, keys.getPrivate()),
                                new Candidates(plan.learning(), folder)),
                        decisions));
    }

    /**
     * Makes the model that is due, if one is.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    void advance(ArchiveConsumer consumer, TileDayArchive archive) throws InterruptedException {
        if (bundleVersion.isEmpty()) {
            int days = consumer.commonSpan().map(DaySpan::days).orElse(0);
            progress = new ServiceProgress(days, ColdStartRule.DAYS_TO_WAIT, "collects the first year");
            startColdWhenReady(consumer, archive);
        } else if (successor.isPresent()) {
            succeedWhenReady(consumer, archive, successor.get());
        } else if (scheduled.isPresent()) {
            retrainWhenDue(consumer, archive, scheduled.get());
        }
    }

    private void startColdWhenReady(ArchiveConsumer consumer, TileDayArchive archive) throws InterruptedException {
        // In this order: what is complete when it is asked, is in the topic when the topic's end is asked after it.
        boolean complete = wanted.inputComplete().test(consumer.commonSpan()) && consumer.caughtUp();
        Optional<DaySpan> days = ColdStartRule.days(consumer.commonSpan(), complete);
        if (days.isPresent()) {
            DaySpan span = days.get();
            progress = new ServiceProgress(span.days(), ColdStartRule.DAYS_TO_WAIT, "makes the first model");
            int version = maker.first(consumer.domain(), archive, span, wanted.learned());
            ColdStartRule.limit(span).ifPresent(this::warn);
            inForce(version);
        }
    }

    /** Makes the model with the network that was given, from all days that are final, once the archive has them. */
    private void succeedWhenReady(ArchiveConsumer consumer, TileDayArchive archive, ParameterBundle network)
            throws InterruptedException {
        int days = consumer.commonSpan().map(DaySpan::days).orElse(0) - LateWindow.DAYS;
        if (days < ColdStartRule.FEWEST_DAYS || !consumer.caughtUp()) {
            return;
        }
        progress = new ServiceProgress(days, days, "makes the next model");
        DaySpan span = consumer.commonSpan().orElseThrow().atMost(days);
        inForce(maker.next(consumer.domain(), archive, span, network, bundleVersion.orElseThrow()));
        successor = Optional.empty();
    }

    private void retrainWhenDue(ArchiveConsumer consumer, TileDayArchive archive, ScheduledRetraining retraining)
            throws InterruptedException {
        Optional<LocalDate> cut = retraining.due(consumer.commonSpan());
        retrains = cut.isPresent();
        if (cut.isPresent()) {
            retraining.decide(cut.get(), consumer, archive).ifPresent(decision -> {
                meters.decided(decision.getOutcome());
                inForce(Math.max(decision.getChampion(), decision.getVersion()));
            });
        } else {
            drift.look(consumer, archive);
        }
    }

    private void warn(String limit) {
        LOG.warn("{}", limit);
        modelLimit = Optional.of(limit);
    }

    private void inForce(int version) {
        meters.bundleVersion(version);
        bundleVersion = OptionalInt.of(version);
        progress = ServiceProgress.NONE;
    }
}
