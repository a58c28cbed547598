package org.soilcast.dayline.forecast;

import org.soilcast.dayline.forecast.Predictors.OfMean;
import org.soilcast.dayline.forecast.Predictors.OfVariance;

/**
 * Ensemble model output statistics of one span of leads (Gneiting et al. 2005, Monthly Weather Review 133, 1098–1118, eqs
 * 2–3): the retrieval is normal with a mean linear in {@link OfMean} and a variance linear in {@link OfVariance}.
 *
 * @param ofMean coefficients, {@code [term]}
 * @param ofVariance coefficients, {@code [term]}, each at least 0
 */
public record SpanNumbers(float[] ofMean, float[] ofVariance) {
    /** Variance that no calibration goes below, (m3/m3)². */
    private static final float LEAST_VARIANCE = 0.002f * 0.002f;

    public SpanNumbers {
        if (ofMean.length != Predictors.MEAN_TERMS || ofVariance.length != Predictors.VARIANCE_TERMS) {
            throw new IllegalArgumentException("expected " + Predictors.MEAN_TERMS + " and "
                    + Predictors.VARIANCE_TERMS + " coefficients, found " + ofMean.length + " and "
                    + ofVariance.length);
        }
        for (float coefficient : ofVariance) {
            if (!(coefficient >= 0)) {
                throw new IllegalArgumentException("a coefficient of a variance is " + coefficient);
            }
        }
    }

    /** Mean of a cell's retrieval, m3/m3. */
    public float mean(Predictors predictors, int span, int cell) {
        float sum = 0;
        for (OfMean term : OfMean.values()) {
            sum += ofMean[term.ordinal()] * predictors.mean(span, term, cell);
        }
        return sum;
    }

    /** Its variance, (m3/m3)². */
    public float variance(Predictors predictors, int span, int cell) {
        float sum = 0;
        for (OfVariance term : OfVariance.values()) {
            sum += ofVariance[term.ordinal()] * predictors.variance(span, term, cell);
        }
        return Math.max(LEAST_VARIANCE, sum);
    }
}
