package org.soilcast.map;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.soilcast.map.forecast.ForecastCsv;
import org.soilcast.map.forecast.Forecasts;
import org.soilcast.map.forecast.IssuedForecast;
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

    /** Rows of the forecasts of a cell, for sixty dates: more than the topic keeps in operation. */
    private static final int FORECAST_ROWS = 60 * 17;

    private static final int TILES_AT_A_TIME = 64;
    private static final Set<ResultColumn> ALL = Set.of(ResultColumn.values());

    private record Place(String cell, int tile, int index) {}

    /** A row of a cell; {@code index} is its place in the arrays of {@code results}. */
    private record Row(LocalDate date, int leadDays, TileResults results, int index) {}

    private final ResultStore store;
    private final Skipped skipped;
    private final int mostRows;
    private final Optional<Forecasts> forecasts;
    private final Set<Integer> tilesWithResults;

    StoreRows(ResultStore store, Skipped skipped) throws IOException {
        this(store, Optional.empty(), skipped, MOST_ROWS);
    }

    /** The rows of a store, and of forecasts that are read once for each range of cells. */
    StoreRows(ResultStore store, Forecasts forecasts, Skipped skipped) throws IOException {
        this(store, Optional.of(forecasts).filter(some -> !some.isEmpty()), skipped, MOST_ROWS);
    }

    StoreRows(ResultStore store, Optional<Forecasts> forecasts, Skipped skipped, int mostRows) throws IOException {
        this.forecasts = forecasts;
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
        var forecastsByTile = new HashMap<Integer, List<Row>>();
        issued(indicesByTile.keySet()).forEach((tile, byDate) -> forecastsByTile.put(tile, leads(byDate.values())));
        for (Place place : range) {
            int index = indicesByTile.getOrDefault(place.tile(), List.of()).indexOf(place.index());
            var rows = new ArrayList<Row>();
            read.getOrDefault(place.tile(), new TreeMap<>())
                    .forEach((day, results) -> rows.add(new Row(LocalDate.ofEpochDay(day), 0, results, index)));
            forecastsByTile
                    .getOrDefault(place.tile(), List.of())
                    .forEach(lead -> rows.add(new Row(lead.date(), lead.leadDays(), lead.results(), place.index())));
            rows.sort(Comparator.comparing(Row::date).thenComparing(Row::leadDays));
            for (Row row : rows) {
                sink.row(place.cell(), row.date(), row.leadDays(), row.results(), row.index());
            }
        }
    }

    /** The leads of a tile's forecasts that are a day each, as rows of its first cell; the others share their arrays. */
    private static List<Row> leads(Collection<IssuedForecast> forecasts) {
        var rows = new ArrayList<Row>();
        for (IssuedForecast forecast : forecasts) {
            for (int span = 0; span < forecast.spans(); span++) {
                int lead = forecast.firstLeadDays()[span];
                if (forecast.lastLeadDays()[span] == lead) {
                    rows.add(new Row(forecast.date().plusDays(lead), lead, forecast.asResults(span), 0));
                }
            }
        }
        return rows;
    }

    private Map<Integer, NavigableMap<LocalDate, IssuedForecast>> issued(Set<Integer> tiles) {
        if (forecasts.isEmpty()) {
            return Map.of();
        }
        var some = new TreeMap<>(store.tiles());
        some.keySet().retainAll(tiles);
        return forecasts.get().of(some, skipped);
    }

    @Override
    public long writeForecasts(Writer out) throws IOException {
        ForecastCsv.header(out);
        long rows = 0;
        List<Place> places = places();
        int cells = Math.max(1, mostRows / FORECAST_ROWS);
        for (int start = 0; start < places.size(); start += cells) {
            List<Place> range = places.subList(start, Math.min(places.size(), start + cells));
            Map<Integer, NavigableMap<LocalDate, IssuedForecast>> issued =
                    issued(range.stream().map(Place::tile).collect(Collectors.toSet()));
            for (Place place : range) {
                for (IssuedForecast forecast :
                        issued.getOrDefault(place.tile(), new TreeMap<>()).values()) {
                    rows += ForecastCsv.rows(place.cell(), forecast, place.index(), out);
                }
            }
        }
        return rows;
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
