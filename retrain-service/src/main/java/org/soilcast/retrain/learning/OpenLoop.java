package org.soilcast.retrain.learning;

import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.kernel.WindowAdjoint;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;
import org.soilcast.retrain.archive.CellForcing;
import org.soilcast.schemas.avro.ObservationTime;

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
     * @param time {@code DAILY_MEAN} for the mean of the states before and after each day, else those after it
     */
    public static OpenLoop run(CellForcing forcing, float[] parameters, float[] start, ObservationTime time) {
        int cells = forcing.cells();
        int days = forcing.span().days();
        var loop = new OpenLoop(days, cells);
        var adjoint = new WindowAdjoint(Lanes.best(), days, SEGMENT_DAYS);
        CellBlocks states = CellBlocks.ofRows(start, STATES, cells);
        CellBlocks blockParameters = CellBlocks.ofRows(parameters, Parameter.values().length, cells);
        CellBlocks drivers = forcing.blocks();
        for (int block = 0; block < states.blocks(); block++) {
            int first = block * CellBlocks.CELLS;
            int begin = states.begin(block);
            adjoint.forward(
                    states,
                    blockParameters,
                    drivers,
                    block,
                    (day, values, startAt, at, fluxes) -> loop.take(day, first, values, at, fluxes, days));
            if (time == ObservationTime.DAILY_MEAN) {
                loop.average(first, states.values(), begin, days);
            }
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
            states =
                    run(forcing, parameters, states, ObservationTime.END_OF_DAY).endStates();
        }
        return states;
    }

    /** Surface soil moisture of a day, 0-based, and cell, m3/m3. */
    public float surfaceM3PerM3(int day, int cell) {
        return surface[day * cells + cell];
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

    private void take(int day, int firstCell, float[] states, int at, float[] fluxes, int days) {
        int count = Math.min(CellBlocks.CELLS, cells - firstCell);
        for (int lane = 0; lane < count; lane++) {
            int cell = firstCell + lane;
            surface[day * cells + cell] =
                    value(states, at, State.LAYER_1_WATER_MM, lane) / (float) SoilLayers.DEPTH_1_MM;
            snowMm[day * cells + cell] =
                    value(states, at, State.SNOW_ICE_MM, lane) + value(states, at, State.SNOW_LIQUID_MM, lane);
            evapotranspirationMm[cell] +=
                    fluxes[Flux.EVAPOTRANSPIRATION_MM_PER_DAY.ordinal() * CellBlocks.CELLS + lane];
        }
        if (day == days - 1) {
            System.arraycopy(
                    states, at, end.values(), end.begin(firstCell / CellBlocks.CELLS), STATES * CellBlocks.CELLS);
        }
    }

    private void average(int firstCell, float[] start, int startAt, int days) {
        int count = Math.min(CellBlocks.CELLS, cells - firstCell);
        for (int lane = 0; lane < count; lane++) {
            float before = value(start, startAt, State.LAYER_1_WATER_MM, lane) / (float) SoilLayers.DEPTH_1_MM;
            for (int day = 0; day < days; day++) {
                int i = day * cells + firstCell + lane;
                float after = surface[i];
                surface[i] = (before + after) / 2;
                before = after;
            }
        }
    }

    private static float value(float[] states, int at, State state, int lane) {
        return states[at + state.ordinal() * CellBlocks.CELLS + lane];
    }
}
