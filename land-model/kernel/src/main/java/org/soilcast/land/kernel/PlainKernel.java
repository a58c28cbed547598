package org.soilcast.land.kernel;

import java.util.EnumMap;
import java.util.Map;
import org.soilcast.land.number.FloatReal;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.LandEquations;
import org.soilcast.land.physics.LandEquations.LandStep;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/**
 * The daily step of a block of cells in single precision, by the land model's equations as they stand: no generated
 * code, no vector instructions. It is what generated kernels are checked against, and what runs where they cannot.
 *
 * <p>Holds no state of its own, so threads may share one. The result is the same to the bit on every machine.
 */
public final class PlainKernel {
    private static final Parameter[] PARAMETERS = Parameter.values();
    private static final State[] STATES = State.values();
    private static final Driver[] DRIVERS = Driver.values();
    private static final Flux[] FLUXES = Flux.values();

    /**
     * Advances every cell of a block by one day, in place.
     *
     * @param states {@code [state][cell]}, replaced by those at the end of the day
     * @param parameters {@code [parameter][cell]}
     * @param drivers {@code [driver][cell]}
     * @param fluxes {@code [flux][cell]}, written, mm/day
     * @param cells cells in the block
     * @throws IllegalArgumentException if an array is shorter than its shape
     */
    public void step(float[] states, float[] parameters, float[] drivers, float[] fluxes, int cells) {
        requireLength("states", states, STATES.length, cells);
        requireLength("parameters", parameters, PARAMETERS.length, cells);
        requireLength("drivers", drivers, DRIVERS.length, cells);
        requireLength("fluxes", fluxes, FLUXES.length, cells);
        Map<State, FloatReal> cellStates = new EnumMap<>(State.class);
        Map<Parameter, FloatReal> cellParameters = new EnumMap<>(Parameter.class);
        Map<Driver, FloatReal> cellDrivers = new EnumMap<>(Driver.class);
        for (int cell = 0; cell < cells; cell++) {
            read(STATES, states, cells, cell, cellStates);
            read(PARAMETERS, parameters, cells, cell, cellParameters);
            read(DRIVERS, drivers, cells, cell, cellDrivers);
            LandStep<FloatReal> next = LandEquations.step(cellStates, cellParameters, cellDrivers, 1);
            write(STATES, next.states(), states, cells, cell);
            write(FLUXES, next.fluxes(), fluxes, cells, cell);
        }
    }

    private static <K extends Enum<K>> void read(
            K[] keys, float[] block, int cells, int cell, Map<K, FloatReal> numbers) {
        for (K key : keys) {
            numbers.put(key, new FloatReal(block[key.ordinal() * cells + cell]));
        }
    }

    private static <K extends Enum<K>> void write(
            K[] keys, Map<K, FloatReal> numbers, float[] block, int cells, int cell) {
        for (K key : keys) {
            block[key.ordinal() * cells + cell] = numbers.get(key).value();
        }
    }

    private static void requireLength(String name, float[] block, int variables, int cells) {
        if (block.length < variables * cells) {
            throw new IllegalArgumentException(
                    name + " must hold " + variables + " variables of " + cells + " cells, has length " + block.length);
        }
    }
}
