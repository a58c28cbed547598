package org.soilcast.inference.tile;

import java.time.LocalDate;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/**
 * All that the land operator needs of one model version for one tile.
 *
 * @param tile tile number
 * @param version model version
 * @param effectiveFromEpochDay first day that a tile can start with it, days since 1970-01-01
 * @param dailyMean whether results of a day are the mean of its first and last state, else the last state
 * @param parameters land model parameters, [parameter][cell]
 * @param startState states at the beginning of that day, [state][cell]; none once the tile runs
 */
public record TileParameters(
        int tile, int version, long effectiveFromEpochDay, boolean dailyMean, float[] parameters, float[] startState) {
    public TileParameters {
        int cells = parameters.length / Parameter.values().length;
        if (parameters.length != cells * Parameter.values().length
                || startState.length != 0 && startState.length != cells * State.values().length) {
            throw new IllegalArgumentException("tile " + tile + " version " + version + ": " + parameters.length
                    + " parameters do not fit " + startState.length + " states");
        }
    }

    /**
     * Says that the tile-model of a version was refused for a tile: the tile goes on with the version it has, and its
     * days do not wait for this one.
     */
    public static TileParameters refused(int tile, int version, long effectiveFromEpochDay) {
        return new TileParameters(tile, version, effectiveFromEpochDay, false, new float[0], new float[0]);
    }

    /** Whether there is nothing to simulate with, because the tile-model was refused. */
    public boolean isRefused() {
        return cells() == 0;
    }

    /** Number of cells. */
    public int cells() {
        return parameters.length / Parameter.values().length;
    }

    TileParameters withoutStartState() {
        return new TileParameters(tile, version, effectiveFromEpochDay, dailyMean, parameters, new float[0]);
    }

    @Override
    public String toString() {
        return "TileParameters[tile=" + tile + ", version=" + version + ", effectiveFrom="
                + LocalDate.ofEpochDay(effectiveFromEpochDay) + ", cells=" + cells() + "]";
    }
}
