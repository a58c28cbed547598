package org.soilcast.land.physics;

import static org.soilcast.land.physics.SoilLayers.DEPTH_1_MM;
import static org.soilcast.land.physics.SoilLayers.DEPTH_2_MM;
import static org.soilcast.land.physics.SoilLayers.DEPTH_3_MM;

import org.soilcast.land.number.Real;

/**
 * Water between the layers: gravity drainage with K = Ks·S^(2b+3), capillary exchange with the diffusivity of
 * ψ = ψs·S^(−b) (Clapp and Hornberger 1978), and the return of what does not fit. S = W/(d·θs) is the saturation.
 * Amounts are of one step, in mm.
 */
final class SoilWaterEquations {
    /** Inflow in the estimate of a layer's steady saturation, at least, mm/day. */
    private static final double LEAST_INFLOW_MM_PER_DAY = 1e-6;

    private static final double MM_PER_M = 1000;

    private SoilWaterEquations() {}

    /** Water of the three layers, mm. */
    record Column<N>(N layer1Mm, N layer2Mm, N layer3Mm) {}

    /** The column after water has moved down, what left it below and what found no room, mm. */
    record Drained<N>(Column<N> column, N drainageMm, N overflowMm) {}

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
        N capacity1Mm() {
            return porosity.times(DEPTH_1_MM);
        }

        N capacity2Mm() {
            return porosity.times(DEPTH_2_MM);
        }

        N capacity3Mm() {
            return porosity.times(DEPTH_3_MM);
        }
    }

    /**
     * What a layer holds after an even inflow and gravity drainage together, dW/dt = I/Δt − Ks·S^c with c = 2b + 3, mm.
     *
     * <p>S' = U·[1 + (c−1)·k·Δt·U^(c−1)/(y + √(1 + y²))]^(−1/(c−1)), U = S + I/(d·θs), k = Ks/(d·θs),
     * y = ½·(c−1)·(I/(d·θs))·(Ks·Δt/I)^(1/c). Without inflow y = 0 and this is the exact solution. With inflow it
     * approaches the steady saturation (I/(Ks·Δt))^(1/c): in u = S^(1−c) the equation is du/dt = (c−1)·(k − (a/S)·u),
     * solved with S in a/S at its steady value, and y + √(1 + y²) for 2y/(1 − exp(−2y)). Adding the inflow first and
     * draining the whole day afterwards would be off by .05 m3/m3 in the first layer on wet days; this is off by .0006
     * (root mean square over the parameter box).
     */
    static <N extends Real<N>> N drainedMm(
            N waterMm, N inflowMm, N capacityMm, N conductivityMmPerDay, N retentionExponent, double days) {
        N power = retentionExponent.times(2).plus(2); // c − 1
        N supplied = waterMm.plus(inflowMm);
        N perCapacity = capacityMm.reciprocal();
        N inflowMmPerDay = inflowMm.times(1 / days).max(LEAST_INFLOW_MM_PER_DAY);
        N steadying =
                conductivityMmPerDay.dividedBy(inflowMmPerDay).pow(power.plus(1).reciprocal());
        N y = power.times(0.5).times(inflowMm).times(perCapacity).times(steadying);
        N refill = y.plus(y.times(y).plus(1).sqrt());
        N drying = power.times(conductivityMmPerDay)
                .times(perCapacity)
                .times(days)
                .times(supplied.times(perCapacity).max(LEAST_SATURATION).pow(power))
                .dividedBy(refill);
        return supplied.times(drying.plus(1).pow(power.reciprocal().negated()));
    }

    /** Saturation, at least: keeps powers defined in an empty layer. */
    private static final double LEAST_SATURATION = 1e-3;

    /**
     * Infiltration and drainage through the column, from the top down, each layer fed by the drainage of the one above;
     * then from the bottom up what exceeds the pores returns to the layer above, and from the first layer to the
     * surface. Infiltration that the first layer cannot hold goes on to the second at once: the capacity curve that
     * admitted it is that of both.
     */
    static <N extends Real<N>> Drained<N> drain(Column<N> column, N infiltrationMm, Hydraulics<N> soil, double days) {
        N b = soil.retentionExponent();
        N ks = soil.conductivityMmPerDay();
        N capacity1 = soil.capacity1Mm();
        N capacity2 = soil.capacity2Mm();
        N capacity3 = soil.capacity3Mm();

        N kept1 = drainedMm(column.layer1Mm(), infiltrationMm, capacity1, ks, b, days)
                .min(capacity1);
        N to2 = column.layer1Mm().plus(infiltrationMm).minus(kept1);
        N kept2 = drainedMm(column.layer2Mm(), to2, capacity2, ks, b, days);
        N to3 = column.layer2Mm().plus(to2).minus(kept2);
        N kept3 = drainedMm(column.layer3Mm(), to3, capacity3, ks.times(soil.drainageFactor()), b, days);
        N drainage = column.layer3Mm().plus(to3).minus(kept3);

        N layer3 = kept3.min(capacity3);
        N risen2 = kept2.plus(kept3.minus(layer3));
        N layer2 = risen2.min(capacity2);
        N risen1 = kept1.plus(risen2.minus(layer2));
        N layer1 = risen1.min(capacity1);
        return new Drained<>(new Column<>(layer1, layer2, layer3), drainage, risen1.minus(layer1));
    }

    /** Capillary exchange of both pairs of neighbours, first the upper, then the lower; conserves the sum. */
    static <N extends Real<N>> Column<N> exchange(Column<N> column, Hydraulics<N> soil, double days) {
        N rise12 = capillaryRiseMm(column.layer1Mm(), column.layer2Mm(), DEPTH_1_MM, DEPTH_2_MM, soil, days);
        N layer2 = column.layer2Mm().minus(rise12);
        N rise23 = capillaryRiseMm(layer2, column.layer3Mm(), DEPTH_2_MM, DEPTH_3_MM, soil, days);
        return new Column<>(
                column.layer1Mm().plus(rise12),
                layer2.plus(rise23),
                column.layer3Mm().minus(rise23));
    }

    /**
     * Water that rises from the lower into the upper of two layers, mm; negative downwards.
     *
     * <p>q = (θl − θu)/(1/du + 1/dl)·[1 − exp(−D(S̄)·(1/du + 1/dl)·Δt/Δz)], the exact relaxation of the difference with
     * D = b·Ks·ψs/θs·S̄^(b+2) (Clapp and Hornberger 1978) at the mean saturation S̄, Δz between the layers' middles. At
     * most it makes both water contents equal, so neither layer empties or overfills.
     */
    static <N extends Real<N>> N capillaryRiseMm(
            N upperMm, N lowerMm, double upperDepthMm, double lowerDepthMm, Hydraulics<N> soil, double days) {
        double perDepth = 1 / upperDepthMm + 1 / lowerDepthMm; // 1/mm
        double distanceMm = (upperDepthMm + lowerDepthMm) / 2;
        N upper = upperMm.dividedBy(upperDepthMm);
        N lower = lowerMm.dividedBy(lowerDepthMm);
        N saturation = upper.plus(lower).times(0.5).dividedBy(soil.porosity()).max(LEAST_SATURATION);
        N diffusivityMm2PerDay = soil.retentionExponent()
                .times(soil.conductivityMmPerDay())
                .times(soil.suctionM().times(MM_PER_M))
                .dividedBy(soil.porosity())
                .times(saturation.pow(soil.retentionExponent().plus(2)));
        N relaxed =
                diffusivityMm2PerDay.times(-perDepth * days / distanceMm).exp().subtractedFrom(1);
        return lower.minus(upper).times(1 / perDepth).times(relaxed);
    }
}
