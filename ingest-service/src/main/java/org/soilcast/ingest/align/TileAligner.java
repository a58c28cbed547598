package org.soilcast.ingest.align;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.soilcast.ingest.align.TileDayStore.Kind;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.schemas.LateWindow;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.DayClosed;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.Retrievals;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.schemas.avro.TileDay;

/**
 * Aligns weather and retrievals of each tile into tile-days, keyed by tile.
 *
 * <p>A date is handed on when both sources have moved past it, in date order; the newest date handed on is the tile's
 * front. Of all inputs for a date the one with the highest version counts (among equals the one with the larger bytes,
 * so that the choice does not depend on the order of arrival). Input for a date at or behind the front hands the dates
 * it changes on again; input that would change a date more than {@value LateWindow#DAYS} days behind what its own source
 * has reached is refused. What is handed on is thus a function of the set of inputs taken, never of their order, and what
 * is taken does not depend on the other source.
 */
final class TileAligner {
    /** Inputs kept behind the front: dates that may change, and on both sides of them what fills their gaps. */
    static final int KEPT_DAYS = LateWindow.DAYS + 2 * FilledForcing.LONGEST_GAP_DAYS;

    private final TileDayStore store;
    private final AlignOutput output;
    private final PartitionProgress partition;
    private final Map<Integer, TileCells> tiles = new HashMap<>();
    private final HeldDays held;

    TileAligner(TileDayStore store, AlignOutput output, PartitionProgress partition) {
        this.store = store;
        this.output = output;
        this.partition = partition;
        this.held = new HeldDays(output);
        for (int tile : store.tiles()) {
            TileProgress progress = store.progress(tile);
            held.update(tile, progress, next(tile, progress));
            progress.front().ifPresent(front -> partition.resume(front));
        }
    }

    /** The task ends here. */
    void close() {
        held.clear();
    }

    /** Takes a tile that has been checked. */
    void takeTile(Tile tile, byte[] bytes) {
        int number = tile.getTile();
        TileProgress progress = store.progress(number);
        if (tileCells(number).isEmpty()) {
            EarlyInput.refuseOtherLengths(tile, store, output);
        }
        List<LocalDate> open = progress.front()
                .map(front -> front.minusDays(LateWindow.DAYS)
                        .datesUntil(front.plusDays(1))
                        .toList())
                .orElse(List.of());
        Map<LocalDate, byte[]> before = closeAll(number, open);
        store.putTile(tile, bytes);
        tiles.put(number, new TileCells(tile));
        handOn(number, changes(number, before, open));
        advance(number, progress);
    }

    /** Takes weather that has been checked. */
    void takeForcing(Forcing forcing, byte[] bytes) {
        Optional<Forcing> known = store.forcing(forcing.getTile(), forcing.getDate());
        take(
                Kind.FORCING,
                forcing.getTile(),
                forcing.getDate(),
                bytes,
                forcing.getVersion(),
                known.map(Forcing::getVersion));
    }

    /** Takes retrievals that have been checked. */
    void takeRetrievals(Retrievals retrievals, byte[] bytes) {
        Optional<Retrievals> known = store.retrievals(retrievals.getTile(), retrievals.getDate());
        take(
                Kind.RETRIEVALS,
                retrievals.getTile(),
                retrievals.getDate(),
                bytes,
                retrievals.getVersion(),
                known.map(Retrievals::getVersion));
    }

    private void take(Kind kind, int tile, LocalDate date, byte[] bytes, int version, Optional<Integer> knownVersion) {
        TileProgress progress = store.progress(tile);
        LocalDate oldest = progress.oldestTaken(kind).orElse(TileDayStore.EARLIEST);
        if (date.isBefore(oldest)) {
            refuseLate(kind, date, progress);
            return;
        }
        Optional<byte[]> known = store.get(kind, tile, date);
        if (known.isPresent() && !replaces(version, bytes, knownVersion.orElseThrow(), known.get())) {
            output.countRepeated();
            return;
        }
        List<LocalDate> affected = affected(kind, tile, date, day -> progress.behindFront(day) || day.isBefore(oldest));
        Map<LocalDate, byte[]> before = closeAll(tile, affected);
        store.put(kind, tile, date, bytes);
        if (tileCells(tile).isEmpty()) {
            store.putOffset(kind, tile, date, output.offset());
        }
        SortedMap<LocalDate, byte[]> changes = changes(tile, before, affected);
        if (!changes.isEmpty() && changes.firstKey().isBefore(oldest)) {
            store.restore(kind, tile, date, known);
            refuseLate(kind, changes.firstKey(), progress);
            return;
        }
        handOn(tile, changes);
        advance(tile, progress);
    }

    private static boolean replaces(int version, byte[] bytes, int knownVersion, byte[] known) {
        return version > knownVersion || version == knownVersion && Arrays.compareUnsigned(bytes, known) > 0;
    }

