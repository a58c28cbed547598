package org.soilcast.land.physics;

import static org.soilcast.land.physics.SoilLayers.DEPTH_1_MM;

import org.soilcast.land.number.Real;
import org.soilcast.land.physics.SoilWaterEquations.Column;
import org.soilcast.land.physics.SoilWaterEquations.Hydraulics;

/** What enters the soil: frozen ground, and the variable infiltration capacity of the upper two layers. */
final class InfiltrationEquations {
    /** Share of the frozen-ground index that a day leaves, Molnau and Bissell (1983): A. */
    static final double INDEX_PERSISTENCE_PER_DAY = 0.97;

    /** Depth of snow over its water equivalent, cm/mm: a density of 250 kg/m3. */
    static final double SNOW_DEPTH_CM_PER_MM = 0.4;

    /** Insulation by snow in frost and in thaw, 0.4·K with K = 0.08 and 0.5 1/cm (Molnau and Bissell 1983). */
    static final double INSULATION_IN_FROST_PER_CM = 0.4 * 0.08;

    static final double INSULATION_IN_THAW_PER_CM = 0.4 * 0.5;

    /** Below this index the ground takes all, above the next next to none, °C day (Molnau and Bissell 1983). */
    static final double INDEX_UNFROZEN_C_DAY = 56;

    static final double INDEX_FROZEN_C_DAY = 83;

    /** Share of the infiltration capacity that frozen ground keeps: a cell is never frozen shut as a whole. */
    static final double FROZEN_PERMEABILITY = 0.1;

    /** Free share of the pores, at least: bounds the gradient of the capacity curve at saturation. */
    private static final double LEAST_FREE_SHARE = 1e-6;

    /** Unfilled share of the capacity curve, at least: keeps its power defined when the storm fills it all. */
    private static final double LEAST_UNFILLED = 1e-9;

    private InfiltrationEquations() {}

    /**
     * Continuous frozen-ground index, °C day: F' = A·F − T·exp(−0.4·K·D), F' ≥ 0, with K by the sign of T (Molnau and
     * Bissell 1983). For a step of Δt days A becomes A^Δt and the forcing (1 − A^Δt)/(1 − A): exact, and the published
     * formula at one day.
     */
    static <N extends Real<N>> N frozenGroundIndex(N indexCDay, N temperatureC, N snowWaterEquivalentMm, double days) {
        double persistence = StrictMath.pow(INDEX_PERSISTENCE_PER_DAY, days);
        double exposureDays = (1 - persistence) / (1 - INDEX_PERSISTENCE_PER_DAY);
        N snowDepthCm = snowWaterEquivalentMm.times(SNOW_DEPTH_CM_PER_MM);
        N frostC = temperatureC
                .negated()
                .max(0)
                .times(snowDepthCm.times(-INSULATION_IN_FROST_PER_CM).exp());
        N thawC = temperatureC
                .max(0)
                .times(snowDepthCm.times(-INSULATION_IN_THAW_PER_CM).exp());
        return indexCDay
                .times(persistence)
                .plus(frostC.minus(thawC).times(exposureDays))
                .max(0);
    }

    /** Share of the infiltration capacity that the frost leaves: 1 below 56 °C day, 0.1 above 83, linear between. */
    static <N extends Real<N>> N permeability(N frozenGroundIndexCDay) {
        return frozenGroundIndexCDay
                .subtractedFrom(INDEX_FROZEN_C_DAY)
                .times((1 - FROZEN_PERMEABILITY) / (INDEX_FROZEN_C_DAY - INDEX_UNFROZEN_C_DAY))
                .clip(0, 1 - FROZEN_PERMEABILITY)
                .plus(FROZEN_PERMEABILITY);
    }

    /**
     * Infiltration of one step, mm, by the variable infiltration capacity curve (Liang et al. 1994; Wood et al. 1992).
     *
     * <p>With W and Wmax the water and the capacity of the upper two layers, im = (1 + b)·Wmax the largest point
     * capacity and a = (1 − W/Wmax)^(1/(1+b)) its unfilled share, input P leaves free Wmax·max(a − P/im, 0)^(1+b). It
     * never exceeds P nor the free pores, and is exact within the step: two halves of a storm sum to the whole.
     */
    static <N extends Real<N>> N infiltrationMm(N inputMm, N waterMm, N capacityMm, N shape) {
        N exponent = shape.plus(1);
        N freeMm = capacityMm.minus(waterMm).max(0);
        N unfilledBefore = freeMm.dividedBy(capacityMm).max(LEAST_FREE_SHARE).pow(exponent.reciprocal());
        N unfilledAfter = unfilledBefore
                .minus(inputMm.dividedBy(capacityMm.times(exponent)))
                .max(LEAST_UNFILLED);
        N leftFreeMm = capacityMm.times(unfilledAfter.pow(exponent));
        return freeMm.minus(leftFreeMm).max(0).min(inputMm);
    }

    /**
     * The column when a storm has entered it, before anything drains. What the first layer cannot hold is in the second:
     * the capacity curve that admitted it is that of both.
     */
    static <N extends Real<N>> Column<N> wetted(Column<N> column, N infiltrationMm, Hydraulics<N> soil) {
        N supplied = column.layer1Mm().plus(infiltrationMm);
        N layer1 = supplied.min(soil.capacityMm(DEPTH_1_MM));
        return new Column<>(layer1, column.layer2Mm().plus(supplied.minus(layer1)), column.layer3Mm());
    }
}
