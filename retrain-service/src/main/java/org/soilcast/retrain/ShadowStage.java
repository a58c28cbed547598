package org.soilcast.retrain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.learning.training.TrainedNetwork;
import org.soilcast.retrain.archive.ArchivedHistory;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.retrain.gate.Evidence;
import org.soilcast.retrain.gate.Finding;
import org.soilcast.retrain.gate.Gate;
import org.soilcast.schemas.avro.DecisionOutcome;
import org.soilcast.schemas.avro.ModelDecision;

/**
 * The end of the shadow stage of a challenger that has passed the gate, and the looks at it after it has followed.
 *
 * <p><b>The stage.</b> With the decision SHADOWED begin {@value #DAYS} days of data that were not out when the challenger was
 * judged. When the last of them is final, both versions have run over them, and the challenger follows if its errors are no
 * higher ({@link Gate#SHADOW}): what looked better on days that lay behind must be no worse on days that nobody could choose.
 *
 * <p><b>The looks.</b> Once a week, from {@value #FIRST_LOOK} to {@value #WATCHED} days after it came into force, the version
 * before it is run over these days as well. Where that does better, and not by chance ({@link Gate#RETURN}), it comes back from
 * the first day that is not out.
 *
 * <p><b>Where the shadow runs.</b> Here, over the archive, by the same day line that the job moves its tiles with, and not as
 * tiles of the job. The archive has the days that the job gets, each as it is once it is final; so the run gives what the job
 * would at that day, late input included. The job then pays nothing for a shadow, no results have to come back from it to be
 * judged (data go one way), and a decision stays a pure function of the days up to its date: two runs of any pace, order or
 * kill decide alike. What it does not show is that the job can load the version; the chain of checks is the same on both
 * sides, and a bundle that it refuses never comes into force.
 *
 * <p><b>Dates.</b> Each decision says when the next one is due ({@code lookAgain}); the publisher of days waits for it as for a
 * cut. Cuts meanwhile are passed over: one challenger at a time.
 */
final class ShadowStage {
    /** Days that a challenger is compared on. */
    static final int DAYS = 30;
    /** Days from one look to the next. */
    static final int LOOK_EVERY = 7;
    /** Days in force before the first look. */
    static final int FIRST_LOOK = 14;
    /** Days in force up to the last look. */
    static final int WATCHED = 28;

    private static final Logger LOG = LoggerFactory.getLogger(ShadowStage.class);

    private final VersionsOnTopic versions;
    private final KeptChallengers kept;
    private final Candidates candidates;

    /**
     * @param kept has the challengers
     * @param candidates trains one again whose file is lost
     */
    ShadowStage(VersionsOnTopic versions, KeptChallengers kept, Candidates candidates) {
        this.versions = versions;
        this.kept = kept;
        this.candidates = candidates;
    }

    /** Last day of a stage that begins with the days behind this one, the last that is out. */
    static LocalDate last(LocalDate out) {
        return out.plusDays(DAYS);
    }

    /** The first look at a version that is in force from a date. */
    static LocalDate firstLook(LocalDate effectiveFrom) {
        return effectiveFrom.plusDays(FIRST_LOOK - 1L);
    }

    /**
     * Decides at the end of a stage.
     *
     * @param begun the decision that it began with
     * @param promotes whether the challenger may follow; else it is only told
     * @param archive has the days of the occasion
     * @return the decision as published; empty if the version in force has changed meanwhile
     * @throws InterruptedException when the thread is interrupted; another call goes on
     */
    Optional<ModelDecision> end(
            Retraining.Occasion occasion, ModelDecision begun, boolean promotes, TileDayArchive archive)
            throws InterruptedException {
        Champion champion = versions.champion();
        Optional<ParameterBundle> challenger = champion.version() == begun.getChampion()
                ? challenger(occasion, begun, champion, archive)
                : Optional.empty();
        ModelDecision.Builder decision = occasion.decision(champion.version())
                .setOrigin(begun.getOrigin())
                .setChallengerSha256(begun.getChallengerSha256())
                .setLearnedFrom(begun.getLearnedFrom())
                .setLearnedTo(begun.getLearnedTo());
        if (challenger.isEmpty()) {
            return publish(
                    champion,
                    Optional.empty(),
                    decision.setOutcome(DecisionOutcome.REFUSED)
                            .setReason(
                                    champion.version() == begun.getChampion()
                                            ? "the challenger of " + begun.getCut()
                                                    + " is lost, and another came of the same days"
                                            : "version " + champion.version() + " has come into force meanwhile")
                            .build());
        }
        CellHistory history = history(occasion, archive);
        DaySpan live = lastDays(occasion, DAYS);
        float[] parameters = TrainedNetwork.of(challenger.get())
                .parameters(history.between(history.span().first(), begun.getCut()));
        Evidence evidence =
                new VersionComparison(history, live, champion, occasion.domain()).with(challenger.get(), parameters);
        List<Finding> findings = Gate.SHADOW.judge(evidence);
        boolean passed = Gate.isPassed(findings);
        boolean follows = passed && promotes;
        decision.setJudgedFrom(live.first())
                .setJudgedPairs(evidence.pairs().count())
                .setFindings(ModelDecisions.findings(findings))
                .setReason(ModelDecisions.reason(findings))
                .setOutcome(outcome(passed, promotes));
        if (!follows) {
            return publish(champion, Optional.empty(), decision.build());
        }
        ColdStart.DomainModel next = ColdStart.successor(
                occasion.tiles(),
                archive,
                occasion.days(),
                Instant.now(),
                challenger.get(),
                champion.version(),
                occasion.effectiveFrom());
        return publish(
                champion,
                Optional.of(next),
                decision.setVersion(champion.version() + 1)
                        .setLookAgain(firstLook(occasion.effectiveFrom()))
                        .build());
    }

