package org.soilcast.retrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.land.bundle.BundleCodec;
import org.soilcast.land.bundle.BundleFile;
import org.soilcast.land.bundle.BundleSignature;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.learning.training.LearningSettings;
import org.soilcast.retrain.archive.ArchivedHistory;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.retrain.gate.Finding;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.RetrainSchedule;
import org.soilcast.schemas.avro.DecisionFinding;
import org.soilcast.schemas.avro.DecisionOutcome;
import org.soilcast.schemas.avro.DecisionTrigger;
import org.soilcast.schemas.avro.ModelDecision;
import org.soilcast.schemas.avro.Tile;

/**
 * Decides whether the version in force is replaced: reads it, lets a challenger learn and be judged ({@link Challenge}), and
 * publishes the decision, in one transaction with the version that follows if one does. A kill at any moment leaves no
 * decision or a whole one; without one, another call comes to the same.
 */
public final class Retraining {
    private static final Logger LOG = LoggerFactory.getLogger(Retraining.class);

    private final KafkaConnection kafka;
    private final KeyPair keys;
    private final Path folder;
    private final LearningSettings learning;

    /**
     * @param kafka the broker
     * @param keys signs what is published
     * @param folder for trainings under way and challengers that were refused; created when missing
     */
    public Retraining(KafkaConnection kafka, KeyPair keys, Path folder, LearningSettings learning) {
        this.kafka = kafka;
        this.keys = keys;
        this.folder = folder;
        this.learning = learning;
    }

    /**
     * What is decided about.
     *
     * @param tiles of the domain, by number
     * @param days from the first day of the domain to the cut
     * @param effectiveFrom date that a promoted version is asked for
     * @param trigger why
     */
    public record Occasion(
            SortedMap<Integer, Tile> tiles, DaySpan days, LocalDate effectiveFrom, DecisionTrigger trigger) {
        public Occasion {
            int fewest = Challenge.FEWEST_LEARNED_DAYS + Challenge.JUDGED_DAYS;
            if (days.days() < fewest) {
                throw new IllegalArgumentException(
                        "retraining needs " + fewest + " days that are final, there are " + days.days());
            }
        }

        private String domain() {
            return tiles.values().iterator().next().getDomain();
        }
    }

    /**
     * Decides.
     *
     * @param archive has these days of all tiles
     * @return the decision as published; empty if the version in force has changed meanwhile
     * @throws InterruptedException when the thread is interrupted; another call goes on
     */
    public Optional<ModelDecision> decide(Occasion occasion, TileDayArchive archive) throws InterruptedException {
        Champion champion = champion();
        DaySpan days = occasion.days();
        LOG.info("is version {} to be replaced? by the days up to {}", champion.version(), days.last());
        CellHistory history = ArchivedHistory.of(archive, occasion.tiles(), days.first(), days.last());
        var candidates = new Candidates(learning, folder);
        Challenge.Outcome outcome = new Challenge(history, champion, occasion.domain()).run(candidates);
        Optional<ColdStart.DomainModel> next = outcome.isPassed()
                ? Optional.of(ColdStart.successor(
                        occasion.tiles(),
                        archive,
                        days,
                        Instant.now(),
                        outcome.challenger().orElseThrow(),
                        champion.version(),
                        occasion.effectiveFrom()))
                : Optional.empty();
        if (next.isEmpty()) {
            outcome.challenger().ifPresent(refused -> keep(refused, days.last()));
        }
        ModelDecision decision = decision(occasion, champion, outcome);
        boolean published = publish(champion, next, decision);
        candidates.clear();
        LOG.info("{}: {}", published ? decision.getOutcome() : "another version is in force now", decision.getReason());
        return Optional.of(decision).filter(any -> published);
    }

