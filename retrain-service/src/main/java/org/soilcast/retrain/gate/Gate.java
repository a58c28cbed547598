package org.soilcast.retrain.gate;

import java.util.List;

/**
 * Whether a challenger is better than the version in force: the one list of all criteria. Pure functions of the evidence:
 * the same answer in every run.
 */
public final class Gate {
    /** Fewest retrievals that anything is judged by. */
    public static final int FEWEST_PAIRS = 200;

    private static final List<Criterion> CRITERIA = List.of(
            new EnoughUnseen(),
            new LowerError(Prediction.OPEN_LOOP, false),
            new LowerError(Prediction.OPEN_LOOP, true),
            new LowerError(Prediction.FORECAST, false),
            new LowerError(Prediction.FORECAST, true),
            new NoRegimeWorse(Prediction.OPEN_LOOP),
            new NoRegimeWorse(Prediction.FORECAST),
            new BalanceHolds(),
            new OffBounds(),
            new FewClassMoves());

    private Gate() {}

    /** What each criterion says. */
    public static List<Finding> judge(Evidence evidence) {
        return CRITERIA.stream().map(one -> one.judge(evidence)).toList();
    }

    /** Whether the challenger may replace the champion. */
    public static boolean isPassed(List<Finding> findings) {
        return findings.stream().noneMatch(Finding::refuses);
    }
}
