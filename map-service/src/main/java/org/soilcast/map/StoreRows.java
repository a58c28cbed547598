package org.soilcast.map;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.soilcast.map.store.ResultStore;
import org.soilcast.map.store.TileSpan;
import org.soilcast.schemas.ResultColumn;
import org.soilcast.schemas.avro.Tile;

/**
 * The rows of a store, read by ranges of cells, so that memory is bounded whatever the store holds: a range has at most
 * {@link #MOST_ROWS} rows, and few tiles are unpacked at a time.
 */
final class StoreRows implements ResultRows {
    /** A row takes up to 400 bytes when the cells of a range come from as many tiles. */
    private static final int MOST_ROWS = 500_000;

    private static final int TILES_AT_A_TIME = 64;
    private static final Set<ResultColumn> ALL = Set.of(ResultColumn.values());

    private record Place(String cell, int tile, int index) {}

    private final ResultStore store;
    private final Skipped skipped;
    private final int mostRows;
    private final Set<Integer> tilesWithResults;

    StoreRows(ResultStore store, Skipped skipped) throws IOException {
        this(store, skipped, MOST_ROWS);
    }

    StoreRows(ResultStore store, Skipped skipped, int mostRows) throws IOException {
        this.store = store;
        this.skipped = skipped;
        this.mostRows = mostRows;
        this.tilesWithResults = store.tilesWithResults();
    }

    @Override
    public boolean isEmpty() {
        return tilesWithResults.isEmpty();
    }

    @Override
    public int cells() {
        return places().size();
    }

    @Override
    public boolean isSynthetic() {
        return store.tiles().values().stream().anyMatch(Tile::getSynthetic);
    }

    @Override
    public void forEachRow(RowSink sink) throws IOException {
        List<Place> places = places();
        int cells = Math.max(1, mostRows / Math.max(1, store.spans().size() * TileSpan.DAYS));
        for (int start = 0; start < places.size(); start += cells) {
            forEachRow(places.subList(start, Math.min(places.size(), start + cells)), sink);
        }
    }

    private void forEachRow(List<Place> range, RowSink sink) throws IOException {
        var indicesByTile = new TreeMap<Integer, List<Integer>>();
        range.forEach(place -> indicesByTile
                .computeIfAbsent(place.tile(), tile -> new ArrayList<>())
                .add(place.index()));
        Map<Integer, NavigableMap<Long, TileResults>> read = read(indicesByTile);
        for (Place place : range) {
            int index = indicesByTile.getOrDefault(place.tile(), List.of()).indexOf(place.index());
            for (Map.Entry<Long, TileResults> day :
                    read.getOrDefault(place.tile(), new TreeMap<>()).entrySet()) {
                sink.row(place.cell(), LocalDate.ofEpochDay(day.getKey()), day.getValue(), index);
            }
        }
    }

    private Map<Integer, NavigableMap<Long, TileResults>> read(NavigableMap<Integer, List<Integer>> indicesByTile)
            throws IOException {
        var read = new TreeMap<Integer, NavigableMap<Long, TileResults>>();
        var tiles = new ArrayList<>(indicesByTile.keySet());
        for (int start = 0; start < tiles.size(); start += TILES_AT_A_TIME) {
            var some = new HashSet<>(tiles.subList(start, Math.min(tiles.size(), start + TILES_AT_A_TIME)));
            for (long span : store.spans()) {
                store.read(span, some, ALL, skipped).forEach((tile, days) -> {
                    int[] indices = indicesByTile.getOrDefault(tile, List.of()).stream()
                            .mapToInt(Integer::intValue)
                            .toArray();
                    NavigableMap<Long, TileResults> kept = read.computeIfAbsent(tile, key -> new TreeMap<>());
                    days.days().forEach((date, results) -> kept.put(date, results.of(indices)));
                });
            }
        }
        return read;
    }

    private List<Place> places() {
        var places = new ArrayList<Place>();
        var keys = new ArrayList<String>();
        store.tiles().forEach((number, tile) -> {
            keys.addAll(tile.getCells());
            if (tilesWithResults.contains(number)) {
                for (int index = 0; index < tile.getCells().size(); index++) {
                    places.add(new Place(tile.getCells().get(index), number, index));
                }
            }
        });
        places.sort(Comparator.comparing(Place::cell, CellOrder.of(keys)));
        return places;
    }
}
