package org.soilcast.land.physics;

import static org.soilcast.land.physics.SoilLayers.DEPTH_1_MM;
import static org.soilcast.land.physics.SoilLayers.DEPTH_2_MM;
import static org.soilcast.land.physics.SoilLayers.DEPTH_3_MM;

import org.soilcast.land.number.Real;

/**
 * Water between the layers: gravity drainage with K = Ks·S^(2b+3), capillary exchange with the diffusivity of
 * ψ = ψs·S^(−b) (Clapp and Hornberger 1978), and the return of what does not fit. S = W/(d·θs) is the saturation.
 * Amounts are of one step, in mm.
 *
 * <p>Both processes are fast beside a day when a layer is wet, so neither may take the other's work as done at the
 * step's begin or end: a layer's drainage is solved together with what drains into it, and the exchange together with
 * what gravity and the air have changed. Against 24 sub-steps on real forcing this takes the error of the first layer
 * from .014 (exchange, then rain, then drainage) to .0026 m3/m3.
 */
final class SoilWaterEquations {
    /** Inflow in the estimate of a layer's steady saturation, at least, mm/day. */
    private static final double LEAST_INFLOW_MM_PER_DAY = 1e-6;

    /** Saturation, at least: keeps powers defined in an empty layer. */
    private static final double LEAST_SATURATION = 1e-3;

    /** Weight of the step's begin in the saturation of the capillary diffusivity; the end, which lasts on, has the rest. */
    private static final double WEIGHT_OF_BEGIN = 0.25;

    private static final double MM_PER_M = 1000;

    private SoilWaterEquations() {}

    /** Water of the three layers, mm. */
    record Column<N>(N layer1Mm, N layer2Mm, N layer3Mm) {}

    /** The column after gravity has moved its water, what it moved, and what found no room, mm. */
    record Drained<N>(Column<N> column, N to2Mm, N to3Mm, N drainageMm, N overflowMm) {}

    /**
     * Pore space and hydraulics of the column.
     *
     * @param porosity θs, m3/m3
     * @param retentionExponent b
     * @param conductivityMmPerDay Ks
     * @param drainageFactor factor on Ks at the base of the column
     * @param suctionM ψs
     */
    record Hydraulics<N extends Real<N>>(
            N porosity, N retentionExponent, N conductivityMmPerDay, N drainageFactor, N suctionM) {
        /** Water that a layer of this thickness holds when saturated, mm. */
        N capacityMm(double depthMm) {
            return porosity.times(depthMm);
        }
    }

    /**
     * What a layer holds after gravity drainage alone, dW/dt = −Ks·S^c with c = 2b + 3, mm; exact:
     * S' = S·[1 + (c−1)·k·Δt·S^(c−1)]^(−1/(c−1)), k = Ks/(d·θs).
     */
    static <N extends Real<N>> N drainedMm(
            N waterMm, N capacityMm, N conductivityMmPerDay, N retentionExponent, double days) {
        N power = power(retentionExponent);
        return dried(waterMm, drying(waterMm, capacityMm.reciprocal(), conductivityMmPerDay, power, days), power);
    }

    /**
     * What a layer holds after an even inflow and gravity drainage together, dW/dt = I/Δt − Ks·S^c, mm.
     *
     * <p>S' = U·[1 + (c−1)·k·Δt·U^(c−1)/(y + √(1 + y²))]^(−1/(c−1)), U = S + I/(d·θs),
     * y = ½·(c−1)·(I/(d·θs))·(Ks·Δt/I)^(1/c). Without inflow y = 0 and this is {@link #drainedMm}. With inflow it
     * approaches the steady saturation (I/(Ks·Δt))^(1/c): in u = S^(1−c) the equation is du/dt = (c−1)·(k − (a/S)·u),
     * solved with S in a/S at its steady value, and y + √(1 + y²) for 2y/(1 − exp(−2y)). Off by .0006 m3/m3 in a layer
     * as thin as the first (root mean square over loams to sands and up to 40 mm/day).
     */
    static <N extends Real<N>> N fedMm(
            N waterMm, N inflowMm, N capacityMm, N conductivityMmPerDay, N retentionExponent, double days) {
        N power = power(retentionExponent);
        N supplied = waterMm.plus(inflowMm);
        N perCapacity = capacityMm.reciprocal();
        N inflowMmPerDay = inflowMm.times(1 / days).max(LEAST_INFLOW_MM_PER_DAY);
        N steadying =
                conductivityMmPerDay.dividedBy(inflowMmPerDay).pow(power.plus(1).reciprocal());
        N y = power.times(0.5).times(inflowMm).times(perCapacity).times(steadying);
        N drying = drying(supplied, perCapacity, conductivityMmPerDay, power, days);
        return dried(supplied, drying.dividedBy(meanGrowth(y)), power);
    }

