package org.soilcast.ingest.align;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.soilcast.ingest.align.TileDayStore.Kind;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.schemas.LateWindow;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
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
 * it changes on again; input that would change a date more than {@value LateWindow#DAYS} days behind the front is refused. What is
 * handed on is thus a function of the set of inputs taken, never of their order.
 */
final class TileAligner {
    /** Inputs kept behind the front: dates that may change, and on both sides of them what fills their gaps. */
    static final int KEPT_DAYS = LateWindow.DAYS + 2 * FilledForcing.LONGEST_GAP_DAYS;

    private final TileDayStore store;
    private final AlignOutput output;
    private final Map<Integer, TileCells> tiles = new HashMap<>();
    private final HeldDays held;

    TileAligner(TileDayStore store, AlignOutput output) {
        this.store = store;
        this.output = output;
        this.held = new HeldDays(output);
        store.tiles().forEach(tile -> held.update(tile, store.progress(tile), next(tile, store.progress(tile))));
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
            refuseOtherLengths(tile);
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

    /** Inputs that came before their tile could not be measured against it; now they can. */
    private void refuseOtherLengths(Tile tile) {
        int number = tile.getTile();
        int cells = tile.getCells().size();
        for (LocalDate date : store.dates(Kind.FORCING, number)) {
            store.forcing(number, date)
                    .filter(forcing -> forcing.getPrecipitationMmPerDay().size() != cells)
                    .ifPresent(wrong -> refuseStored(Kind.FORCING, number, date, wrong.getSource()));
        }
        for (LocalDate date : store.dates(Kind.RETRIEVALS, number)) {
            store.retrievals(number, date)
                    .filter(retrievals -> retrievals.getSoilMoistureM3PerM3().size() != cells)
                    .ifPresent(wrong -> refuseStored(Kind.RETRIEVALS, number, date, wrong.getSource()));
        }
        store.forgetOffsets(number);
    }

    private void refuseStored(Kind kind, int tile, LocalDate date, String source) {
        byte[] bytes = store.get(kind, tile, date).orElseThrow();
        store.restore(kind, tile, date, Optional.empty());
        output.refuseEarlier(new Rejection(
                source,
                RejectReason.WRONG_LENGTH,
                "values of " + date + " came before their tile and do not fit it",
                (kind == Kind.FORCING ? Topics.FORCING : Topics.RETRIEVALS).topic(),
                store.offset(kind, tile, date),
                bytes));
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
        if (progress.tooLate(date)) {
            refuseLate(date, progress);
            return;
        }
        Optional<byte[]> known = store.get(kind, tile, date);
        if (known.isPresent() && !replaces(version, bytes, knownVersion.orElseThrow(), known.get())) {
            output.countRepeated();
            return;
        }
        List<LocalDate> affected = affected(kind, tile, date, progress);
        Map<LocalDate, byte[]> before = closeAll(tile, affected);
        store.put(kind, tile, date, bytes);
        if (tileCells(tile).isEmpty()) {
            store.putOffset(kind, tile, date, output.offset());
        }
        SortedMap<LocalDate, byte[]> changes = changes(tile, before, affected);
        if (!changes.isEmpty() && progress.tooLate(changes.firstKey())) {
            store.restore(kind, tile, date, known);
            refuseLate(changes.firstKey(), progress);
            return;
        }
        handOn(tile, changes);
        advance(tile, progress);
    }

    private static boolean replaces(int version, byte[] bytes, int knownVersion, byte[] known) {
        return version > knownVersion || version == knownVersion && Arrays.compareUnsigned(bytes, known) > 0;
    }

    private void refuseLate(LocalDate changed, TileProgress progress) {
        output.refuse(
                RejectReason.TOO_LATE,
                "would change " + changed + ", more than " + LateWindow.DAYS + " days behind the front "
                        + progress.front().orElseThrow());
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

    /** Dates handed on that an input can change: its own, and those near it whose gaps it may help to fill. */
    private List<LocalDate> affected(Kind kind, int tile, LocalDate date, TileProgress progress) {
        int reach = kind == Kind.FORCING ? FilledForcing.LONGEST_GAP_DAYS : 0;
        return LongStream.rangeClosed(-reach, reach)
                .mapToObj(date::plusDays)
                .filter(progress::behindFront)
                .filter(day -> day.equals(date)
                        || store.forcing(tile, day).map(FilledForcing::hasGaps).orElse(true))
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
        TileProgress progress = start;
        Optional<LocalDate> next = next(tile, start);
        while (next.isPresent() && progress.closed(next.get())) {
            Optional<TileDay> day = close(tile, next.get());
            if (day.isEmpty()) {
                break;
            }
            output.handOn(tile, SingleObject.encode(day.get()));
            progress = progress.withFront(next.get());
            next = Optional.of(next.get().plusDays(1));
        }
        if (tileCells(tile).isPresent()) {
            held.update(tile, progress, next);
        }
        if (!progress.front().equals(start.front())) {
            store.putProgress(tile, progress);
            LocalDate oldestKept = progress.front().orElseThrow().minusDays(KEPT_DAYS);
            LocalDate oldestBefore =
                    start.front().map(front -> front.minusDays(KEPT_DAYS)).orElse(TileDayStore.EARLIEST);
            store.purge(tile, oldestBefore, oldestKept.minusDays(1));
        }
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
