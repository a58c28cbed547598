package org.soilcast.land.physics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import org.soilcast.land.number.DoubleReal;
import org.soilcast.land.number.Quantities;
import org.soilcast.land.physics.LandEquations.LandStep;
import org.soilcast.land.physics.LandEquations.Sky;

/**
 * The land model in double precision, one cell at a time: the same step as every generated kernel, or the day cut into
 * equal sub-steps to see what the daily step costs in accuracy.
 */
public final class ReferenceModel {
    private final int stepsPerDay;

    /**
     * @param stepsPerDay 1 for the daily step, more for sub-steps
     * @throws IllegalArgumentException if there is no step in a day
     */
    public ReferenceModel(int stepsPerDay) {
        if (stepsPerDay < 1) {
            throw new IllegalArgumentException("stepsPerDay must be at least 1, was " + stepsPerDay);
        }
        this.stepsPerDay = stepsPerDay;
    }

    /**
     * Advances one cell by one day.
     *
     * @param states {@code [state]}, replaced by those at the end of the day
     * @param parameters {@code [parameter]}
     * @param drivers {@code [driver]}
     * @param fluxes {@code [flux]}, written: means of the day, mm/day
     */
    public void day(double[] states, double[] parameters, double[] drivers, double[] fluxes) {
        Quantities<Parameter, DoubleReal> cellParameters = numbers(Parameter.class, parameters);
        Quantities<Driver, DoubleReal> cellDrivers = numbers(Driver.class, drivers);
        double days = 1.0 / stepsPerDay;
        Quantities<State, DoubleReal> cellStates = numbers(State.class, states);
        List<Sky<DoubleReal>> skies = new ArrayList<>();
        double waterMm = 0;
        Quantities<State, DoubleReal> above = cellStates;
        for (int step = 0; step < stepsPerDay; step++) {
            Sky<DoubleReal> sky = LandEquations.sky(above, cellParameters, cellDrivers, days);
            skies.add(sky);
            waterMm += sky.pack().outflowMm().value();
            EnumMap<State, DoubleReal> own = sky.states();
            Quantities<State, DoubleReal> before = above;
            above = Quantities.of(State.class, state -> own.getOrDefault(state, before.get(state)));
        }
        Arrays.fill(fluxes, 0);
        for (Sky<DoubleReal> sky : skies) {
            LandStep<DoubleReal> next =
                    LandEquations.ground(cellStates, cellParameters, sky, new DoubleReal(waterMm), days);
            cellStates = next.states();
            next.fluxes().forEach((flux, rate) -> fluxes[flux.ordinal()] += rate.value() / stepsPerDay);
            waterMm = 0;
        }
        cellStates.forEach((state, number) -> states[state.ordinal()] = number.value());
    }

    private static <K extends Enum<K>> Quantities<K, DoubleReal> numbers(Class<K> keys, double[] values) {
        return Quantities.of(keys, key -> new DoubleReal(values[key.ordinal()]));
    }
}