    /** c − 1 */
    private static <N extends Real<N>> N power(N retentionExponent) {
        return retentionExponent.times(2).plus(2);
    }

    /** (c−1)·k·Δt·S^(c−1) */
    private static <N extends Real<N>> N drying(
            N waterMm, N perCapacity, N conductivityMmPerDay, N power, double days) {
        return power.times(conductivityMmPerDay)
                .times(perCapacity)
                .times(days)
                .times(waterMm.times(perCapacity).max(LEAST_SATURATION).pow(power));
    }

    private static <N extends Real<N>> N dried(N waterMm, N drying, N power) {
        return waterMm.times(drying.plus(1).pow(power.reciprocal().negated()));
    }

    /**
     * Drainage through the whole column: from the top down each layer drains, fed by the one above. From the bottom up
     * what exceeds the pores returns to the layer above, and from the first layer to the surface: that is only where new
     * parameters have left more than the pores hold.
     *
     * @param days length of the step, days
     */
    static <N extends Real<N>> Drained<N> drained(Column<N> column, Hydraulics<N> soil, double days) {
        N b = soil.retentionExponent();
        N ks = soil.conductivityMmPerDay();
        N capacity1 = soil.capacityMm(DEPTH_1_MM);
        N capacity2 = soil.capacityMm(DEPTH_2_MM);
        N capacity3 = soil.capacityMm(DEPTH_3_MM);

        N drained1 = drainedMm(column.layer1Mm(), capacity1, ks, b, days);
        N to2 = column.layer1Mm().minus(drained1);
        N drained2 = fedMm(column.layer2Mm(), to2, capacity2, ks, b, days);
        N to3 = column.layer2Mm().plus(to2).minus(drained2);
        N kept3 = fedMm(column.layer3Mm(), to3, capacity3, ks.times(soil.drainageFactor()), b, days);
        N drainage = column.layer3Mm().plus(to3).minus(kept3);
        N kept2 = drained2.plus(to3.minus(takenMm(column.layer3Mm(), to3)));
        N kept1 = drained1.plus(to2.minus(takenMm(column.layer2Mm(), to2)));

        N full3 = kept3.min(capacity3);
        N risen2 = kept2.plus(kept3.minus(full3));
        N full2 = risen2.min(capacity2);
        N risen1 = kept1.plus(risen2.minus(full2));
        N full1 = risen1.min(capacity1);
        return new Drained<>(new Column<>(full1, full2, full3), to2, to3, drainage, risen1.minus(full1));
    }

    /**
     * The column when neighbours have exchanged water by capillarity.
     *
     * @param before the column at the begin of the step, wetted
     * @param column the same drained, less evapotranspiration
     * @param drained what gravity moved in between
     * @param days length of the step, days
     */
    static <N extends Real<N>> Column<N> exchanged(
            Column<N> before, Column<N> column, Drained<N> drained, Hydraulics<N> soil, double days) {
        N fall12 = capillaryFallMm(
                before.layer1Mm(),
                before.layer2Mm(),
                column.layer1Mm(),
                column.layer2Mm(),
                drained.to2Mm(),
                DEPTH_1_MM,
                DEPTH_2_MM,
                soil,
                days);
        N fed2 = column.layer2Mm().plus(fall12);
        N fall23 = capillaryFallMm(
                before.layer2Mm(),
                before.layer3Mm(),
                fed2,
                column.layer3Mm(),
                drained.to3Mm(),
                DEPTH_2_MM,
                DEPTH_3_MM,
                soil,
                days);
        return new Column<>(
                column.layer1Mm().minus(takenMm(column.layer2Mm(), fall12)),
                fed2.minus(takenMm(column.layer3Mm(), fall23)),
                column.layer3Mm().plus(fall23));
    }

