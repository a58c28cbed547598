package org.soilcast.inference.tile;

/**
 * How far a tile has come. Never changed, and neither are its states: a checkpoint may be reading them.
 *
 * @param epochDay last day computed; {@link #NOT_STARTED} before the first
 * @param version model version that computed it
 * @param oldestAnchorDay day at whose end the oldest anchor stands: no day up to it can be computed again
 * @param newestDay newest day held, computed or waiting
 * @param states {@link org.soilcast.dayline.TileState} at the end of the last day computed
 */
record TileFront(int epochDay, int version, int oldestAnchorDay, int newestDay, float[] states) {
    /** Day of a front that has not begun to move. */
    static final int NOT_STARTED = Integer.MIN_VALUE;
    /** The front of a tile of which nothing has come. */
    static final TileFront NONE = new TileFront(NOT_STARTED, 0, NOT_STARTED, NOT_STARTED, new float[0]);

    /** Whether the tile has begun. */
    boolean isStarted() {
        return epochDay != NOT_STARTED;
    }

    TileFront at(int day, int newVersion, float[] newStates) {
        return new TileFront(day, newVersion, oldestAnchorDay, newestDay, newStates);
    }

    TileFront withOldestAnchor(int day) {
        return new TileFront(epochDay, version, day, newestDay, states);
    }

    TileFront withDay(int day) {
        return day <= newestDay ? this : new TileFront(epochDay, version, oldestAnchorDay, day, states);
    }
}
