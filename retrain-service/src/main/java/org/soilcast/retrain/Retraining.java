package org.soilcast.retrain;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.learning.training.LearningSettings;
import org.soilcast.retrain.archive.ArchivedHistory;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.RetrainSchedule;
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

    private final VersionsOnTopic versions;
    private final KeptChallengers kept;
    private final Path folder;
    private final LearningSettings learning;

    /**
     * @param kafka the broker
     * @param keys signs what is published
     * @param folder for trainings under way and challengers that are kept; created when missing
     */
    public Retraining(KafkaConnection kafka, KeyPair keys, Path folder, LearningSettings learning) {
        this.versions = new VersionsOnTopic(kafka, keys);
        this.kept = new KeptChallengers(folder, keys.getPrivate());
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
     * @param shadowTo last day of the shadow stage of a challenger that is proved better; empty where it follows at once
     */
    public record Occasion(
            SortedMap<Integer, Tile> tiles,
            DaySpan days,
            LocalDate effectiveFrom,
            DecisionTrigger trigger,
            Optional<LocalDate> shadowTo) {
        public Occasion {
            int fewest = Challenge.FEWEST_LEARNED_DAYS + Challenge.JUDGED_DAYS;
            if (days.days() < fewest) {
                throw new IllegalArgumentException(
                        "retraining needs " + fewest + " days that are final, there are " + days.days());
            }
        }

        String domain() {
            return tiles.values().iterator().next().getDomain();
        }

        /** The beginning of a decision. */
        ModelDecision.Builder decision(int champion) {
            return ModelDecision.newBuilder()
                    .setDomain(domain())
                    .setCut(days.last())
                    .setTrigger(trigger)
                    .setChampion(champion);
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
        Champion champion = versions.champion();
        DaySpan days = occasion.days();
        LOG.info("is version {} to be replaced? by the days up to {}", champion.version(), days.last());
        CellHistory history = ArchivedHistory.of(archive, occasion.tiles(), days.first(), days.last());
        var candidates = new Candidates(learning, folder);
        Challenge.Outcome outcome = new Challenge(history, champion, occasion.domain()).run(candidates);
        boolean follows = outcome.isPassed() && occasion.shadowTo().isEmpty();
        Optional<ColdStart.DomainModel> next = follows
                ? Optional.of(ColdStart.successor(
                        occasion.tiles(),
                        archive,
                        days,
                        Instant.now(),
                        outcome.challenger().orElseThrow(),
                        champion.version(),
                        occasion.effectiveFrom()))
                : Optional.empty();
        if (outcome.isPassed() && !follows) {
            kept.shadow(outcome.challenger().orElseThrow(), days.last());
        } else if (!follows) {
            outcome.challenger().ifPresent(refused -> kept.refused(refused, days.last()));
        }
        ModelDecision decision = decision(occasion, champion, outcome);
        boolean published = versions.publish(champion.version(), next, decision);
        candidates.clear();
        LOG.info("{}: {}", published ? decision.getOutcome() : "another version is in force now", decision.getReason());
        return Optional.of(decision).filter(any -> published);
    }

    /** Whether the version in force drifts, by the last fortnight of these days. */
    boolean drifts(Occasion occasion, TileDayArchive archive) {
        LocalDate last = occasion.days().last();
        CellHistory history =
                ArchivedHistory.of(archive, occasion.tiles(), last.minusDays(Drift.FEWEST_DAYS - 1L), last);
        Optional<Drift> drift = Drift.of(history, versions.champion());
        drift.ifPresent(found -> LOG.info("{}", found.told()));
        return drift.filter(Drift::isDrift).isPresent();
    }

    /** Decides that the version in force stays, without a challenger. */
    Optional<ModelDecision> leave(Occasion occasion) {
        int champion = versions.champion().version();
        ModelDecision decision = occasion.decision(champion)
                .setOutcome(DecisionOutcome.STEADY)
                .setReason("no drift, or a challenger has been judged within " + RetrainSchedule.FEWEST_DAYS + " days")
                .build();
        return Optional.of(decision).filter(any -> versions.publish(champion, Optional.empty(), any));
    }

    private static ModelDecision decision(Occasion occasion, Champion champion, Challenge.Outcome outcome) {
        ModelDecision.Builder decision = occasion.decision(champion.version())
                .setOrigin(outcome.origin())
                .setChallengerSha256(
                        outcome.challenger().map(KeptChallengers::networkSha256).orElse(""))
                .setLearnedFrom(outcome.learned().first())
                .setLearnedTo(outcome.learned().last())
                .setJudgedFrom(outcome.judgedFrom())
                .setJudgedPairs(outcome.judgedPairs())
                .setFindings(ModelDecisions.findings(outcome.findings()))
                .setReason(outcome.reason());
        if (!outcome.isPassed()) {
            return decision.setOutcome(DecisionOutcome.REFUSED).build();
        }
        return occasion.shadowTo()
                .map(last -> decision.setOutcome(DecisionOutcome.SHADOWED).setLookAgain(last))
                .orElseGet(() -> decision.setOutcome(DecisionOutcome.PROMOTED).setVersion(champion.version() + 1))
                .build();
    }
}
