package org.soilcast.map.query;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.map.Skipped;
import org.soilcast.map.TileResults;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.forecast.StoredForecast;
import org.soilcast.map.models.ModelVersions;
import org.soilcast.map.store.StoredAlerts;
import org.soilcast.map.store.StoredAreas;
import org.soilcast.map.store.StoredResults;
import org.soilcast.map.store.TileSpan;
import org.soilcast.schemas.ResultColumn;
import org.soilcast.schemas.avro.ModelDecision;

/** What a store holds after one commit, asked by cell number and date. Any number of threads may ask. */
public final class Results {
    private static final Logger LOG = LoggerFactory.getLogger(Results.class);
    /** Tiles that are looked into to learn dates and columns; they are spread over the domain. */
    private static final int SAMPLE_TILES = 64;

    private final StoredResults stored;
    private final String version;
    private final CellPlaces places;
    private final Beside beside;
    private final NavigableSet<LocalDate> edgeDates = new TreeSet<>();
    private final Set<ResultColumn> columnsWithValues = EnumSet.noneOf(ResultColumn.class);

    /**
     * What is known beside results.
     *
     * @param alerts as they stand
     * @param models versions, the oldest first
     * @param decisions whether versions were replaced, by key
     * @param areas and how dry they are
     */
    record Beside(StoredAlerts alerts, ModelVersions models, List<ModelDecision> decisions, StoredAreas areas) {}

    /**
     * Looks into the first and the last spans of the store.
     *
     * @param version changes whenever an answer may
     * @param places of the store's tiles
     */
    Results(StoredResults stored, String version, CellPlaces places, Beside beside) throws IOException {
        this.beside = beside;
        this.stored = stored;
        this.version = version;
        this.places = places;
        Set<Integer> sample = sample();
        NavigableSet<Long> spans = stored.spans();
        if (!spans.isEmpty()) {
            look(spans.first(), sample, Set.of());
            Set<ResultColumn> all = EnumSet.allOf(ResultColumn.class);
            for (long span : spans.descendingSet().stream().limit(2).toList()) {
                look(span, sample, all);
            }
        }
    }

    private void look(long span, Set<Integer> sample, Set<ResultColumn> columns) throws IOException {
        for (TileSpan days : read(span, sample, columns).values()) {
            days.days().forEach((day, results) -> {
                edgeDates.add(LocalDate.ofEpochDay(day));
                columns.stream()
                        .filter(column -> !columnsWithValues.contains(column))
                        .filter(column -> Arrays.stream(results.values()[column.ordinal()])
                                .anyMatch(value -> value != TileResults.UNKNOWN))
                        .forEach(columnsWithValues::add);
            });
        }
    }

    private Set<Integer> sample() {
        int count = places.count();
        var sample = new HashSet<Integer>();
        for (int i = 0; i < SAMPLE_TILES && count > 0; i++) {
            sample.add(places.tile((int) ((long) i * (count - 1) / (SAMPLE_TILES - 1))));
        }
        return sample;
    }

    StoredResults stored() {
        return stored;
    }

    /** A token that changes whenever an answer may. */
    public String version() {
        return version;
    }

    /** The domain's cells. */
    public CellPlaces places() {
        return places;
    }

    /** The first date that has results. */
    public Optional<LocalDate> firstDate() {
        return edgeDates.stream().findFirst();
    }

    /** The last date that has results. */
    public Optional<LocalDate> lastDate() {
        return edgeDates.isEmpty() ? Optional.empty() : Optional.of(edgeDates.last());
    }

    /** Columns of which something is known lately. */
    public Set<ResultColumn> columnsWithValues() {
        return columnsWithValues;
    }

    /** Drought alerts as they stand. */
    public StoredAlerts alerts() {
        return beside.alerts();
    }

    /** Model versions that were published. */
    public ModelVersions models() {
        return beside.models();
    }

    /** Whether model versions were replaced, and why. */
    public List<ModelDecision> decisions() {
        return beside.decisions();
    }

    /** The areas, and how dry they are. */
    public StoredAreas areas() {
        return beside.areas();
    }

    /** The newest date of each tile that has results. */
    public Map<Integer, LocalDate> newestDates() throws IOException {
        return stored.newestDates();
    }

