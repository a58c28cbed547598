package org.soilcast.inference.operators;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the land operator remembers of one tile between two records: the recent tile-days, a few states to rewind to,
 * and the model versions it holds. Arrays in it are never changed once they are in, so a copy shares them.
 *
 * <p>Rewinding: late input within {@link #REWIND_DAYS} of the front changes a day that has been computed. The tile goes
 * back to the newest {@link Anchor} before that day and computes forward again, so its final state depends on the set
 * of its inputs, never on their order.
 */
final class TileMemory {
    /** Late input is taken for this many days before the tile's front. */
    static final int REWIND_DAYS = 14;
    /** A state is kept after each day whose number is a multiple of this. */
    static final int ANCHOR_EVERY_DAYS = 7;
    /** Front of a tile that has not started. */
    static final long NOT_STARTED = Long.MIN_VALUE;

    /** A tile-day and how often it has been computed; 0 while it waits. */
    record KeptDay(TileDayInput input, int issue) {}

    /** States at the end of a day, [state][cell], and the model version that made them. */
    record Anchor(int version, float[] states) {}

    /** Last day computed, days since 1970-01-01. */
    long frontEpochDay = NOT_STARTED;
    /** State at the end of the front. */
    Anchor now = new Anchor(0, new float[0]);
    /** Tile-days by date: those after the oldest anchor, and those that wait. */
    final NavigableMap<Long, KeptDay> days;
    /** States by the date at whose end they stood. */
    final NavigableMap<Long, Anchor> anchors;
    /** Model versions this tile holds, by version. */
    final NavigableMap<Integer, TileParameters> models;

    TileMemory() {
        this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    private TileMemory(
            NavigableMap<Long, KeptDay> days,
            NavigableMap<Long, Anchor> anchors,
            NavigableMap<Integer, TileParameters> models) {
        this.days = days;
        this.anchors = anchors;
        this.models = models;
    }

    /** A copy that can be changed without changing this one. */
    TileMemory copy() {
        var copy = new TileMemory(new TreeMap<>(days), new TreeMap<>(anchors), new TreeMap<>(models));
        copy.frontEpochDay = frontEpochDay;
        copy.now = now;
        return copy;
    }

    /** Starts the tile: its state at the end of the day before the model's first. */
    void start(TileParameters model) {
        frontEpochDay = model.effectiveFromEpochDay() - 1;
        now = new Anchor(model.version(), model.startState());
        anchors.put(frontEpochDay, now);
    }

    /** Goes back to the newest state before the given day; that day and all later ones are to be computed again. */
    void rewindBefore(long epochDay) {
        Map.Entry<Long, Anchor> anchor = anchors.lowerEntry(epochDay);
        if (anchor == null) {
            throw new IllegalStateException(
                    "no state before day " + epochDay + " to rewind to, oldest is after day " + anchors.firstKey());
        }
        anchors.tailMap(anchor.getKey(), false).clear();
        frontEpochDay = anchor.getKey();
        now = anchor.getValue();
    }

    /** Moves the front to the next day. */
    void advance(Anchor endOfDay) {
        frontEpochDay++;
        now = endOfDay;
        if (Math.floorMod(frontEpochDay, ANCHOR_EVERY_DAYS) == 0) {
            anchors.put(frontEpochDay, endOfDay);
        }
    }

    /** Forgets what no late input can reach any more. */
    void forgetUnreachable() {
        Long oldest = anchors.floorKey(frontEpochDay - REWIND_DAYS - 1);
        if (oldest != null) {
            anchors.headMap(oldest, false).clear();
            days.headMap(oldest, true).clear();
        }
    }

    /** Oldest day that can still be computed again. */
    long oldestReachableDay() {
        return anchors.isEmpty() ? Long.MIN_VALUE : anchors.firstKey() + 1;
    }
}
