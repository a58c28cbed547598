package org.soilcast.land.physics;

import static org.soilcast.land.physics.Driver.AIR_TEMPERATURE_C;
import static org.soilcast.land.physics.Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY;
import static org.soilcast.land.physics.Driver.PRECIPITATION_MM_PER_DAY;
import static org.soilcast.land.physics.Parameter.BASE_FLOW_LINEAR_FRACTION;
import static org.soilcast.land.physics.Parameter.BASE_FLOW_MAX_MM_PER_DAY;
import static org.soilcast.land.physics.Parameter.BASE_FLOW_NONLINEAR_ABOVE;
import static org.soilcast.land.physics.Parameter.CROP_COEFFICIENT;
import static org.soilcast.land.physics.Parameter.DEGREE_DAY_FACTOR_MM_PER_C_DAY;
import static org.soilcast.land.physics.Parameter.DRAINAGE_FACTOR;
import static org.soilcast.land.physics.Parameter.INFILTRATION_SHAPE;
import static org.soilcast.land.physics.Parameter.INTERCEPTION_CAPACITY_MM;
import static org.soilcast.land.physics.Parameter.POROSITY;
import static org.soilcast.land.physics.Parameter.REFREEZING_FRACTION;
import static org.soilcast.land.physics.Parameter.RETENTION_EXPONENT;
import static org.soilcast.land.physics.Parameter.SATURATED_CONDUCTIVITY_MM_PER_DAY;
import static org.soilcast.land.physics.Parameter.SATURATED_SUCTION_M;
import static org.soilcast.land.physics.Parameter.SNOW_LIQUID_FRACTION;
import static org.soilcast.land.physics.Parameter.SNOW_THRESHOLD_C;
import static org.soilcast.land.physics.Parameter.VEGETATION_FRACTION;
import static org.soilcast.land.physics.SoilLayers.DEPTH_1_MM;
import static org.soilcast.land.physics.SoilLayers.DEPTH_2_MM;
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
import org.soilcast.land.physics.EvapotranspirationEquations.Evaporated;
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
 * sub-steps is .0036 instead of .0029 m3/m3 (these four figures with an earlier form of the capillary exchange).
 */
public final class LandEquations {
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
    public record Sky<N>(SnowPack<N> pack, N demandMm, N canopyEvaporationMm, N frozenGroundIndexCDay) {
        /** Its own states after the step: snow and frozen ground. */
        public EnumMap<State, N> states() {
            EnumMap<State, N> states = new EnumMap<>(State.class);
            states.put(SNOW_ICE_MM, pack.iceMm());
            states.put(SNOW_LIQUID_MM, pack.liquidMm());
            states.put(FROZEN_GROUND_INDEX_C_DAY, frozenGroundIndexCDay);
            return states;
        }
    }

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
    public static <N extends Real<N>> Sky<N> sky(
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
    public static <N extends Real<N>> LandStep<N> ground(
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
        Column<N> wetted = InfiltrationEquations.wetted(column, infiltration, soil);

        Drained<N> drained = SoilWaterEquations.drained(wetted, soil, days);

        N vegetation = parameters.get(VEGETATION_FRACTION);
        Evaporated<N> evaporated = EvapotranspirationEquations.evaporate(
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

        EnumMap<State, N> after = sky.states();
        after.put(LAYER_1_WATER_MM, exchanged.layer1Mm());
        after.put(LAYER_2_WATER_MM, exchanged.layer2Mm());
        after.put(LAYER_3_WATER_MM, exchanged.layer3Mm());
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
}
