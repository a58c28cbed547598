package org.soilcast.learning.run;

import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.kernel.WindowAdjoint;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;
import org.soilcast.learning.history.CellForcing;

/**
 * The land model over a span of days without assimilation, some twenty million cell-days a second: what learning and
 * its evaluation compare with retrievals. Immutable.
 */
public final class OpenLoop {
    private static final int STATES = State.values().length;
    private static final int SEGMENT_DAYS = 32; // keeps the work space in the cache; nothing is run backward

    private final int cells;
    private final float[] surface; // [day][cell]
    private final float[] snowMm; // [day][cell]
    private final float[] evapotranspirationMm; // [cell]
    private final CellBlocks end;

    private OpenLoop(int days, int cells) {
        this.cells = cells;
        surface = new float[days * cells];
        snowMm = new float[days * cells];
        evapotranspirationMm = new float[cells];
        end = new CellBlocks(STATES, cells);
    }

    /**
     * Runs all days.
     *
     * @param parameters {@code [parameter][cell]}
     * @param start states at the begin of the first day, {@code [state][cell]}
     * @param observation what of a day's states is its surface soil moisture
     */
    public static OpenLoop run(
            CellForcing forcing, float[] parameters, float[] start, ObservationOperator observation) {
        int cells = forcing.cells();
        int days = forcing.span().days();
        var loop = new OpenLoop(days, cells);
        var adjoint = new WindowAdjoint(Lanes.best(), days, SEGMENT_DAYS);
        CellBlocks states = CellBlocks.ofRows(start, STATES, cells);
        CellBlocks blockParameters = CellBlocks.ofRows(parameters, Parameter.values().length, cells);
        CellBlocks drivers = forcing.blocks();
        var observed = new float[CellBlocks.CELLS];
        for (int block = 0; block < states.blocks(); block++) {
            int first = block * CellBlocks.CELLS;
            adjoint.forward(states, blockParameters, drivers, block, (day, values, startAt, endAt, fluxes) -> {
                observation.surface(values, startAt, values, endAt, observed, 0, CellBlocks.CELLS);
                loop.take(day, first, observed, values, endAt, fluxes);
            });
        }
        return loop;
    }

    /**
     * States after repeating the days so often from the first guess of {@link SpinUp}: near equilibrium in the layers
     * that the surface feels, though not in groundwater.
     */
    public static float[] cycled(CellForcing forcing, float[] parameters, int cycles) {
        float[] states = SpinUp.firstGuess(parameters, forcing.cells());
        for (int cycle = 0; cycle < cycles; cycle++) {
            states = run(forcing, parameters, states, ObservationOperator.END_OF_DAY)
                    .endStates();
        }
        return states;
    }

    /** Surface soil moisture of a day, 0-based, and cell, m3/m3. */
    public float surfaceM3PerM3(int day, int cell) {
        return surface[day * cells + cell];
    }

    /** The same of all days, {@code [day][cell]}; a copy. */
    public float[] surface() {
        return surface.clone();
    }

    /** Snow on the ground at the end of a day, ice and liquid, mm. */
    public float snowMm(int day, int cell) {
        return snowMm[day * cells + cell];
    }

    /** Evapotranspiration of all days together, mm. */
    public float evapotranspirationMm(int cell) {
        return evapotranspirationMm[cell];
    }

    /** States at the end of the last day, {@code [state][cell]}. */
    public float[] endStates() {
        return end.toRows();
    }

    private void take(int day, int firstCell, float[] observed, float[] states, int at, float[] fluxes) {
        int count = Math.min(CellBlocks.CELLS, cells - firstCell);
        System.arraycopy(observed, 0, surface, day * cells + firstCell, count);
        for (int lane = 0; lane < count; lane++) {
            snowMm[day * cells + firstCell + lane] =
                    value(states, at, State.SNOW_ICE_MM, lane) + value(states, at, State.SNOW_LIQUID_MM, lane);
            evapotranspirationMm[firstCell + lane] +=
                    fluxes[Flux.EVAPOTRANSPIRATION_MM_PER_DAY.ordinal() * CellBlocks.CELLS + lane];
        }
        if ((day + 1) * cells == surface.length) {
            System.arraycopy(
                    states, at, end.values(), end.begin(firstCell / CellBlocks.CELLS), STATES * CellBlocks.CELLS);
        }
    }

    private static float value(float[] states, int at, State state, int lane) {
        return states[at + state.ordinal() * CellBlocks.CELLS + lane];
    }
}
