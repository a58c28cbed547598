package org.soilcast.retrain.gate;

import java.util.List;

/**
 * Whether one version is better than the version in force: the lists of all criteria. Pure functions of the evidence: the same
 * answer in every run.
 */
public enum Gate {
    /** A challenger that has been trained, on days that lay behind and cells that neither has seen. */
    CHALLENGER(
            new EnoughUnseen(Gate.FEWEST_PAIRS),
            new LowerError(Prediction.OPEN_LOOP, false),
            new LowerError(Prediction.OPEN_LOOP, true),
            new LowerError(Prediction.FORECAST, false),
            new LowerError(Prediction.FORECAST, true),
            new NoRegimeWorse(Prediction.OPEN_LOOP),
            new NoRegimeWorse(Prediction.FORECAST),
            new BalanceHolds(),
            new OffBounds(),
            new FewClassMoves()),
    /** The same challenger on days that have come since, a third as many. */
    SHADOW(
            new EnoughUnseen(Gate.FEWEST_PAIRS / 3),
            new NoHigherError(Prediction.OPEN_LOOP),
            new NoHigherError(Prediction.FORECAST),
            new BalanceHolds()),
    /** The version that the one in force has replaced, on days since then, two weeks at first: whether it is to come back. */
    RETURN(new EnoughUnseen(Gate.FEWEST_PAIRS / 6), new LowerError(Prediction.FORECAST, false));

    /** Fewest retrievals of the 90 days that a challenger is judged by. */
    public static final int FEWEST_PAIRS = 200;

    private final List<Criterion> criteria;

    Gate(Criterion... criteria) {
        this.criteria = List.of(criteria);
    }

    /** What each criterion says. */
    public List<Finding> judge(Evidence evidence) {
        return criteria.stream().map(one -> one.judge(evidence)).toList();
    }

    /** Whether the other version may replace the one in force. */
    public static boolean isPassed(List<Finding> findings) {
        return findings.stream().noneMatch(Finding::refuses);
    }
}
