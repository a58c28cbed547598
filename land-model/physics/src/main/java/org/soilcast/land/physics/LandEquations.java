package org.soilcast.land.physics;

import static org.soilcast.land.physics.Driver.AIR_TEMPERATURE_C;
import static org.soilcast.land.physics.Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY;
import static org.soilcast.land.physics.Driver.PRECIPITATION_MM_PER_DAY;
import static org.soilcast.land.physics.Parameter.AIR_DRY;
import static org.soilcast.land.physics.Parameter.BARE_SOIL_EXPONENT;
import static org.soilcast.land.physics.Parameter.BASE_FLOW_LINEAR_FRACTION;
import static org.soilcast.land.physics.Parameter.BASE_FLOW_MAX_MM_PER_DAY;
import static org.soilcast.land.physics.Parameter.BASE_FLOW_NONLINEAR_ABOVE;
import static org.soilcast.land.physics.Parameter.CROP_COEFFICIENT;
import static org.soilcast.land.physics.Parameter.DEGREE_DAY_FACTOR_MM_PER_C_DAY;
import static org.soilcast.land.physics.Parameter.DRAINAGE_FACTOR;
import static org.soilcast.land.physics.Parameter.INFILTRATION_SHAPE;
import static org.soilcast.land.physics.Parameter.INTERCEPTION_CAPACITY_MM;
import static org.soilcast.land.physics.Parameter.POROSITY;
import static org.soilcast.land.physics.Parameter.REFERENCE_ABOVE_WILTING;
import static org.soilcast.land.physics.Parameter.REFREEZING_FRACTION;
import static org.soilcast.land.physics.Parameter.RETENTION_EXPONENT;
import static org.soilcast.land.physics.Parameter.ROOT_SHARE_1;
import static org.soilcast.land.physics.Parameter.ROOT_SHARE_2_OF_REST;
import static org.soilcast.land.physics.Parameter.SATURATED_CONDUCTIVITY_MM_PER_DAY;
import static org.soilcast.land.physics.Parameter.SATURATED_SUCTION_M;
import static org.soilcast.land.physics.Parameter.SNOW_LIQUID_FRACTION;
import static org.soilcast.land.physics.Parameter.SNOW_THRESHOLD_C;
import static org.soilcast.land.physics.Parameter.VEGETATION_FRACTION;
import static org.soilcast.land.physics.Parameter.WILTING_POINT;
import static org.soilcast.land.physics.SoilLayers.DEPTH_1_MM;
import static org.soilcast.land.physics.SoilLayers.DEPTH_2_MM;
import static org.soilcast.land.physics.SoilLayers.DEPTH_3_MM;
import static org.soilcast.land.physics.State.FROZEN_GROUND_INDEX_C_DAY;
import static org.soilcast.land.physics.State.GROUNDWATER_MM;
import static org.soilcast.land.physics.State.LAYER_1_WATER_MM;
import static org.soilcast.land.physics.State.LAYER_2_WATER_MM;
import static org.soilcast.land.physics.State.LAYER_3_WATER_MM;
import static org.soilcast.land.physics.State.SNOW_ICE_MM;
import static org.soilcast.land.physics.State.SNOW_LIQUID_MM;

import java.util.EnumMap;
import org.soilcast.land.number.Quantities;
import org.soilcast.land.number.Real;
import org.soilcast.land.physics.GroundwaterEquations.Groundwater;
import org.soilcast.land.physics.SnowEquations.SnowPack;
import org.soilcast.land.physics.SoilWaterEquations.Column;
import org.soilcast.land.physics.SoilWaterEquations.Hydraulics;
import org.soilcast.land.physics.SoilWaterEquations.Redistributed;

/**
 * One step of the land model, from the sky down: rain or snow, canopy, snow pack, frozen ground, infiltration,
 * evapotranspiration, drainage and capillary exchange, groundwater. The processes' equations are in the classes named after
 * them; here they are put in order. Forcing is even over the step.
 */
public final class LandEquations {
    /** θref, at most, as a share of porosity, since the parameters' bounds allow θw + (θref − θw) above θs. */
    static final double REFERENCE_OF_POROSITY = 0.95;

    /** Share of the infiltration that evapotranspiration finds in the first layer: it falls while the air takes. */
    static final double INFILTRATION_BEFORE_EVAPORATION = 0.4;

    private LandEquations() {}

    /**
     * A cell after one step.
     *
     * @param states every state after the step
     * @param fluxes every flux, mean of the step, mm/day
     */
    public record LandStep<N>(Quantities<State, N> states, Quantities<Flux, N> fluxes) {}

    /** What the air takes and what it leaves in the column, mm. */
    private record Evaporated<N>(Column<N> column, N evaporationMm) {}

