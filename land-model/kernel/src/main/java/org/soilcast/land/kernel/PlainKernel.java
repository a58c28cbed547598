package org.soilcast.land.kernel;

import org.soilcast.land.number.FloatReal;
import org.soilcast.land.number.Quantities;
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
    private static final int PARAMETERS = Parameter.values().length;
    private static final int STATES = State.values().length;
    private static final int DRIVERS = Driver.values().length;
    private static final int FLUXES = Flux.values().length;

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
        requireLength("states", states, STATES, cells);
        requireLength("parameters", parameters, PARAMETERS, cells);
        requireLength("drivers", drivers, DRIVERS, cells);
        requireLength("fluxes", fluxes, FLUXES, cells);
        for (int cell = 0; cell < cells; cell++) {
            LandStep<FloatReal> next = LandEquations.day(
                    read(State.class, states, cells, cell),
                    read(Parameter.class, parameters, cells, cell),
                    read(Driver.class, drivers, cells, cell));
            write(next.states(), states, cells, cell);
            write(next.fluxes(), fluxes, cells, cell);
        }
    }

    private static <K extends Enum<K>> Quantities<K, FloatReal> read(
            Class<K> keys, float[] block, int cells, int cell) {
        return Quantities.of(keys, key -> new FloatReal(block[key.ordinal() * cells + cell]));
    }

    private static <K extends Enum<K>> void write(
            Quantities<K, FloatReal> numbers, float[] block, int cells, int cell) {
        numbers.forEach((key, number) -> block[key.ordinal() * cells + cell] = number.value());
    }

    private static void requireLength(String name, float[] block, int variables, int cells) {
        if (block.length < variables * cells) {
            throw new IllegalArgumentException(
                    name + " must hold " + variables + " variables of " + cells + " cells, has length " + block.length);
        }
    }
}
