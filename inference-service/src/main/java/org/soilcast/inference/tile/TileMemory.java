package org.soilcast.inference.tile;

import java.util.Arrays;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.soilcast.schemas.LateWindow;

/**
 * What is remembered of the tile that is the current key: its front, its recent days, a few states to rewind to, and the
 * model versions it holds. Values are never changed once they are in.
 *
 * <p>Rewinding: late input within {@link LateWindow} of the front changes a day that has been computed. The tile goes
 * back to the newest {@link Anchor} before that day and computes forward again, so its final state depends on the set
 * of its inputs, never on their order. Anchors stand on fixed calendar dates, and as many are kept as that window needs:
 * three, or four on the day a new one is made. The first of a tile stands where its model starts.
 */
public final class TileMemory {
    /** A state is kept after each day whose number is a multiple of this. */
    static final int ANCHOR_EVERY_DAYS = 7;
    /** Behind the front no rewind reaches so far: more than the late window and a week to the anchor before it. */
    public static final int REACH_DAYS = 28;

    /** Added to the date of a day that waits beside another of the same date and another length. */
    private static final int BESIDE = 1 << 24;

    private final ValueState<TileFront> fronts;
    private final MapState<Integer, KeptDay> days;
    private final MapState<Integer, Anchor> anchors;
    private final MapState<Integer, TileParameters> models;
    private final TileHistory history;

    /** The state of an operator. */
    public TileMemory(RuntimeContext context) {
        fronts = context.getState(TileStates.FRONT);
        days = context.getMapState(TileStates.DAYS);
        anchors = context.getMapState(TileStates.ANCHORS);
        models = context.getMapState(TileStates.MODELS);
        history = new TileHistory(context);
    }

    /** Whether a state is kept after the day. */
    static boolean isAnchorDay(int epochDay) {
        return Math.floorMod(epochDay, ANCHOR_EVERY_DAYS) == 0;
    }

    /** What is kept for forecasts. */
    TileHistory history() {
        return history;
    }

    TileFront front() throws Exception {
        TileFront front = fronts.value();
        return front == null ? TileFront.NONE : front;
    }

    Optional<KeptDay> day(int epochDay) throws Exception {
        return Optional.ofNullable(days.get(epochDay));
    }

    /** Dates of all days, in order. */
    int[] dates() throws Exception {
        var builder = IntStream.builder();
        for (int epochDay : days.keys()) {
            if (epochDay < BESIDE) {
                builder.add(epochDay);
            }
        }
        return builder.build().sorted().toArray();
    }

    void keep(int epochDay, KeptDay day) throws Exception {
        days.put(epochDay, day);
        TileFront front = front();
        if (epochDay > front.newestDay()) {
            fronts.update(front.withDay(epochDay));
        }
    }

    void forgetDay(int epochDay) throws Exception {
        days.remove(epochDay);
    }

    /** Keeps a day of another length than the one of its date, until a model tells which of them is the tile's. */
    void keepBeside(int epochDay, KeptDay day) throws Exception {
        days.put(epochDay + BESIDE, day);
    }

    /** Gives back the day that was kept beside that of a date, and forgets it. */
    Optional<KeptDay> takeBeside(int epochDay) throws Exception {
        Optional<KeptDay> beside = day(epochDay + BESIDE);
        days.remove(epochDay + BESIDE);
        return beside;
    }

    /** How many days wait, at least when they are more than a few. */
    public int waitingDays() throws Exception {
        TileFront front = front();
        if (front.isStarted() && front.newestDay() - front.epochDay() <= LateWindow.DAYS) {
            return 0;
        }
        return (int)
                Arrays.stream(dates()).filter(day -> day > front.epochDay()).count();
    }

    Optional<TileParameters> model(int version) throws Exception {
        return Optional.ofNullable(models.get(version));
    }

    void keep(TileParameters model) throws Exception {
        models.put(model.version(), model);
    }

    /** Any model of the tile that was not refused. */
    Optional<TileParameters> anyModel() throws Exception {
        for (TileParameters model : models.values()) {
            if (!model.isRefused()) {
                return Optional.of(model);
            }
        }
        return Optional.empty();
    }

