package org.soilcast.retrain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.bundle.LearnedCells;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.learning.history.HeldOutBlocks;
import org.soilcast.learning.training.TrainedNetwork;
import org.soilcast.retrain.gate.Evidence;
import org.soilcast.retrain.gate.Finding;
import org.soilcast.retrain.gate.Gate;
import org.soilcast.retrain.gate.JudgedPairs;

/**
 * The days up to a cut, made into a judgement: a challenger learns from all but the last {@value #JUDGED_DAYS} of them and
 * all but the held-out blocks ({@link HeldOutBlocks}), and both versions are run and judged over those last days, by
 * the retrievals that neither has learned from. Where the champion has seen these days, that leaves the cells it has not seen.
 *
 * <p>For judging, the challenger's network knows of the cells what the days before the judged ones tell. What is published
 * knows all days up to the cut.
 */
final class Challenge {
    /** Days before the cut that nothing learns from. */
    static final int JUDGED_DAYS = 90;
    /** Fewest days to learn from. */
    static final int FEWEST_LEARNED_DAYS = 180;

    /** Days of a longer history that are learned from, the last ones: more cost more and tell little. */
    private static final int MOST_LEARNED_DAYS = 2 * 366;
    /** Fewest retrievals to learn from. */
    private static final int FEWEST_LEARNED = 2_000;

    private final CellHistory history;
    private final Champion champion;
    private final String domain;
    private final DaySpan judged;
    private final DaySpan learned;
    private final CellHistory lesson;

    /**
     * @param history all cells, from the first day of the domain to the cut; at least {@value #JUDGED_DAYS} +
     *     {@value #FEWEST_LEARNED_DAYS} days
     * @param champion version in force, for the same cells
     */
    Challenge(CellHistory history, Champion champion, String domain) {
        this.history = history;
        this.champion = champion;
        this.domain = domain;
        LocalDate cut = history.span().last();
        judged = DaySpan.of(cut.minusDays(JUDGED_DAYS - 1L), cut);
        LocalDate learnedTo = judged.first().minusDays(1);
        int days = Math.min(MOST_LEARNED_DAYS, history.span().days() - JUDGED_DAYS);
        learned = DaySpan.of(learnedTo.minusDays(days - 1L), learnedTo);
        lesson = history.between(learned.first(), learned.last()).select(HeldOutBlocks.learned(history));
    }

    /**
     * What came of it.
     *
     * @param challenger the bundle that was judged; empty if none was made
     * @param origin what its training began from; empty without one
     * @param learned days that it learned from
     * @param judgedFrom first day judged
     * @param judgedPairs retrievals judged by
     * @param findings of all criteria; none if no challenger was made
     * @param reason one sentence for people
     */
    record Outcome(
            Optional<ParameterBundle> challenger,
            String origin,
            DaySpan learned,
            LocalDate judgedFrom,
            long judgedPairs,
            List<Finding> findings,
            String reason) {
        Outcome {
            findings = List.copyOf(findings);
        }

        /** Whether the challenger is to replace the champion. */
        boolean isPassed() {
            return challenger.isPresent() && Gate.isPassed(findings);
        }
    }

    /**
     * Trains and judges.
     *
     * @throws InterruptedException when the thread is interrupted; another call goes on
     */
    Outcome run(Candidates candidates) throws InterruptedException {
        JudgedPairs pairs = pairs();
        long retrievals = retrievals(lesson);
        if (retrievals < FEWEST_LEARNED) {
            return none(
                    pairs,
                    "there are " + retrievals + " retrievals to learn from, expected at least " + FEWEST_LEARNED);
        }
        if (pairs.count() < Gate.FEWEST_PAIRS) {
            return none(
                    pairs,
                    "there are " + pairs.count() + " retrievals from " + judged.first()
                            + " on that version " + champion.version() + " has not learned from, expected at least "
                            + Gate.FEWEST_PAIRS + "; waits for the next date");
        }
        return judge(train(candidates), pairs);
    }

    /**
     * Trains alone: the same challenger whenever it is called with the same days and settings.
     *
     * @throws InterruptedException when the thread is interrupted; another call goes on
     */
    Candidates.Challenger train(Candidates candidates) throws InterruptedException {
        return candidates.from(lesson, champion, domain);
    }

    /** Judges a challenger that has learned from these days and cells. */
    Outcome judge(Candidates.Challenger challenger, JudgedPairs pairs) {
        CellHistory known = history.between(learned.first(), learned.last());
        float[] parameters = TrainedNetwork.of(challenger.bundle()).parameters(known);
        Evidence evidence =
                new VersionComparison(history, judged, champion, domain).with(challenger.bundle(), parameters, pairs);
        List<Finding> findings = Gate.CHALLENGER.judge(evidence);
        return new Outcome(
                Optional.of(challenger.bundle()),
                challenger.origin(),
                learned,
                judged.first(),
                pairs.count(),
                findings,
                ModelDecisions.reason(findings));
    }

    /** The retrievals to judge by. */
    JudgedPairs pairs() {
        Set<String> cells = ids(history);
        var own = new BundleManifest.Training(
                learned.first(), learned.last(), Optional.of(LearnedCells.of(domain, ids(lesson))));
        return JudgedPairs.of(
                history.between(judged.first(), judged.last()),
                Champion.learned(champion.bundle().manifest().training(), domain, cells),
                Champion.learned(Optional.of(own), domain, cells));
    }

    private Outcome none(JudgedPairs pairs, String reason) {
        return new Outcome(Optional.empty(), "", learned, judged.first(), pairs.count(), List.of(), reason);
    }

    private static Set<String> ids(CellHistory history) {
        return history.cells().stream().map(CellHistory.Cell::id).collect(Collectors.toSet());
    }

    private static long retrievals(CellHistory history) {
        long count = 0;
        int cells = history.cells().size();
        for (int i = 0; i < history.span().days() * cells; i++) {
            count += Float.isNaN(history.recommendedRetrieval(i / cells, i % cells)) ? 0 : 1;
        }
        return count;
    }
}
