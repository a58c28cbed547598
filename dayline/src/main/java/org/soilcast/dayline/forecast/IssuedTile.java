package org.soilcast.dayline.forecast;

import org.soilcast.dayline.TileModel;
import org.soilcast.dayline.TileState;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;

/**
 * A tile at the end of the day on which a forecast is issued. The arrays are read, never written.
 *
 * @param epochDay last day analysed, days since 1970-01-01
 * @param cellKeys what random numbers are keyed by, {@code [cell]}
 * @param model of the tile
 * @param state {@link TileState} at the end of the day, in either form
 */
public record IssuedTile(int epochDay, long[] cellKeys, TileModel model, float[] state) {
    public IssuedTile {
        int cells = model.cells();
        if (cellKeys.length != cells || !TileState.isPlain(state, cells) && state.length != TileState.length(cells)) {
            throw new IllegalArgumentException("a tile of " + cells + " cells has " + cellKeys.length + " keys and "
                    + state.length + " values of state");
        }
    }

    /** Number of cells. */
    public int cells() {
        return model.cells();
    }

    /** Surface of the open loop at the end of the day, m3/m3. */
    float openLoopSurface(int cell) {
        int at = TileState.isPlain(state, cells()) ? 0 : Runs.at(Runs.OPEN_LOOP, cells());
        return state[at + State.LAYER_1_WATER_MM.ordinal() * cells() + cell] / (float) SoilLayers.DEPTH_1_MM;
    }

    /** Its state with all runs, in an array of its own. */
    float[] ownState() {
        return TileState.isPlain(state, cells()) ? TileState.begin(state, cells()) : state.clone();
    }
}
