package org.soilcast.retrain.gate;

import java.util.List;

/**
 * Whether one version is better than the version in force: the lists of all criteria. Pure functions of the evidence: the same
 * answer in every run.
 */
public enum Gate {
    /** A challenger that has been trained, on days that lay behind and cells that neither has seen. */
    CHALLENGER(
            new EnoughUnseen(),
            new LowerError(Prediction.OPEN_LOOP, false),
            new LowerError(Prediction.OPEN_LOOP, true),
            new LowerError(Prediction.FORECAST, false),
            new LowerError(Prediction.FORECAST, true),
            new NoRegimeWorse(Prediction.OPEN_LOOP),
            new NoRegimeWorse(Prediction.FORECAST),
            new BalanceHolds(),
            new OffBounds(),
            new FewClassMoves()),
    /** The same challenger on days that have come since. */
    SHADOW(
            new EnoughUnseen(),
            new NoHigherError(Prediction.OPEN_LOOP),
            new NoHigherError(Prediction.FORECAST),
            new BalanceHolds()),
    /** The version that the one in force has replaced, on days since then: whether it is to come back. */
    RETURN(new EnoughUnseen(), new LowerError(Prediction.FORECAST, false));

    /** Fewest retrievals that anything is judged by. */
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
