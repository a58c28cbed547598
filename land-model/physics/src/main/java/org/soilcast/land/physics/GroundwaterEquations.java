package org.soilcast.land.physics;

import org.soilcast.land.number.Real;

/**
 * Base flow of ARNO (Todini 1996; Liang et al. 1994): linear in the stored water, and beyond the share Ws
 * of the capacity quadratic besides. Amounts are of one step, in mm.
 */
final class GroundwaterEquations {
    /** Groundwater above the level of zero base flow that a cell can hold, mm; what comes beyond flows out at once. */
    static final double CAPACITY_MM = 200;

    /** Capacity of the nonlinear part, at least, mm: it vanishes at Ws = 1. */
    private static final double LEAST_NONLINEAR_MM = 2;

    private GroundwaterEquations() {}

    /** Groundwater after the step and its outflow, mm. */
    record Groundwater<N>(N storedMm, N baseFlowMm) {}

    /**
     * Adds recharge, then lets out in turn what exceeds the capacity, the nonlinear and the linear part.
     *
     * <p>Rate: Ds·Dsmax/(Ws·Gmax)·G + (Dsmax − Ds·Dsmax/Ws)·(X/((1 − Ws)·Gmax))², X = max(G − Ws·Gmax, 0). Each part is
     * exact within the step: X' = X/(1 + β·X·Δt), G' = G·exp(−κ·Δt).
     *
     * @param linearFraction Ds
     * @param maximumMmPerDay Dsmax
     * @param nonlinearAbove Ws
     * @param days length of the step, days
     */
    static <N extends Real<N>> Groundwater<N> release(
            N storedMm, N rechargeMm, N linearFraction, N maximumMmPerDay, N nonlinearAbove, double days) {
        N linearShare = linearFraction.dividedBy(nonlinearAbove); // Ds/Ws ≤ 1
        N thresholdMm = nonlinearAbove.times(CAPACITY_MM);
        N nonlinearMm = thresholdMm.subtractedFrom(CAPACITY_MM).max(LEAST_NONLINEAR_MM);
        N beta = maximumMmPerDay // 1/(mm day)
                .times(linearShare.subtractedFrom(1))
                .dividedBy(nonlinearMm.times(nonlinearMm));
        N kappa = linearShare.times(maximumMmPerDay).dividedBy(CAPACITY_MM); // 1/day

        N supplied = storedMm.plus(rechargeMm);
        N full = supplied.min(CAPACITY_MM);
        N lower = full.min(thresholdMm);
        N excess = full.minus(lower);
        N eased = lower.plus(excess.dividedBy(beta.times(excess).times(days).plus(1)));
        N stored = eased.times(kappa.times(-days).exp());
        return new Groundwater<>(stored, supplied.minus(stored));
    }
}