    private void refuseLate(Kind kind, LocalDate changed, TileProgress progress) {
        output.refuse(
                RejectReason.TOO_LATE,
                "would change " + changed + ", more than " + LateWindow.DAYS + " days behind "
                        + progress.reachedBy(kind).orElseThrow() + ", which its source has reached");
    }

    /** Takes note that one of the two sources has moved past a date. */
    void takeClosed(DayClosed closed, boolean ofForcing) {
        TileProgress before = store.progress(closed.getTile());
        TileProgress after =
                ofForcing ? before.withForcingClosed(closed.getDate()) : before.withRetrievalsClosed(closed.getDate());
        if (!after.equals(before)) {
            store.putProgress(closed.getTile(), after);
            advance(closed.getTile(), after);
        }
    }

    /** Of the dates wanted those that an input can change: its own, and those near it whose gaps it may help to fill. */
    private List<LocalDate> affected(Kind kind, int tile, LocalDate date, Predicate<LocalDate> wanted) {
        int reach = kind == Kind.FORCING ? FilledForcing.LONGEST_GAP_DAYS : 0;
        return LongStream.rangeClosed(-reach, reach)
                .mapToObj(date::plusDays)
                .filter(wanted)
                .filter(day -> day.equals(date)
                        || store.gaps(tile, day).map(ForcingGaps::any).orElse(true))
                .toList();
    }

    private Map<LocalDate, byte[]> closeAll(int tile, List<LocalDate> dates) {
        var closed = new HashMap<LocalDate, byte[]>();
        dates.forEach(date -> close(tile, date).ifPresent(day -> closed.put(date, SingleObject.encode(day))));
        return closed;
    }

    private SortedMap<LocalDate, byte[]> changes(int tile, Map<LocalDate, byte[]> before, List<LocalDate> dates) {
        var changes = new TreeMap<>(closeAll(tile, dates));
        before.forEach((date, bytes) ->
                changes.computeIfPresent(date, (same, after) -> Arrays.equals(bytes, after) ? null : after));
        return changes;
    }

    private void handOn(int tile, SortedMap<LocalDate, byte[]> changes) {
        changes.values().forEach(day -> output.handOnAgain(tile, day));
    }

    /** Hands on the dates that both sources have closed, in order, up to the first that cannot be filled. */
    private void advance(int tile, TileProgress start) {
        TileProgress progress = withForcingFront(tile, start);
        Optional<LocalDate> next = next(tile, start);
        while (next.isPresent() && progress.closed(next.get())) {
            Optional<TileDay> day = close(tile, next.get());
            if (day.isEmpty()) {
                break;
            }
            output.handOn(tile, SingleObject.encode(day.get()));
            partition.move(tileCells(tile).orElseThrow().tile(), progress.front(), next.get());
            progress = progress.withFront(next.get());
            next = Optional.of(next.get().plusDays(1));
        }
        if (tileCells(tile).isPresent()) {
            held.update(tile, progress, next);
        }
        if (!progress.equals(start)) {
            store.putProgress(tile, progress);
        }
        if (!progress.front().equals(start.front())) {
            LocalDate oldestKept = progress.front().orElseThrow().minusDays(KEPT_DAYS);
            LocalDate oldestBefore =
                    start.front().map(front -> front.minusDays(KEPT_DAYS)).orElse(TileDayStore.EARLIEST);
            store.purge(tile, oldestBefore, oldestKept.minusDays(1));
        }
    }

    /** With the days that the weather has closed and that can be computed, whatever the retrievals do. */
    private TileProgress withForcingFront(int tile, TileProgress start) {
        TileProgress progress = start;
        Optional<LocalDate> next =
                progress.forcingFront().map(front -> front.plusDays(1)).or(() -> store.firstDate(Kind.FORCING, tile));
        while (next.isPresent() && progress.forcingClosed(next.get()) && canBeComputed(tile, next.get())) {
            progress = progress.withForcingFront(next.get());
            next = Optional.of(next.get().plusDays(1));
        }
        return progress;
    }

    private boolean canBeComputed(int tile, LocalDate date) {
        return store.gaps(tile, date).filter(gaps -> !gaps.ofTemperature()).isPresent()
                || close(tile, date).isPresent();
    }

    /** The date to be handed on next, if any weather has come. */
    private Optional<LocalDate> next(int tile, TileProgress progress) {
        return progress.front().map(front -> front.plusDays(1)).or(() -> store.firstDate(Kind.FORCING, tile));
    }

    private Optional<TileDay> close(int tile, LocalDate date) {
        return tileCells(tile)
                .flatMap(cells ->
                        DayClosing.close(cells, date, day -> store.forcing(tile, day), store.retrievals(tile, date)));
    }

    /** The tile, if it has come. */
    Optional<TileCells> tileCells(int tile) {
        TileCells known = tiles.get(tile);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<TileCells> stored = store.tile(tile).map(TileCells::new);
        stored.ifPresent(cells -> tiles.put(tile, cells));
        return stored;
    }
}
