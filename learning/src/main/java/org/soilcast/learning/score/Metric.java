package org.soilcast.learning.score;

import java.util.Locale;

/** What a prediction is judged by, each over one cell's days with a retrieval; the one definition of each. */
public enum Metric {
    /** Mean of prediction minus retrieval, m3/m3. */
    BIAS {
        @Override
        public double of(PairSums pairs) {
            return pairs.meanPredicted() - pairs.meanObserved();
        }
    },
    /** Root mean square difference, m3/m3. */
    RMSE {
        @Override
        public double of(PairSums pairs) {
            return Math.sqrt(pairs.meanSquare());
        }
    },
    /** The same after taking the bias out: √(RMSE² − bias²), m3/m3. */
    UBRMSE {
        @Override
        public double of(PairSums pairs) {
            double bias = BIAS.of(pairs);
            return Math.sqrt(Math.max(0, pairs.meanSquare() - bias * bias));
        }
    },
    /** Pearson's correlation; not defined where either side does not vary. */
    R {
        @Override
        public double of(PairSums pairs) {
            double variances = pairs.variancePredicted() * pairs.varianceObserved();
            return variances > 0 ? pairs.covariance() / Math.sqrt(variances) : Double.NaN;
        }
    },
    /**
     * Kling–Gupta efficiency, 1 − √((r−1)² + (α−1)² + (β−1)²) with α the ratio of standard deviations and β that of
     * means, prediction over retrieval (Gupta et al. 2009, Journal of Hydrology 377, 80–91, eq. 9).
     */
    KGE {
        @Override
        public double of(PairSums pairs) {
            double r = R.of(pairs) - 1;
            double alpha = Math.sqrt(pairs.variancePredicted() / pairs.varianceObserved()) - 1;
            double beta = pairs.meanPredicted() / pairs.meanObserved() - 1;
            return 1 - Math.sqrt(r * r + alpha * alpha + beta * beta);
        }
    };

    /** Not a finite number where the cell's pairs do not define the metric. */
    public abstract double of(PairSums pairs);

    /** Its name in tables and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
