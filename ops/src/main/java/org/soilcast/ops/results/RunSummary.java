package org.soilcast.ops.results;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.ingest.IngestService;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.map.Skipped;
import org.soilcast.map.TileResults;
import org.soilcast.map.forecast.ForecastColumn;
import org.soilcast.map.forecast.Forecasts;
import org.soilcast.map.forecast.IssuedForecast;
import org.soilcast.map.store.StoredResults;
import org.soilcast.map.store.TileSpan;
import org.soilcast.schemas.ResultColumn;

/**
 * What a run tells at its end: what was made, where it is, and which command is next; of a small domain also the moisture of
 * every cell on the last day and its change in a week.
 */
public final class RunSummary {
    /** Largest domain whose cells are listed: a table that fits on a screen. */
    static final int MOST_ROWS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(RunSummary.class);
    private static final Set<ResultColumn> SHOWN = Set.of(ResultColumn.SURFACE_MEAN, ResultColumn.ROOT_ZONE_MEAN);
    private static final int DAYS_OF_CHANGE = 7;
    private static final String HEADER = "      top 5 cm  change     top metre  change";
    private static final String HEADER_WITH_FORECAST = "   top 5 cm  change  in 7 days  top metre  change  in 7 days";
    private static final int DAYS_AHEAD = 7;

    private final Domain domain;
    private final LocalDate lastDate;
    private final Map<LocalDate, Map<Integer, TileResults>> results = new HashMap<>();
    private final Map<Integer, IssuedForecast> forecasts = new HashMap<>();

    /** Of a domain whose newest results are of this date. */
    RunSummary(Domain domain, LocalDate lastDate) {
        this.domain = domain;
        this.lastDate = lastDate;
    }

    /**
     * Prints it.
     *
     * @param results folder of the store, which has all results
     * @param forecasts those that were issued
     * @param ingest knows the domain and the dates of the run
     * @param state folder of the run
     */
    public static void print(PrintWriter out, Path results, Forecasts forecasts, IngestService ingest, Path state)
            throws IOException {
        Domain domain = ingest.domain();
        int cells = domain.cells().size();
        out.printf(
                Locale.ROOT,
                "made %,d cell-days of %ssoil moisture: domain %s, %,d cells, %s to %s; kept in folder %s%n",
                (long) cells * ingest.days(),
                ingest.synthetic() ? "synthetic " : "",
                domain.name(),
                cells,
                ingest.firstDate(),
                ingest.lastDate(),
                state);
        if (cells <= MOST_ROWS) {
            var summary = new RunSummary(domain, ingest.lastDate());
            summary.read(StoredResults.open(results, Optional.empty()), forecasts);
            out.println();
            summary.table().forEach(out::println);
            out.println();
        }
        out.println("map: ./soilcast serve --state " + quoted(state));
        out.println("next: ./soilcast export --state " + quoted(state) + " --csv soil-moisture.csv");
        out.flush();
    }

    private void read(StoredResults stored, Forecasts issued) throws IOException {
        var skipped = new Skipped();
        for (LocalDate date : List.of(weekBefore(), lastDate)) {
            stored.read(TileSpan.of(date.toEpochDay()), stored.tiles().keySet(), SHOWN, skipped)
                    .forEach((tile, days) -> Optional.ofNullable(days.days().get(date.toEpochDay()))
                            .ifPresent(result -> add(tile, date, result)));
        }
        issued.of(stored.tiles(), skipped)
                .forEach((tile, byDate) ->
                        Optional.ofNullable(byDate.get(lastDate)).ifPresent(forecast -> add(tile, forecast)));
        skipped.sentence().ifPresent(LOG::warn);
    }

    /** Takes the result of a tile and date. */
    void add(int tile, LocalDate date, TileResults result) {
        results.computeIfAbsent(date, key -> new HashMap<>()).put(tile, result);
    }

    /** Takes the forecast of a tile from the last date. */
    void add(int tile, IssuedForecast forecast) {
        forecasts.put(tile, forecast);
    }

    /** The lines of the table, by the cells' names; a dash where a value is not known. */
    List<String> table() {
        var rows = new TreeMap<String, String>();
        for (int tile = 0; tile < domain.tiles(); tile++) {
            for (int index = 0; index < domain.size(tile); index++) {
                String name = domain.nameOf(domain.cells().get(domain.start(tile) + index));
                rows.put(name, numbers(tile, index));
            }
        }
        int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        var lines = new ArrayList<String>();
        lines.add("soil moisture of " + lastDate + " and its change since " + weekBefore() + ", m3/m3"
                + (forecasts.isEmpty() ? "" : ";"));
        if (!forecasts.isEmpty()) {
            lines.add("with what nine of ten traces of earlier weather make of it by " + lastDate.plusDays(DAYS_AHEAD));
        }
        lines.add(" ".repeat(width) + (forecasts.isEmpty() ? HEADER : HEADER_WITH_FORECAST));
        rows.forEach((name, numbers) -> lines.add(name + " ".repeat(width - name.length()) + numbers));
        return lines;
    }

    private String numbers(int tile, int index) {
        return numbers(ResultColumn.SURFACE_MEAN, tile, index)
                + range(ForecastColumn.SURFACE_Q05, ForecastColumn.SURFACE_Q95, tile, index)
                + numbers(ResultColumn.ROOT_ZONE_MEAN, tile, index)
                + range(ForecastColumn.ROOT_ZONE_Q05, ForecastColumn.ROOT_ZONE_Q95, tile, index);
    }

    /** Two quantiles of the forecast, in a column of the header; nothing where there are no forecasts at all. */
    private String range(ForecastColumn low, ForecastColumn high, int tile, int index) {
        if (forecasts.isEmpty()) {
            return "";
        }
        String text = Optional.ofNullable(forecasts.get(tile))
                .flatMap(forecast -> IntStream.range(0, forecast.spans())
                        .filter(span -> forecast.firstLeadDays()[span] == DAYS_AHEAD
                                && forecast.lastLeadDays()[span] == DAYS_AHEAD)
                        .mapToObj(span -> String.format(
                                Locale.ROOT,
                                "%.2f-%.2f",
                                forecast.value(low, span, index),
                                forecast.value(high, span, index)))
                        .findFirst())
                .orElse("-");
        return String.format(Locale.ROOT, "%11s", text);
    }

    /** A value of the last date and its change in a week, in two columns of the header. */
    private String numbers(ResultColumn column, int tile, int index) {
        Optional<Float> last = value(lastDate, column, tile, index);
        Optional<Float> change =
                value(weekBefore(), column, tile, index).flatMap(before -> last.map(now -> now - before));
        return String.format(
                Locale.ROOT,
                forecasts.isEmpty() ? "%14s%8s" : "%11s%8s",
                last.map(now -> String.format(Locale.ROOT, "%.3f", now)).orElse("-"),
                change.map(by -> String.format(Locale.ROOT, "%+.3f", by)).orElse("-"));
    }

    private Optional<Float> value(LocalDate date, ResultColumn column, int tile, int index) {
        return Optional.ofNullable(results.getOrDefault(date, Map.of()).get(tile))
                .map(result -> result.value(column, index))
                .filter(value -> !value.isNaN());
    }

    private LocalDate weekBefore() {
        return lastDate.minusDays(DAYS_OF_CHANGE);
    }

    /** A path as a shell takes it. */
    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[\\p{L}\\p{N}_./+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