    /**
     * Compares the version in force with the one before it.
     *
     * @param watched version that is looked at
     * @param archive has the days of the occasion
     * @return the decision as published; empty if the version in force has changed meanwhile
     */
    Optional<ModelDecision> look(Retraining.Occasion occasion, int watched, TileDayArchive archive) {
        Champion champion = versions.champion();
        Optional<Champion> parent = versions.parent();
        ModelDecision.Builder decision = occasion.decision(champion.version()).setOutcome(DecisionOutcome.STEADY);
        if (champion.version() != watched || parent.isEmpty()) {
            return publish(
                    champion,
                    Optional.empty(),
                    decision.setReason("version " + watched + " is not in force any more")
                            .build());
        }
        CellHistory history = history(occasion, archive);
        LocalDate effectiveFrom = champion.bundle().manifest().effectiveFrom();
        DaySpan live = DaySpan.of(effectiveFrom, occasion.days().last());
        Evidence evidence = new VersionComparison(history, live, champion, occasion.domain())
                .with(parent.get().bundle(), parent.get().parameters());
        List<Finding> findings = Gate.RETURN.judge(evidence);
        decision.setJudgedFrom(live.first())
                .setJudgedPairs(evidence.pairs().count())
                .setFindings(ModelDecisions.findings(findings))
                .setReason("version " + parent.get().version() + " beside it: " + ModelDecisions.reason(findings));
        if (Gate.isPassed(findings)) {
            ModelDecision back = decision.setOutcome(DecisionOutcome.ROLLED_BACK)
                    .setCopyOf(parent.get().version())
                    .setVersion(champion.version() + 1)
                    .build();
            return told(back, versions.rollBack(back, occasion.effectiveFrom()));
        }
        LocalDate next = occasion.days().last().plusDays(LOOK_EVERY);
        boolean again = next.isBefore(effectiveFrom.plusDays(WATCHED));
        return publish(
                champion, Optional.empty(), again ? decision.setLookAgain(next).build() : decision.build());
    }

    /**
     * The challenger of a stage. Where its file is lost, with the archive that it lies in or the disk, it is trained again
     * from the same days, and is the same by its digest; empty if it is not, because it is to be trained in another way now,
     * or on a machine whose processor rounds the network's products in another way.
     */
    private Optional<ParameterBundle> challenger(
            Retraining.Occasion occasion, ModelDecision begun, Champion champion, TileDayArchive archive)
            throws InterruptedException {
        LocalDate cut = begun.getCut();
        Optional<ParameterBundle> found = kept.shadow(cut, begun.getChallengerSha256());
        if (found.isPresent()) {
            return found;
        }
        LOG.warn("the challenger of {} is not kept any more: it is trained again", cut);
        CellHistory history =
                ArchivedHistory.of(archive, occasion.tiles(), occasion.days().first(), cut);
        ParameterBundle again = new Challenge(history, champion, occasion.domain())
                .train(candidates)
                .bundle();
        boolean same = KeptChallengers.networkSha256(again).equals(begun.getChallengerSha256());
        if (same) {
            kept.shadow(again, cut);
        }
        candidates.clear();
        return Optional.of(again).filter(any -> same);
    }

    private static DecisionOutcome outcome(boolean passed, boolean promotes) {
        if (!passed) {
            return DecisionOutcome.REFUSED;
        }
        return promotes ? DecisionOutcome.PROMOTED : DecisionOutcome.WITHHELD;
    }

    private static CellHistory history(Retraining.Occasion occasion, TileDayArchive archive) {
        return ArchivedHistory.of(
                archive,
                occasion.tiles(),
                occasion.days().first(),
                occasion.days().last());
    }

    private static DaySpan lastDays(Retraining.Occasion occasion, int days) {
        LocalDate last = occasion.days().last();
        return DaySpan.of(last.minusDays(days - 1L), last);
    }

    private Optional<ModelDecision> publish(
            Champion champion, Optional<ColdStart.DomainModel> next, ModelDecision decision) {
        return told(decision, versions.publish(champion.version(), next, decision));
    }

    private static Optional<ModelDecision> told(ModelDecision decision, boolean published) {
        LOG.info("{}: {}", published ? decision.getOutcome() : "another version is in force now", decision.getReason());
        return Optional.of(decision).filter(any -> published);
    }
}
