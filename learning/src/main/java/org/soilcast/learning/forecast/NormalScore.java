package org.soilcast.learning.forecast;

import org.apache.commons.math3.distribution.NormalDistribution;

/** How a normal forecast is judged by what came. */
public final class NormalScore {
    private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);
    /** Standard normal quantile of 95 %. */
    static final double EDGE_OF_95_PERCENT = STANDARD.inverseCumulativeProbability(0.95);

    private static final double ROOT_OF_PI = Math.sqrt(Math.PI);

    private NormalScore() {}

    /**
     * Continuous ranked probability score (Gneiting et al. 2005, Monthly Weather Review 133, 1098–1118, eq. 5), in the unit
     * of the value: σ·(z·(2Φ(z) − 1) + 2φ(z) − 1/√π), z = (y − μ)/σ.
     */
    public static double crps(double mean, double sd, double value) {
        double z = (value - mean) / sd;
        return sd * (z * (2 * STANDARD.cumulativeProbability(z) - 1) + 2 * STANDARD.density(z) - 1 / ROOT_OF_PI);
    }

    /** Probability that the value does not exceed a limit. */
    public static double probabilityUpTo(double limit, double mean, double sd) {
        return STANDARD.cumulativeProbability((limit - mean) / sd);
    }

    /** Whether the value is within the interval from 5 to 95 %. */
    public static boolean covers(double mean, double sd, double value) {
        return Math.abs(value - mean) <= EDGE_OF_95_PERCENT * sd;
    }
}
