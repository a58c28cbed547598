package org.soilcast.learning.run;

import java.util.Arrays;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;
import org.soilcast.learning.history.CellForcing;

/**
 * Brings the states of a tile into equilibrium with its forcing: the same days are repeated until a cycle ends as it
 * began, in every cell and every store to {@value #SETTLED_MM} mm (the frozen-ground index to {@value #SETTLED_MM}
 * °C day), and in their total water too.
 *
 * <p>First guess: soil layers at reference wetness, which is where drainage has become slow and plants do not suffer;
 * no snow, no frost, no groundwater.
 *
 * <p>Soil and snow settle in some cycles. Groundwater does not: with the customary base-flow parameters its linear
 * reservoir empties over half a century. But nothing in the soil depends on it, so once the cell's other stores have
 * settled its change from cycle to cycle is a geometric series, d, a·d, a²·d, …, and the rest of the series,
 * d·a/(1 − a), is added at once (Aitken's Δ² method). Whether it has settled is then judged by further plain cycles.
 */
public final class SpinUp {
    /** Largest change over a cycle, mm. */
    public static final float SETTLED_MM = 0.1f;
    /** Cycles after which it stops all the same: perennial snow grows for ever. */
    public static final int MOST_CYCLES = 100;

    private static final int STATES = State.values().length;
    private static final int GROUNDWATER = State.GROUNDWATER_MM.ordinal();

    /**
     * A tile at the end of the last cycle, which is the beginning of the next one.
     *
     * @param cycles how often the days were repeated
     * @param unsettledCells cells that still changed by {@value SpinUp#SETTLED_MM} mm or more in the last cycle
     */
    public record Progress(int cycles, int unsettledCells) {}

    private final LandKernel kernel = new LandKernel();
    private final CellForcing forcing;
    private final float[] parameters;
    private final int cells;
    private final float[] states;
    private final float[] previousGroundwaterChange; // [cell]; NaN when the last cycle did not begin where one ended
    private Progress progress = new Progress(0, 0);

    /** A spin-up at its first guess; parameters are [parameter][cell]. */
    public SpinUp(CellForcing forcing, float[] parameters) {
        this.forcing = forcing;
        this.parameters = parameters;
        cells = forcing.cells();
        if (parameters.length != Parameter.values().length * cells) {
            throw new IllegalArgumentException("expected " + Parameter.values().length + " parameters x " + cells
                    + " cells, found " + parameters.length + " values");
        }
        states = firstGuess(parameters, cells);
        previousGroundwaterChange = new float[cells];
        Arrays.fill(previousGroundwaterChange, Float.NaN);
    }

    /**
     * Repeats the days until all cells have settled, or at most {@value #MOST_CYCLES} times.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    public Progress run() throws InterruptedException {
        do {
            if (Thread.interrupted()) {
                throw new InterruptedException("spin-up interrupted after " + progress.cycles() + " cycles");
            }
            cycle();
        } while (progress.unsettledCells() > 0 && progress.cycles() < MOST_CYCLES);
        return progress;
    }

    /** Repeats the days once. */
    public Progress cycle() {
        float[] before = states.clone();
        var drivers = new float[Driver.values().length * cells];
        var fluxes = new float[Flux.values().length * cells];
        for (int day = 0; day < forcing.span().days(); day++) {
            forcing.drivers(day, drivers);
            kernel.step(states, parameters, drivers, fluxes, cells);
        }
        int unsettled = 0;
        for (int cell = 0; cell < cells; cell++) {
            if (!settled(before, cell)) {
                unsettled++;
                hastenGroundwater(before, cell);
            }
        }
        progress = new Progress(progress.cycles() + 1, unsettled);
        return progress;
    }

    /** How far it has come. */
    public Progress progress() {
        return progress;
    }

    /** The states, [state][cell]; a copy. */
    public float[] states() {
        return states.clone();
    }

    /** Soil at reference wetness, θw + (θref − θw), below saturation; everything else empty. [state][cell]. */
    static float[] firstGuess(float[] parameters, int cells) {
        var guess = new float[STATES * cells];
        for (int cell = 0; cell < cells; cell++) {
            float wilting = parameters[Parameter.WILTING_POINT.ordinal() * cells + cell];
            float reference = wilting + parameters[Parameter.REFERENCE_ABOVE_WILTING.ordinal() * cells + cell];
            float porosity = parameters[Parameter.POROSITY.ordinal() * cells + cell];
            double wetnessM3PerM3 = Math.min(reference, 0.95f * porosity); // the bounds allow θref above θs
            guess[State.LAYER_1_WATER_MM.ordinal() * cells + cell] = (float) (wetnessM3PerM3 * SoilLayers.DEPTH_1_MM);
            guess[State.LAYER_2_WATER_MM.ordinal() * cells + cell] = (float) (wetnessM3PerM3 * SoilLayers.DEPTH_2_MM);
            guess[State.LAYER_3_WATER_MM.ordinal() * cells + cell] = (float) (wetnessM3PerM3 * SoilLayers.DEPTH_3_MM);
        }
        return guess;
    }

    private boolean settled(float[] before, int cell) {
        double totalChangeMm = 0;
        for (State state : State.values()) {
            float change = change(before, state.ordinal(), cell);
            if (!(Math.abs(change) < SETTLED_MM)) {
                return false;
            }
            totalChangeMm += state == State.FROZEN_GROUND_INDEX_C_DAY ? 0 : change;
        }
        return Math.abs(totalChangeMm) < SETTLED_MM;
    }

    private void hastenGroundwater(float[] before, int cell) {
        float change = change(before, GROUNDWATER, cell);
        float ratio = change / previousGroundwaterChange[cell];
        previousGroundwaterChange[cell] = change;
        boolean geometric = ratio > 0 && ratio < 1; // false for NaN
        if (geometric && othersSettled(before, cell)) {
            int groundwater = GROUNDWATER * cells + cell;
            states[groundwater] = Math.max(0, states[groundwater] + change * ratio / (1 - ratio));
            previousGroundwaterChange[cell] = Float.NaN;
        }
    }

    private boolean othersSettled(float[] before, int cell) {
        for (int state = 0; state < STATES; state++) {
            if (state != GROUNDWATER && !(Math.abs(change(before, state, cell)) < SETTLED_MM)) {
                return false;
            }
        }
        return true;
    }

    private float change(float[] before, int state, int cell) {
        return states[state * cells + cell] - before[state * cells + cell];
    }
}
