package org.soilcast.land.kernel;

import java.util.Arrays;
import java.util.Random;
import org.soilcast.land.codegen.SubDaily;
import org.soilcast.land.codegen.SubDaily.SkyAmount;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/**
 * The land model in double precision for a block of {@value CellBlocks#CELLS} cells side by side, the day in one step or
 * in {@value SubDaily#STEPS}: what {@link org.soilcast.land.physics.ReferenceModel} computes, by code generated from the
 * same equations, within 1e-9 of its figures. Its functions are its own polynomials, so that the bits are the same
 * interpreted and compiled, one cell at a time and in registers of any length.
 *
 * <p>Arrays are {@code [row][128]}. Holds work space, so each thread needs its own.
 */
public final class SubDailyKernel {
    private static final int CELLS = CellBlocks.CELLS;
    private static final VectorWarmUp WARM_UP = new VectorWarmUp(
            cells -> exercise(DoubleLanes.SCALAR, cells), cells -> exercise(DoubleLanes.VECTOR, cells));

    private final DoubleLanes.Work work = new DoubleLanes.Work();

    /** A day in one step of a block, in place. */
    public void day(double[] states, double[] parameters, double[] drivers, double[] fluxes, int cells) {
        DoubleLanes lanes = chosen(states, parameters, drivers, fluxes, cells, 1);
        System.arraycopy(states, 0, work.before, 0, DoubleLanes.Work.STATES);
        lanes.daily(work, parameters, drivers, fluxes, cells);
        System.arraycopy(work.after, 0, states, 0, DoubleLanes.Work.STATES);
    }

    /**
     * A day in sub-steps of a block, in place.
     *
     * @param states {@code [state][128]}, replaced by those at the end of the day
     * @param parameters {@code [parameter][128]}
     * @param drivers {@code [driver][128]}
     * @param fluxes {@code [flux][128]}, written: means of the day, mm/day
     * @param cells how many of the 128 cells are computed, at least; the others hold any number
     */
    public void subDailyDay(double[] states, double[] parameters, double[] drivers, double[] fluxes, int cells) {
        subDailyDay(
                chosen(states, parameters, drivers, fluxes, cells, SubDaily.STEPS),
                states,
                parameters,
                drivers,
                fluxes,
                cells);
    }

    void subDailyDay(
            DoubleLanes lanes, double[] states, double[] parameters, double[] drivers, double[] fluxes, int cells) {
        System.arraycopy(states, 0, work.skyStates, 0, DoubleLanes.Work.STATES);
        Arrays.fill(work.water, 0);
        for (int step = 0; step < SubDaily.STEPS; step++) {
            lanes.sky(work, step, parameters, drivers, cells);
            int outflow = step * DoubleLanes.Work.SKY + SkyAmount.OUTFLOW_MM.ordinal() * CELLS;
            for (int cell = 0; cell < CELLS; cell++) {
                work.water[cell] += work.sky[outflow + cell];
            }
        }
        System.arraycopy(states, 0, work.before, 0, DoubleLanes.Work.STATES);
        Arrays.fill(fluxes, 0);
        for (int step = 0; step < SubDaily.STEPS; step++) {
            lanes.ground(work, step, parameters, fluxes, cells);
            work.turn();
            Arrays.fill(work.water, 0);
        }
        System.arraycopy(work.before, 0, states, 0, DoubleLanes.Work.STATES);
        int sky = SubDaily.STEPS * DoubleLanes.Work.STATES;
        for (State state : SubDaily.SKY_STATES) {
            int row = state.ordinal() * CELLS;
            System.arraycopy(work.skyStates, sky + row, states, row, CELLS);
        }
    }

    private static DoubleLanes chosen(
            double[] states, double[] parameters, double[] drivers, double[] fluxes, int cells, int steps) {
        requireRows("states", states, State.values().length);
        requireRows("parameters", parameters, Parameter.values().length);
        requireRows("drivers", drivers, Driver.values().length);
        requireRows("fluxes", fluxes, Flux.values().length);
        if (cells < 1 || cells > CELLS) {
            throw new IllegalArgumentException("cells must be 1 to " + CELLS + ", is " + cells);
        }
        return WARM_UP.ready((long) cells * steps) ? DoubleLanes.VECTOR : DoubleLanes.SCALAR;
    }

    private static void requireRows(String name, double[] block, int rows) {
        if (block.length != rows * CELLS) {
            throw new IllegalArgumentException(
                    name + " must hold " + rows + " rows of " + CELLS + " cells, has length " + block.length);
        }
    }

    /** A day of random cells, daily and in sub-steps. */
    private static void exercise(DoubleLanes lanes, int cells) {
        Exercise exercise = Exercise.OF_THREAD.get();
        exercise.kernel.subDailyDay(
                lanes, exercise.states.clone(), exercise.parameters, exercise.drivers, exercise.fluxes, cells);
        lanes.daily(exercise.kernel.work, exercise.parameters, exercise.drivers, exercise.fluxes, cells);
    }

    /** Something to compute while vector code is compiled. */
    private static final class Exercise {
        static final ThreadLocal<Exercise> OF_THREAD = ThreadLocal.withInitial(Exercise::new);

        final SubDailyKernel kernel = new SubDailyKernel();
        final double[] states = new double[State.values().length * CELLS];
        final double[] parameters = new double[Parameter.values().length * CELLS];
        final double[] drivers = new double[Driver.values().length * CELLS];
        final double[] fluxes = new double[Flux.values().length * CELLS];

        Exercise() {
            var random = new Random(1);
            for (Parameter parameter : Parameter.values()) {
                for (int cell = 0; cell < CELLS; cell++) {
                    parameters[parameter.ordinal() * CELLS + cell] = parameter.fromUnit(random.nextDouble());
                }
            }
            Arrays.setAll(states, i -> 5 + random.nextDouble());
            Arrays.setAll(drivers, i -> 5 * random.nextDouble());
        }
    }
}
