package org.soilcast.dayline;

import org.soilcast.land.physics.Driver;

/**
 * A day of a tile to be computed. The arrays are read, never written.
 *
 * @param epochDay valid date, days since 1970-01-01
 * @param cellKeys what random numbers are keyed by, the same for a cell in every tile and run, {@code [cell]}
 * @param drivers {@code [driver][cell]}
 * @param observedM3PerM3 accepted retrievals, m3/m3, NaN where there is none, {@code [cell]}
 * @param recommended whether the source does not advise against a retrieval, {@code [cell]}
 * @param model of the tile
 * @param state {@link TileState} at the begin of the day, in either form
 * @param rounded whether the tile can be rewound to the end of this day, so that its state must be as an anchor keeps it
 */
public record TileDay(
        int epochDay,
        long[] cellKeys,
        float[] drivers,
        float[] observedM3PerM3,
        boolean[] recommended,
        TileModel model,
        float[] state,
        boolean rounded) {
    public TileDay {
        int cells = model.cells();
        if (cellKeys.length != cells
                || drivers.length != Driver.values().length * cells
                || observedM3PerM3.length != cells
                || recommended.length != cells
                || !TileState.isPlain(state, cells) && state.length != TileState.length(cells)) {
            throw new IllegalArgumentException("a day of " + cells + " cells has " + cellKeys.length + " keys, "
                    + drivers.length + " drivers, " + observedM3PerM3.length + " retrievals, " + recommended.length
                    + " recommendations and " + state.length + " values of state");
        }
    }

    /** This day with its state in the form that the model needs. */
    TileDay inFormOfModel() {
        float[] formed = TileState.inFormOf(model, state);
        return formed == state
                ? this
                : new TileDay(epochDay, cellKeys, drivers, observedM3PerM3, recommended, model, formed, rounded);
    }

    /** Number of cells. */
    public int cells() {
        return model.cells();
    }
}
