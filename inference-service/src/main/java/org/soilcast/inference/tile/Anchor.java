package org.soilcast.inference.tile;

import org.soilcast.dayline.TileState;

/**
 * States of a tile at the end of a day to which it can go back, in 16 bits. The running state of that day has been
 * rounded to the same values, so that going back gives the same bits as going on.
 *
 * @param version model version that made them
 * @param cells number of cells
 * @param states {@link TileState#anchor}
 */
record Anchor(int version, int cells, byte[] states) {
    /** An anchor of states that have been rounded. */
    static Anchor of(int version, int cells, float[] states) {
        return new Anchor(version, cells, TileState.anchor(states, cells));
    }

    /** The states it was made of, in a new array. */
    float[] floats() {
        return TileState.ofAnchor(states, cells);
    }
}