    /**
     * What a store gains when a flow is added to it: the flow itself, but for rounding. A float layer of 300 mm gains no
     * less than 3e-5 mm, and the smaller flows of dry weather would vanish day after day (1.5e-5 mm a year, measured);
     * so the giver loses what the taker gains. Code that simplifies expressions must leave this one alone.
     */
    private static <N extends Real<N>> N takenMm(N storeMm, N flowMm) {
        return storeMm.plus(flowMm).minus(storeMm);
    }

    /**
     * Water that capillarity moves from the upper into the lower of two layers in addition to gravity, mm; negative
     * upwards.
     *
     * <p>The difference Δ = θu − θl relaxes while the other processes change it evenly, dΔ/dt = g/Δt − λ·Δ/Δt with
     * λ = D(S̄)·(1/du + 1/dl)·Δt/Δz, Δz between the layers' middles, hence Δ' = Δ0·exp(−λ) + g·(1 − exp(−λ))/λ, where
     * D = b·Ks·ψs/θs·S̄^(b+2) (Clapp and Hornberger 1978). S̄ is the mean of both layers' saturations: a dry surface parts
     * itself from the moist soil below. (That of their water together, ruled by the thicker layer, keeps it fed: RMSE of
     * calibrated cells against SMAP .0327/.0353 instead of .0321/.0346 m3/m3.) Downwards, g counts the layers as if
     * gravity had not yet moved its share: both compete for the same water, and the drier result holds. At most the
     * exchange makes both contents equal, so neither layer empties or overfills.
     *
     * @param upperBeforeMm upper layer at the step's begin; so lowerBeforeMm
     * @param upperMm upper layer after all other processes; so lowerMm
     * @param gravityMm what gravity moved between the two in this step
     */
    static <N extends Real<N>> N capillaryFallMm(
            N upperBeforeMm,
            N lowerBeforeMm,
            N upperMm,
            N lowerMm,
            N gravityMm,
            double upperDepthMm,
            double lowerDepthMm,
            Hydraulics<N> soil,
            double days) {
        double perDepth = 1 / upperDepthMm + 1 / lowerDepthMm; // 1/mm
        double distanceMm = (upperDepthMm + lowerDepthMm) / 2;
        N saturation = meanContent(upperBeforeMm, lowerBeforeMm, upperDepthMm, lowerDepthMm)
                .times(WEIGHT_OF_BEGIN)
                .plus(meanContent(upperMm, lowerMm, upperDepthMm, lowerDepthMm).times(1 - WEIGHT_OF_BEGIN))
                .dividedBy(soil.porosity())
                .max(LEAST_SATURATION);
        N diffusivityMm2PerDay = soil.retentionExponent()
                .times(soil.conductivityMmPerDay())
                .times(soil.suctionM().times(MM_PER_M))
                .dividedBy(soil.porosity())
                .times(saturation.pow(soil.retentionExponent().plus(2)));
        N lambda = diffusivityMm2PerDay.times(perDepth * days / distanceMm);
        N meanOfDecay = meanGrowth(lambda.times(0.5)).reciprocal(); // (1 − exp(−λ))/λ

        N differenceBefore = contentDifference(upperBeforeMm, lowerBeforeMm, upperDepthMm, lowerDepthMm);
        N difference = contentDifference(upperMm, lowerMm, upperDepthMm, lowerDepthMm);
        N settled = differenceBefore
                .times(lambda.negated().exp())
                .plus(difference.minus(differenceBefore).times(meanOfDecay));
        N unaided = settled.plus(gravityMm.times(perDepth).times(meanOfDecay));
        N down = difference.minus(unaided).max(0).min(difference.max(0));
        N up = difference.minus(settled).min(0).max(difference.min(0));
        return down.plus(up).times(1 / perDepth);
    }

    private static <N extends Real<N>> N meanContent(N upperMm, N lowerMm, double upperDepthMm, double lowerDepthMm) {
        return upperMm.times(0.5 / upperDepthMm).plus(lowerMm.times(0.5 / lowerDepthMm));
    }

    private static <N extends Real<N>> N contentDifference(
            N upperMm, N lowerMm, double upperDepthMm, double lowerDepthMm) {
        return upperMm.times(1 / upperDepthMm).minus(lowerMm.times(1 / lowerDepthMm));
    }

    /** y + √(1 + y²), within 5 % of 2y/(1 − exp(−2y)) for y ≥ 0, exact at 0 and for large y, without its 0/0. */
    private static <N extends Real<N>> N meanGrowth(N y) {
        return y.plus(y.times(y).plus(1).sqrt());
    }
}
