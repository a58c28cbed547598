package org.soilcast.laboratory.verification;

import java.util.Arrays;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The standardised precipitation index (McKee et al. 1993, 8th Conference on Applied Climatology, 179–184): the standard
 * normal deviate that is as likely to be exceeded as the precipitation of some months. With q the share of sums that are 0
 * and G the gamma distribution of the others, by the estimate of Thom (1958, Monthly Weather Review 86, 117–122, eq. 22):
 *
 * <pre>
 *   A = ln x̄ − mean of ln x,  α = (1 + √(1 + 4A/3))/(4A),  β = x̄/α
 *   H(x) = q + (1 − q)·G(x; α, β),  SPI = Φ⁻¹(H), within ±{@value #FURTHEST}
 * </pre>
 *
 * <p>Immutable.
 */
final class PrecipitationIndex {
    /** Further out than this a fit to a few years says nothing. */
    static final double FURTHEST = 3;

    private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);

    private final double dryShare;
    private final GammaDistribution wet;

    private PrecipitationIndex(double dryShare, GammaDistribution wet) {
        this.dryShare = dryShare;
        this.wet = wet;
    }

    /**
     * The index by sums of the same season of other years.
     *
     * @param sumsMm 0 or more, mm
     * @throws IllegalArgumentException if all are 0 or alike: they have no distribution
     */
    static PrecipitationIndex of(double... sumsMm) {
        double[] positive = Arrays.stream(sumsMm).filter(sum -> sum > 0).toArray();
        double mean = Arrays.stream(positive).average().orElse(Double.NaN);
        double a = Math.log(mean)
                - Arrays.stream(positive).map(Math::log).average().orElse(Double.NaN);
        if (!(a > 1e-9)) {
            throw new IllegalArgumentException(
                    "of " + sumsMm.length + " sums " + positive.length + " are positive, and no two of them differ");
        }
        double shape = (1 + Math.sqrt(1 + 4 * a / 3)) / (4 * a);
        return new PrecipitationIndex(
                1 - (double) positive.length / sumsMm.length, new GammaDistribution(shape, mean / shape));
    }

    /** The index that so many percent of sums do not exceed. */
    static double ofPercentile(double percentile) {
        return NORMAL.inverseCumulativeProbability(percentile / 100);
    }

    /** Shape α of the positive sums. */
    double shape() {
        return wet.getShape();
    }

    /** The index of a sum, mm. */
    double of(double sumMm) {
        double probability = dryShare + (1 - dryShare) * wet.cumulativeProbability(sumMm);
        double deviate = NORMAL.inverseCumulativeProbability(Math.min(1, Math.max(0, probability)));
        return Math.min(FURTHEST, Math.max(-FURTHEST, deviate));
    }
}
