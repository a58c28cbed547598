package org.soilcast.laboratory.verification;

import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/** Spearman's rank correlation: Pearson's of the ranks, where equal values share the mean of theirs. */
final class RankCorrelation {
    private static final int FEWEST_PAIRS = 3;

    private RankCorrelation() {}

    /** The correlation; NaN of fewer than three pairs, or where one side has one value only. */
    static double of(double[] some, double[] others) {
        if (some.length != others.length) {
            throw new IllegalArgumentException(some.length + " values, but " + others.length + " others");
        }
        return some.length < FEWEST_PAIRS ? Double.NaN : new SpearmansCorrelation().correlation(some, others);
    }
}
