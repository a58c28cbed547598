package org.soilcast.land.physics;

import static org.soilcast.land.physics.Parameter.AIR_DRY;
import static org.soilcast.land.physics.Parameter.BARE_SOIL_EXPONENT;
import static org.soilcast.land.physics.Parameter.POROSITY;
import static org.soilcast.land.physics.Parameter.REFERENCE_ABOVE_WILTING;
import static org.soilcast.land.physics.Parameter.ROOT_SHARE_1;
import static org.soilcast.land.physics.Parameter.ROOT_SHARE_2_OF_REST;
import static org.soilcast.land.physics.Parameter.WILTING_POINT;
import static org.soilcast.land.physics.SoilLayers.DEPTH_1_MM;
import static org.soilcast.land.physics.SoilLayers.DEPTH_2_MM;
import static org.soilcast.land.physics.SoilLayers.DEPTH_3_MM;

import org.soilcast.land.number.Quantities;
import org.soilcast.land.number.Real;
import org.soilcast.land.physics.SoilWaterEquations.Column;

/**
 * Evaporation from canopy and bare soil, and transpiration. Amounts are of one step, in mm. Each formula solves its
 * layer over the whole step, so no layer is drawn below its limit however large the demand, and gradients stay bounded.
 */
final class EvapotranspirationEquations {
    /** Relative wetness, at least: bounds the gradient of the bare-soil curve where its exponent is below 1. */
    private static final double LEAST_WETNESS = 1e-4;

    /** θref, at most, as a share of porosity, since the parameters' bounds allow θw + (θref − θw) above θs. */
    static final double REFERENCE_OF_POROSITY = 0.95;

    private EvapotranspirationEquations() {}

    /** What the air takes and what it leaves in the column, mm. */
    record Evaporated<N>(Column<N> column, N evaporationMm) {}

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

    /**
     * Evaporation from bare soil, then transpiration of each layer by its share of the roots.
     *
     * @param column what the air finds
     * @param transpirationDemand what it asks of the plants, mm; so bareSoilDemand
     */
    static <N extends Real<N>> Evaporated<N> evaporate(
            Column<N> column, N transpirationDemand, N bareSoilDemand, Quantities<Parameter, N> parameters) {
        N wilting = parameters.get(WILTING_POINT);
        N reference = wilting.plus(parameters.get(REFERENCE_ABOVE_WILTING))
                .min(parameters.get(POROSITY).times(REFERENCE_OF_POROSITY));
        N stressRange = reference.minus(wilting);
        N airDry = parameters.get(AIR_DRY).min(wilting);
        N roots1 = parameters.get(ROOT_SHARE_1);
        N below1 = roots1.subtractedFrom(1);
        N roots2 = below1.times(parameters.get(ROOT_SHARE_2_OF_REST));
        N roots3 = below1.minus(roots2);

        N bareSoil = bareSoilEvaporationMm(
                column.layer1Mm(),
                bareSoilDemand,
                airDry.times(DEPTH_1_MM),
                reference.minus(airDry).times(DEPTH_1_MM),
                parameters.get(BARE_SOIL_EXPONENT));
        N left1 = column.layer1Mm().minus(bareSoil);
        N transpired1 = transpirationMm(
                left1, transpirationDemand.times(roots1), wilting.times(DEPTH_1_MM), stressRange.times(DEPTH_1_MM));
        N transpired2 = transpirationMm(
                column.layer2Mm(),
                transpirationDemand.times(roots2),
                wilting.times(DEPTH_2_MM),
                stressRange.times(DEPTH_2_MM));
        N transpired3 = transpirationMm(
                column.layer3Mm(),
                transpirationDemand.times(roots3),
                wilting.times(DEPTH_3_MM),
                stressRange.times(DEPTH_3_MM));
        Column<N> left = new Column<>(
                left1.minus(transpired1),
                column.layer2Mm().minus(transpired2),
                column.layer3Mm().minus(transpired3));
        // What the layers have lost, not what was asked of them: a float layer of 300 mm loses no less than 3e-5 mm.
        N evaporation = column.layer1Mm()
                .minus(left.layer1Mm())
                .plus(column.layer2Mm().minus(left.layer2Mm()))
                .plus(column.layer3Mm().minus(left.layer3Mm()));
        return new Evaporated<>(left, evaporation);
    }
}