    /** All columns of one tile and date; empty when it has no result. */
    public Optional<TileResults> of(int tile, LocalDate date) throws IOException {
        TileSpan span = read(TileSpan.of(date.toEpochDay()), Set.of(tile), EnumSet.allOf(ResultColumn.class))
                .getOrDefault(tile, new TileSpan());
        return Optional.ofNullable(span.days().get(date.toEpochDay()));
    }

    /** The newest forecast of a cell's tile; empty when there is none. */
    public Optional<StoredForecast> forecast(int cell) throws IOException {
        return stored.forecast(places.tile(cell));
    }

    /** The newest forecasts of all cells. */
    public ForecastMaps forecasts() {
        return new ForecastMaps(stored, places);
    }

    /** How many of some cells are in each drought class, from one date to another, both included. */
    public ClassShares shares(int[] cells, LocalDate from, LocalDate to) throws IOException {
        return ClassShares.of(this, cells, from, to);
    }

    /** Results of some cells from one date to another, both included. */
    public ResultBlock block(int[] cells, LocalDate from, LocalDate to, Set<ResultColumn> columns) throws IOException {
        var tiles = new HashSet<Integer>();
        Arrays.stream(cells).forEach(cell -> tiles.add(places.tile(cell)));
        var byDate = new TreeMap<LocalDate, Map<Integer, TileResults>>();
        for (long span : spans(from, to)) {
            read(span, tiles, columns)
                    .forEach((tile, days) -> days.days()
                            .subMap(from.toEpochDay(), true, to.toEpochDay(), true)
                            .forEach((day, results) -> byDate.computeIfAbsent(
                                            LocalDate.ofEpochDay(day), date -> new TreeMap<>())
                                    .put(tile, results)));
        }
        var values = new EnumMap<ResultColumn, int[][]>(ResultColumn.class);
        columns.forEach(column -> values.put(column, new int[byDate.size()][cells.length]));
        int date = 0;
        for (Map<Integer, TileResults> day : byDate.values()) {
            for (int place = 0; place < cells.length; place++) {
                TileResults results = day.get(places.tile(cells[place]));
                for (Map.Entry<ResultColumn, int[][]> column : values.entrySet()) {
                    column.getValue()[date][place] = results == null
                            ? TileResults.UNKNOWN
                            : results.scaled(column.getKey(), places.indexInTile(cells[place]));
                }
            }
            date++;
        }
        return new ResultBlock(cells, List.copyOf(byDate.keySet()), values);
    }

    /**
     * One column of all cells.
     *
     * @param days how many dates, up to and including the one given, are looked into for the newest value
     */
    public int[] day(ResultColumn column, LocalDate date, int days) throws IOException {
        var values = new int[places.count()];
        Arrays.fill(values, TileResults.UNKNOWN);
        LocalDate from = date.minusDays(days - 1);
        NavigableSet<Long> spans = spans(from, date);
        InParts.of(stored.tiles().keySet(), tiles -> {
            for (long span : spans) {
                for (var read : read(span, tiles, Set.of(column)).entrySet()) {
                    int first = places.firstCell(read.getKey());
                    read.getValue()
                            .days()
                            .subMap(from.toEpochDay(), true, date.toEpochDay(), true)
                            .values()
                            .forEach(results -> copyKnown(results.values()[column.ordinal()], values, first));
                }
            }
        });
        return values;
    }

    private static void copyKnown(int[] source, int[] target, int first) {
        for (int index = 0; index < source.length; index++) {
            if (source[index] != TileResults.UNKNOWN) {
                target[first + index] = source[index];
            }
        }
    }

    NavigableSet<Long> spans(LocalDate from, LocalDate to) {
        return stored.spans().subSet(TileSpan.of(from.toEpochDay()), true, TileSpan.of(to.toEpochDay()), true);
    }

    SortedMap<Integer, TileSpan> read(long span, Set<Integer> tiles, Set<ResultColumn> columns) throws IOException {
        var skipped = new Skipped();
        SortedMap<Integer, TileSpan> read = stored.read(span, tiles, columns, skipped);
        skipped.sentence().ifPresent(LOG::warn);
        return read;
    }
}