    /** Whether the version in force drifts, by the last fortnight of these days. */
    boolean drifts(Occasion occasion, TileDayArchive archive) {
        LocalDate last = occasion.days().last();
        CellHistory history =
                ArchivedHistory.of(archive, occasion.tiles(), last.minusDays(Drift.FEWEST_DAYS - 1L), last);
        Optional<Drift> drift = Drift.of(history, champion());
        drift.ifPresent(found -> LOG.info("{}: {}", found.isDrift() ? "drift" : "no drift", found.detail()));
        return drift.filter(Drift::isDrift).isPresent();
    }

    /** Decides that the version in force stays, without a challenger. */
    Optional<ModelDecision> leave(Occasion occasion) {
        try (var models = new ModelTopics(kafka, keys)) {
            ModelDecision decision = ModelDecision.newBuilder()
                    .setDomain(occasion.domain())
                    .setCut(occasion.days().last())
                    .setTrigger(occasion.trigger())
                    .setOutcome(DecisionOutcome.STEADY)
                    .setChampion(models.newestVersion().orElseThrow())
                    .setReason(
                            "no drift, or a challenger has been judged within " + RetrainSchedule.FEWEST_DAYS + " days")
                    .build();
            models.publish(decision);
            return Optional.of(decision);
        }
    }

    private Champion champion() {
        try (var models = new ModelTopics(kafka, keys)) {
            return Champion.of(models);
        }
    }

    /** False if the champion is not in force any more. */
    private boolean publish(Champion champion, Optional<ColdStart.DomainModel> next, ModelDecision decision) {
        try (var models = new ModelTopics(kafka, keys)) {
            if (models.newestVersion().orElse(0) != champion.version()) {
                return false;
            }
            if (next.isPresent()) {
                models.publish(next.get().tileModels(), next.get().bundle(), Optional.of(decision));
            } else {
                models.publish(decision);
            }
            return true;
        }
    }

    private static ModelDecision decision(Occasion occasion, Champion champion, Challenge.Outcome outcome) {
        return ModelDecision.newBuilder()
                .setDomain(occasion.domain())
                .setCut(occasion.days().last())
                .setTrigger(occasion.trigger())
                .setOutcome(outcome.isPassed() ? DecisionOutcome.PROMOTED : DecisionOutcome.REFUSED)
                .setChampion(champion.version())
                .setVersion(outcome.isPassed() ? champion.version() + 1 : 0)
                .setOrigin(outcome.origin())
                .setChallengerSha256(
                        outcome.challenger().map(Retraining::networkSha256).orElse(""))
                .setLearnedFrom(outcome.learned().first())
                .setLearnedTo(outcome.learned().last())
                .setJudgedFrom(outcome.judgedFrom())
                .setJudgedPairs(outcome.judgedPairs())
                .setFindings(
                        outcome.findings().stream().map(Retraining::finding).toList())
                .setReason(outcome.reason())
                .build();
    }

    private static DecisionFinding finding(Finding finding) {
        return new DecisionFinding(finding.criterion(), finding.passed(), finding.binding(), finding.detail());
    }

    /** SHA-256 of weights and sections: what two trainings of the same days have in common, whenever they were. */
    private static String networkSha256(ParameterBundle bundle) {
        var all = new java.io.ByteArrayOutputStream();
        for (float[] tensor : bundle.weights().tensors()) {
            var bytes = java.nio.ByteBuffer.allocate(tensor.length * Float.BYTES);
            bytes.asFloatBuffer().put(tensor);
            all.writeBytes(bytes.array());
        }
        all.writeBytes(bundle.sections().bytes());
        return BundleCodec.sha256(all.toByteArray());
    }

    private void keep(ParameterBundle refused, LocalDate cut) {
        Path file = folder.resolve(String.format(Locale.ROOT, "refused-%s.bundle", cut));
        try {
            Files.createDirectories(folder);
            BundleFile.write(file, BundleSignature.sign(refused, keys.getPrivate()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the refused challenger in " + file, e);
        }
    }
}
