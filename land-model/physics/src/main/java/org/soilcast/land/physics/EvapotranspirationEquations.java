package org.soilcast.land.physics;

import org.soilcast.land.number.Real;

/**
 * Evaporation from canopy and bare soil, and transpiration. Amounts are of one step, in mm. Each formula solves its
 * layer over the whole step, so no layer is drawn below its limit however large the demand, and gradients stay bounded.
 */
final class EvapotranspirationEquations {
    /** Relative wetness, at least: bounds the gradient of the bare-soil curve where its exponent is below 1. */
    private static final double LEAST_WETNESS = 1e-4;

    private EvapotranspirationEquations() {}

    /**
     * Rain that the canopy catches and evaporates, mm: veg·min(rain, c_int·Δt, demand). The store is emptied each day;
     * what the air cannot take drips to the ground in the same step.
     */
    static <N extends Real<N>> N canopyEvaporationMm(
            N rainMm, N demandMm, N vegetationFraction, N capacityMm, double days) {
        return vegetationFraction.times(rainMm.min(capacityMm.times(days)).min(demandMm));
    }

    /**
     * Transpiration from one layer, mm, with the stress of Noah (Chen and Dudhia 2001):
     * dW/dt = −E·min((θ − θw)/(θref − θw), 1).
     *
     * <p>Exact: at the full rate while the layer holds water above θref, then decaying exponentially towards θw:
     * T = min(E, X) + A·[1 − exp(−(E − min(E, X))/Aref)], with X the water above θref, A that between θw and θref,
     * Aref = d·(θref − θw).
     *
     * @param waterMm water of the layer
     * @param demandMm E, the layer's share of the transpiration demand
     * @param wiltingMm d·θw
     * @param stressRangeMm Aref > 0
     */
    static <N extends Real<N>> N transpirationMm(N waterMm, N demandMm, N wiltingMm, N stressRangeMm) {
        N aboveWilting = waterMm.minus(wiltingMm).max(0);
        N stressed = aboveWilting.min(stressRangeMm);
        N unstressedUse = aboveWilting.minus(stressed).min(demandMm);
        N decay =
                demandMm.minus(unstressedUse).dividedBy(stressRangeMm).negated().exp();
        return unstressedUse.plus(stressed.times(decay.subtractedFrom(1)));
    }

    /**
     * Evaporation from bare soil, mm: dW/dt = −E·x^fe, x = clip((θ − θdry)/(θref − θdry), 0, 1) (Chen and Dudhia 2001; exponent after Ek et al. 2003).
     *
     * <p>At the full rate above θref; below, A·[1 − exp(−(E/Aref)·x^(fe−1))] with A = Aref·x: exact for fe = 1, else with
     * the rate constant of the step's begin.
     *
     * @param waterMm water of the first layer
     * @param demandMm E, the bare ground's share of the demand
     * @param airDryMm d·θdry
     * @param dryingRangeMm Aref = d·(θref − θdry) > 0
     * @param exponent fe
     */
    static <N extends Real<N>> N bareSoilEvaporationMm(N waterMm, N demandMm, N airDryMm, N dryingRangeMm, N exponent) {
        N aboveDry = waterMm.minus(airDryMm).max(0);
        N drying = aboveDry.min(dryingRangeMm);
        N freeUse = aboveDry.minus(drying).min(demandMm);
        N wetness = drying.dividedBy(dryingRangeMm).max(LEAST_WETNESS);
        N loss = demandMm.minus(freeUse).dividedBy(dryingRangeMm).times(wetness.pow(exponent.minus(1)));
        return freeUse.plus(drying.times(loss.negated().exp().subtractedFrom(1)));
    }
}