    /**
     * Advances one cell.
     *
     * <p>Water is conserved by construction: each amount is computed once, taken here and added there. Where
     * parameters contradict each other, θref ≤ 0.95·θs and θdry ≤ θw.
     *
     * @param states every state before the step
     * @param parameters every parameter, within its bounds
     * @param drivers every driver
     * @param days length of the step, days: 1 for the daily model
     */
    public static <N extends Real<N>> LandStep<N> step(
            Quantities<State, N> states,
            Quantities<Parameter, N> parameters,
            Quantities<Driver, N> drivers,
            double days) {
        N temperatureC = drivers.get(AIR_TEMPERATURE_C);
        N precipitation = drivers.get(PRECIPITATION_MM_PER_DAY).times(days);
        N snowThresholdC = parameters.get(SNOW_THRESHOLD_C);
        N vegetation = parameters.get(VEGETATION_FRACTION);

        N snowfall = precipitation.times(SnowEquations.snowfallShare(temperatureC, snowThresholdC));
        N rain = precipitation.minus(snowfall);

        N snowWaterEquivalent = states.get(SNOW_ICE_MM).plus(states.get(SNOW_LIQUID_MM));
        N demand = drivers.get(POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY)
                .times(parameters.get(CROP_COEFFICIENT))
                .times(SnowEquations.snowFreeShare(snowWaterEquivalent))
                .times(days);
        N canopyEvaporation = EvapotranspirationEquations.canopyEvaporationMm(
                rain, demand, vegetation, parameters.get(INTERCEPTION_CAPACITY_MM), days);

        SnowPack<N> pack = SnowEquations.pack(
                states.get(SNOW_ICE_MM),
                states.get(SNOW_LIQUID_MM),
                snowfall,
                rain.minus(canopyEvaporation),
                temperatureC,
                snowThresholdC,
                parameters.get(DEGREE_DAY_FACTOR_MM_PER_C_DAY),
                parameters.get(REFREEZING_FRACTION),
                parameters.get(SNOW_LIQUID_FRACTION),
                days);

        Hydraulics<N> soil = new Hydraulics<>(
                parameters.get(POROSITY),
                parameters.get(RETENTION_EXPONENT),
                parameters.get(SATURATED_CONDUCTIVITY_MM_PER_DAY),
                parameters.get(DRAINAGE_FACTOR),
                parameters.get(SATURATED_SUCTION_M));
        Column<N> column =
                new Column<>(states.get(LAYER_1_WATER_MM), states.get(LAYER_2_WATER_MM), states.get(LAYER_3_WATER_MM));

        N frozenGroundIndex = InfiltrationEquations.frozenGroundIndex(
                states.get(FROZEN_GROUND_INDEX_C_DAY), temperatureC, snowWaterEquivalent, days);
        N infiltration = InfiltrationEquations.infiltrationMm(
                        pack.outflowMm(),
                        column.layer1Mm().plus(column.layer2Mm()),
                        soil.capacityMm(DEPTH_1_MM + DEPTH_2_MM),
                        parameters.get(INFILTRATION_SHAPE))
                .times(InfiltrationEquations.permeability(frozenGroundIndex));

        N early = infiltration.times(INFILTRATION_BEFORE_EVAPORATION);
        Evaporated<N> evaporated = evaporate(
                new Column<>(column.layer1Mm().plus(early), column.layer2Mm(), column.layer3Mm()),
                vegetation.times(demand).minus(canopyEvaporation),
                vegetation.subtractedFrom(1).times(demand),
                parameters);
        Redistributed<N> moved =
                SoilWaterEquations.redistribute(column, evaporated.column(), infiltration.minus(early), soil, days);
        Groundwater<N> groundwater = GroundwaterEquations.release(
                states.get(GROUNDWATER_MM),
                moved.drainageMm(),
                parameters.get(BASE_FLOW_LINEAR_FRACTION),
                parameters.get(BASE_FLOW_MAX_MM_PER_DAY),
                parameters.get(BASE_FLOW_NONLINEAR_ABOVE),
                days);

        EnumMap<State, N> after = new EnumMap<>(State.class);
        after.put(LAYER_1_WATER_MM, moved.column().layer1Mm());
        after.put(LAYER_2_WATER_MM, moved.column().layer2Mm());
        after.put(LAYER_3_WATER_MM, moved.column().layer3Mm());
        after.put(SNOW_ICE_MM, pack.iceMm());
        after.put(SNOW_LIQUID_MM, pack.liquidMm());
        after.put(FROZEN_GROUND_INDEX_C_DAY, frozenGroundIndex);
        after.put(GROUNDWATER_MM, groundwater.storedMm());

        double perDay = 1 / days;
        N runoff = pack.outflowMm().minus(infiltration).plus(moved.overflowMm());
        EnumMap<Flux, N> fluxes = new EnumMap<>(Flux.class);
        fluxes.put(
                Flux.EVAPOTRANSPIRATION_MM_PER_DAY,
                canopyEvaporation.plus(evaporated.evaporationMm()).times(perDay));
        fluxes.put(Flux.SURFACE_RUNOFF_MM_PER_DAY, runoff.times(perDay));
        fluxes.put(Flux.BASE_FLOW_MM_PER_DAY, groundwater.baseFlowMm().times(perDay));
        fluxes.put(Flux.DRAINAGE_MM_PER_DAY, moved.drainageMm().times(perDay));
        return new LandStep<>(Quantities.of(State.class, after), Quantities.of(Flux.class, fluxes));
    }

    /** Evaporation from bare soil, then transpiration of each layer by its share of the roots. */
    private static <N extends Real<N>> Evaporated<N> evaporate(
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

        N bareSoil = EvapotranspirationEquations.bareSoilEvaporationMm(
                column.layer1Mm(),
                bareSoilDemand,
                airDry.times(DEPTH_1_MM),
                reference.minus(airDry).times(DEPTH_1_MM),
                parameters.get(BARE_SOIL_EXPONENT));
        N left1 = column.layer1Mm().minus(bareSoil);
        N transpired1 = EvapotranspirationEquations.transpirationMm(
                left1, transpirationDemand.times(roots1), wilting.times(DEPTH_1_MM), stressRange.times(DEPTH_1_MM));
        N transpired2 = EvapotranspirationEquations.transpirationMm(
                column.layer2Mm(),
                transpirationDemand.times(roots2),
                wilting.times(DEPTH_2_MM),
                stressRange.times(DEPTH_2_MM));
        N transpired3 = EvapotranspirationEquations.transpirationMm(
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
