package org.soilcast.land.physics;

import org.soilcast.land.number.Real;

/**
 * Rain or snow, and a degree-day snow pack that melts, refreezes and holds liquid water, as in HBV (Bergström 1976;
 * Seibert and Vis 2012, equations 1 and 2). Amounts are of one step, in mm water equivalent.
 */
public final class SnowEquations {
    /** Temperature range over which snow turns to rain, °C: the logistic's scale. */
    static final double PHASE_WIDTH_C = 1;

    /** Snow water equivalent of half cover, mm: a thin pack is patchy. */
    static final double HALF_COVER_MM = 10;

    private SnowEquations() {}

    /**
     * The pack, and what flows out at its base.
     *
     * @param iceMm frozen water, mm
     * @param liquidMm liquid water held, mm
     * @param outflowMm rain and melt that reach the ground in this step, mm
     */
    public record SnowPack<N>(N iceMm, N liquidMm, N outflowMm) {}

    /** Share of precipitation that falls as snow: 1 / (1 + exp((T − TT) / width)). */
    static <N extends Real<N>> N snowfallShare(N temperatureC, N thresholdC) {
        return temperatureC
                .minus(thresholdC)
                .dividedBy(PHASE_WIDTH_C)
                .exp()
                .plus(1)
                .reciprocal();
    }

    /** Share of ground free of snow: 1 / (1 + SWE / 10 mm); the demand of the air passes by what lies under snow. */
    static <N extends Real<N>> N snowFreeShare(N snowWaterEquivalentMm) {
        return snowWaterEquivalentMm.dividedBy(HALF_COVER_MM).plus(1).reciprocal();
    }

    /**
     * The pack after one step.
     *
     * <p>Melt and refreezing are constant rates that end with the store; exact within the step for the ice, since snow
     * fall and melt do not depend on the pack. With no pack, rain runs straight through.
     *
     * @param degreeDayFactor CFMAX, mm/(°C day)
     * @param refreezingFraction CFR
     * @param liquidFraction CWH
     * @param days length of the step, days
     */
    static <N extends Real<N>> SnowPack<N> pack(
            N iceMm,
            N liquidMm,
            N snowfallMm,
            N rainMm,
            N temperatureC,
            N thresholdC,
            N degreeDayFactor,
            N refreezingFraction,
            N liquidFraction,
            double days) {
        N aboveThresholdC = temperatureC.minus(thresholdC);
        N fullMeltMm = degreeDayFactor.times(aboveThresholdC.max(0)).times(days); // CFMAX·(T − TT)·Δt
        N fullRefreezingMm = refreezingFraction // CFR·CFMAX·(TT − T)·Δt
                .times(degreeDayFactor)
                .times(aboveThresholdC.negated().max(0))
                .times(days);
        N frozen = iceMm.plus(snowfallMm);
        N melt = frozen.min(fullMeltMm);
        N liquid = liquidMm.plus(rainMm);
        N refreezing = liquid.min(fullRefreezingMm);
        N ice = frozen.minus(melt).plus(refreezing);
        N wet = liquid.minus(refreezing).plus(melt);
        N held = wet.min(liquidFraction.times(ice)); // liquid ≤ CWH·ice
        return new SnowPack<>(ice, held, wet.minus(held));
    }
}
