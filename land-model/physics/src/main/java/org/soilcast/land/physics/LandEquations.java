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
import org.soilcast.land.physics.SoilWaterEquations.Drained;
import org.soilcast.land.physics.SoilWaterEquations.Hydraulics;

/**
 * One day of the land model, from the sky down: rain or snow, canopy, snow pack, frozen ground, infiltration, drainage,
 * evapotranspiration, capillary exchange, groundwater. The processes' equations are in the classes named after them; here
 * they are put in order.
 *
 * <p>Within the day, air temperature and demand are even, and what reaches the ground comes as one storm at the day's
 * begin: rain falls in hours, and for the rest of the day the soil drains and dries. Spread over the day instead, it
 * leaves the first layer too wet at the end of a rain day and too dry after the next one (RMSE of calibrated cells
 * against SMAP .0340/.0364 instead of .0327/.0353 m3/m3). By day's end the first layer has forgotten most of what it
 * held while it drained, but not what the air took last, so it drains first: the other way round the error against 24
 * sub-steps is .0036 instead of .0029 m3/m3.
 */
public final class LandEquations {
    /** θref, at most, as a share of porosity, since the parameters' bounds allow θw + (θref − θw) above θs. */
    static final double REFERENCE_OF_POROSITY = 0.95;

    private LandEquations() {}

    /**
     * A cell after one step.
     *
     * @param states every state after the step
     * @param fluxes every flux, mean of the step, mm/day
     */
    public record LandStep<N>(Quantities<State, N> states, Quantities<Flux, N> fluxes) {}

    /**
     * What the air and the snow pack have done in a step: what {@link #ground} goes on with. Amounts are of the step, mm.
     *
     * @param pack snow pack after the step, and the water that has left it for the ground
     * @param demandMm evapotranspiration that the air asks of canopy and soil together
     * @param canopyEvaporationMm what it has had from the canopy
     * @param frozenGroundIndexCDay continuous frozen-ground index after the step
     */
    record Sky<N>(SnowPack<N> pack, N demandMm, N canopyEvaporationMm, N frozenGroundIndexCDay) {
        /** These states with the sky's own ones replaced. */
        Quantities<State, N> over(Quantities<State, N> states) {
            return Quantities.of(State.class, state -> switch (state) {
                case SNOW_ICE_MM -> pack.iceMm();
                case SNOW_LIQUID_MM -> pack.liquidMm();
                case FROZEN_GROUND_INDEX_C_DAY -> frozenGroundIndexCDay;
                default -> states.get(state);
            });
        }
    }

    /** What the air takes and what it leaves in the column, mm. */
    private record Evaporated<N>(Column<N> column, N evaporationMm) {}

    /**
     * Advances one cell by one day.
     *
     * <p>Water is conserved by construction: each amount is computed once, taken here and added there. Where
     * parameters contradict each other, θref ≤ 0.95·θs and θdry ≤ θw.
     *
     * @param states every state before the day
     * @param parameters every parameter, within its bounds
     * @param drivers every driver
     */
    public static <N extends Real<N>> LandStep<N> day(
            Quantities<State, N> states, Quantities<Parameter, N> parameters, Quantities<Driver, N> drivers) {
        Sky<N> sky = sky(states, parameters, drivers, 1);
        return ground(states, parameters, sky, sky.pack().outflowMm(), 1);
    }

    /**
     * Rain, snow, canopy and frost of one step. Of the states only snow and frozen ground are read.
     *
     * @param days length of the step, days
     */
    static <N extends Real<N>> Sky<N> sky(
            Quantities<State, N> states,
            Quantities<Parameter, N> parameters,
            Quantities<Driver, N> drivers,
            double days) {
        N temperatureC = drivers.get(AIR_TEMPERATURE_C);
        N precipitation = drivers.get(PRECIPITATION_MM_PER_DAY).times(days);
        N snowThresholdC = parameters.get(SNOW_THRESHOLD_C);

        N snowfall = precipitation.times(SnowEquations.snowfallShare(temperatureC, snowThresholdC));
        N rain = precipitation.minus(snowfall);

        N snowWaterEquivalent = states.get(SNOW_ICE_MM).plus(states.get(SNOW_LIQUID_MM));
        N demand = drivers.get(POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY)
                .times(parameters.get(CROP_COEFFICIENT))
                .times(SnowEquations.snowFreeShare(snowWaterEquivalent))
                .times(days);
        N canopyEvaporation = EvapotranspirationEquations.canopyEvaporationMm(
                rain, demand, parameters.get(VEGETATION_FRACTION), parameters.get(INTERCEPTION_CAPACITY_MM), days);

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
        N frozenGroundIndex = InfiltrationEquations.frozenGroundIndex(
                states.get(FROZEN_GROUND_INDEX_C_DAY), temperatureC, snowWaterEquivalent, days);
        return new Sky<>(pack, demand, canopyEvaporation, frozenGroundIndex);
    }

