package org.soilcast.dayline.drought;

import org.soilcast.dayline.arithmetic.RepeatableFunctions;

/**
 * Standardised soil-moisture index (Hao and AghaKouchak 2013, Advances in Water Resources 57, 12–18, section 2): the
 * standard normal deviate of the probability that soil moisture is no higher, SSI = Φ⁻¹(percentile/100). The percentile is
 * that of the {@link Climatology}, so it is of the season.
 */
public final class StandardizedSoilMoistureIndex {
    private static final float PERCENT = 100;
    private static final int STEPS_BITS = 23;
    private static final int STEPS = 1 << STEPS_BITS;

    private StandardizedSoilMoistureIndex() {}

    /** The index of a percentile, 0 … 100: dimensionless, negative when dry, within ±5.4; NaN of NaN. */
    public static float of(float percentile) {
        if (Float.isNaN(percentile)) {
            return Float.NaN;
        }
        int step = Math.min(STEPS - 1, (int) (STEPS * (percentile / PERCENT)));
        return RepeatableFunctions.normal(step << (Integer.SIZE - STEPS_BITS));
    }
}