    /** Versions below this one are of no use to the tile any more. */
    int oldestUsefulVersion() throws Exception {
        TileFront front = front();
        return front.isStarted() ? anchor(front.oldestAnchorDay()).version() : 0;
    }

    /** Oldest day that can still be computed again. */
    long oldestReachableDay() throws Exception {
        TileFront front = front();
        return front.isStarted() ? front.oldestAnchorDay() + 1L : Long.MIN_VALUE;
    }

    /** Starts the tile: its state at the end of the day before the first. Start states serve here and nowhere else. */
    void start(TileParameters model, int firstDay, float[] roundedStates) throws Exception {
        int before = firstDay - 1;
        anchors.put(before, Anchor.of(model.version(), model.cells(), roundedStates));
        int newest = front().newestDay();
        fronts.update(new TileFront(before, model.version(), before, newest, roundedStates));
        for (int day : dates()) {
            if (day < firstDay) {
                days.remove(day);
            }
        }
        dropStartState(model);
    }

    /** Goes back to the newest state before the given day; that day and all later ones are to be computed again. */
    void rewindBefore(int epochDay) throws Exception {
        TileFront front = front();
        int calendar = epochDay - 1 - Math.floorMod(epochDay - 1, ANCHOR_EVERY_DAYS);
        int to = Math.max(calendar, front.oldestAnchorDay());
        if (to >= epochDay) {
            throw new IllegalStateException("no state before day " + epochDay + " to rewind to, oldest is after day "
                    + front.oldestAnchorDay());
        }
        for (PrimitiveIterator.OfInt day = anchorDays(to, front.epochDay()); day.hasNext(); ) {
            anchors.remove(day.next());
        }
        Anchor anchor = anchor(to);
        fronts.update(front.at(to, anchor.version(), anchor.floats()));
    }

    /**
     * Moves the front to the next day.
     *
     * @param states at its end, kept; rounded when a state is kept after the day
     */
    void advance(int version, int cells, float[] states) throws Exception {
        TileFront front = front();
        int today = front.epochDay() + 1;
        if (isAnchorDay(today)) {
            anchors.put(today, Anchor.of(version, cells, states));
        }
        TileFront moved = front.at(today, version, states);
        if (version != front.version()) {
            dropStartState(model(version).orElseThrow());
        }
        int oldest = today - LateWindow.DAYS - 1;
        oldest -= Math.floorMod(oldest, ANCHOR_EVERY_DAYS);
        if (oldest > front.oldestAnchorDay()) {
            forgetUpTo(oldest, front.oldestAnchorDay());
            moved = moved.withOldestAnchor(oldest);
        }
        fronts.update(moved);
    }

    /** Forgets what no late input can reach any more. */
    private void forgetUpTo(int oldest, int oldestBefore) throws Exception {
        anchors.remove(oldestBefore);
        for (PrimitiveIterator.OfInt day = anchorDays(oldestBefore, oldest - 1); day.hasNext(); ) {
            anchors.remove(day.next());
        }
        for (int day = oldestBefore + 1; day <= oldest; day++) {
            Optional<KeptDay> kept = day(day);
            if (kept.isPresent()) {
                history.keep(day, kept.get().input().values());
            }
            days.remove(day);
        }
        int version = anchor(oldest).version();
        var versions = IntStream.builder();
        for (int held : models.keys()) {
            if (held < version) {
                versions.add(held);
            }
        }
        for (PrimitiveIterator.OfInt held = versions.build().iterator(); held.hasNext(); ) {
            models.remove(held.next());
        }
    }

    /** Days after the first given, up to the second, after which a state is kept. */
    private static PrimitiveIterator.OfInt anchorDays(int after, int upTo) {
        int first = after + 1 + Math.floorMod(-(after + 1), ANCHOR_EVERY_DAYS);
        return IntStream.iterate(first, day -> day <= upTo, day -> day + ANCHOR_EVERY_DAYS)
                .iterator();
    }

    private Anchor anchor(int epochDay) throws Exception {
        Anchor anchor = anchors.get(epochDay);
        if (anchor == null) {
            throw new IllegalStateException("no state after day " + epochDay);
        }
        return anchor;
    }

    private void dropStartState(TileParameters model) throws Exception {
        models.put(model.version(), model.withoutStartState());
    }
}