    /**
     * Soil and groundwater of one step under that sky. The water comes as one storm at the step's begin.
     *
     * @param waterMm rain and melt that reach the ground, mm
     * @param days length of the step, days
     * @return also the sky's own states
     */
    static <N extends Real<N>> LandStep<N> ground(
            Quantities<State, N> states, Quantities<Parameter, N> parameters, Sky<N> sky, N waterMm, double days) {
        Hydraulics<N> soil = new Hydraulics<>(
                parameters.get(POROSITY),
                parameters.get(RETENTION_EXPONENT),
                parameters.get(SATURATED_CONDUCTIVITY_MM_PER_DAY),
                parameters.get(DRAINAGE_FACTOR),
                parameters.get(SATURATED_SUCTION_M));
        Column<N> column =
                new Column<>(states.get(LAYER_1_WATER_MM), states.get(LAYER_2_WATER_MM), states.get(LAYER_3_WATER_MM));
        N infiltration = InfiltrationEquations.infiltrationMm(
                        waterMm,
                        column.layer1Mm().plus(column.layer2Mm()),
                        soil.capacityMm(DEPTH_1_MM + DEPTH_2_MM),
                        parameters.get(INFILTRATION_SHAPE))
                .times(InfiltrationEquations.permeability(sky.frozenGroundIndexCDay()));
        Column<N> wetted = SoilWaterEquations.wetted(column, infiltration, soil);

        Drained<N> drained = SoilWaterEquations.drained(wetted, soil, days);

        N vegetation = parameters.get(VEGETATION_FRACTION);
        Evaporated<N> evaporated = evaporate(
                drained.column(),
                vegetation.times(sky.demandMm()).minus(sky.canopyEvaporationMm()),
                vegetation.subtractedFrom(1).times(sky.demandMm()),
                parameters);
        Column<N> exchanged = SoilWaterEquations.exchanged(wetted, evaporated.column(), drained, soil, days);
        Groundwater<N> groundwater = GroundwaterEquations.release(
                states.get(GROUNDWATER_MM),
                drained.drainageMm(),
                parameters.get(BASE_FLOW_LINEAR_FRACTION),
                parameters.get(BASE_FLOW_MAX_MM_PER_DAY),
                parameters.get(BASE_FLOW_NONLINEAR_ABOVE),
                days);

        EnumMap<State, N> after = new EnumMap<>(State.class);
        after.put(LAYER_1_WATER_MM, exchanged.layer1Mm());
        after.put(LAYER_2_WATER_MM, exchanged.layer2Mm());
        after.put(LAYER_3_WATER_MM, exchanged.layer3Mm());
        after.put(SNOW_ICE_MM, sky.pack().iceMm());
        after.put(SNOW_LIQUID_MM, sky.pack().liquidMm());
        after.put(FROZEN_GROUND_INDEX_C_DAY, sky.frozenGroundIndexCDay());
        after.put(GROUNDWATER_MM, groundwater.storedMm());

        double perDay = 1 / days;
        N runoff = waterMm.minus(infiltration).plus(drained.overflowMm());
        EnumMap<Flux, N> fluxes = new EnumMap<>(Flux.class);
        fluxes.put(
                Flux.EVAPOTRANSPIRATION_MM_PER_DAY,
                sky.canopyEvaporationMm().plus(evaporated.evaporationMm()).times(perDay));
        fluxes.put(Flux.SURFACE_RUNOFF_MM_PER_DAY, runoff.times(perDay));
        fluxes.put(Flux.BASE_FLOW_MM_PER_DAY, groundwater.baseFlowMm().times(perDay));
        fluxes.put(Flux.DRAINAGE_MM_PER_DAY, drained.drainageMm().times(perDay));
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
