package org.soilcast.ingest.parse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.ingest.source.Origin;

/**
 * Reads the set smap_conus: {@code cells.csv} and {@code daily.csv.gz}, one line a cell and date with weather of
 * NLDAS-2 and the soil moisture SMAP retrieved that morning. A line's weather and its retrieval are refused apart: an
 * impossible retrieval does not cost the weather, nor the other way round. Impossible wind or humidity, without which
 * potential evapotranspiration still has a method, costs only itself.
 *
 * <p>A line whose date contradicts those before and behind it is refused ({@link DateOrder}), and a cell's first or last line
 * when it stands more than a year apart from the cell's others and most cells have nothing there.
 */
public final class SmapConusReader {
    /** Name of the set and of its folder. */
    public static final String NAME = "smap_conus";

    static final String FORCING_SOURCE = "nldas2";
    static final String RETRIEVALS_SOURCE = "smap_l3_am";
    private static final int SOIL_MOISTURE = SmapConusLine.VARIABLES.size();
    private static final int FAR_DAYS = 365;

    private final Path daily;
    private final Domain domain;
    private final DailyTable table;
    private final List<Rejection> rejected = new ArrayList<>();
    /** Second lines of a cell and date, as text, by cell and line: few, unless the whole file is there twice. */
    private final Map<Integer, NavigableMap<Integer, String>> secondLines = new TreeMap<>();

    private SmapConusReader(Path folder) {
        this.daily = folder.resolve("daily.csv.gz");
        this.domain = SmapConusCells.read(folder.resolve("cells.csv"), rejected);
        this.table = new DailyTable(domain.cells().size(), SOIL_MOISTURE + 1);
    }

    /**
     * Reads the set from its folder.
     *
     * @throws InputException when folder or files are missing or damaged, a header is another one, or nothing is usable
     */
    public static DomainTable read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InputException("no folder " + folder + " with the set " + NAME);
        }
        return new SmapConusReader(folder).read();
    }

    private DomainTable read() {
        int ofCells = rejected.size();
        CsvFile.read(
                daily,
                SmapConusLine.HEADER,
                NAME,
                rejected,
                line -> take(new SmapConusLine(line.getFields(), Math.toIntExact(line.getStartingLineNumber()))));
        for (int cell = 0; cell < domain.cells().size(); cell++) {
            settleOrder(cell);
        }
        refuseFarLines();
        // What is wrong with the file as a whole came last and stays so.
        rejected.subList(ofCells, rejected.size())
                .sort(Comparator.comparing((Rejection one) -> one.excerpt().length == 0)
                        .thenComparing(Rejection::position));
        var source = new Origin(fileName(), CsvFile.checksumOfRead(daily));
        var names = new DomainTable.TableNames(FORCING_SOURCE, RETRIEVALS_SOURCE);
        return new DomainTable(domain, names, source, SmapConusLine.VARIABLES, table, rejected, notices());
    }

    private void take(SmapConusLine line) {
        cell(line)
                .then(cell -> line.date().then(date -> new Parsed.Accepted<>(new Place(cell, date))))
                .handTo(
                        place -> {
                            if (table.claim(place.date, place.cell, line.number())) {
                                takeValues(line, place);
                            } else {
                                secondLines
                                        .computeIfAbsent(place.cell, any -> new TreeMap<>())
                                        .put(line.number(), line.text());
                            }
                        },
                        refusal(line, NAME));
    }

    private record Place(int cell, LocalDate date) {}

    private Parsed<Integer> cell(SmapConusLine line) {
        return line.cell().then(key -> {
            OptionalInt cell = domain.position(key);
            return cell.isPresent()
                    ? new Parsed.Accepted<>(cell.getAsInt())
                    : new Parsed.Rejected<>(
                            RejectReason.UNKNOWN_CELL, "cell '" + key + "' does not stand in cells.csv");
        });
    }

    private void takeValues(SmapConusLine line, Place place) {
        line.weather().handTo(values -> takeWeather(values, line, place), refusal(line, FORCING_SOURCE));
        line.retrieval().handTo(value -> put(value, SOIL_MOISTURE, place), refusal(line, RETRIEVALS_SOURCE));
    }

    private void takeWeather(float[] values, SmapConusLine line, Place place) {
        put(values, 0, place);
        line.humidity().handTo(value -> put(value, SmapConusLine.HUMIDITY, place), refusal(line, FORCING_SOURCE));
        line.wind().handTo(value -> put(value, SmapConusLine.WIND, place), refusal(line, FORCING_SOURCE));
    }

    /** Values of a line to the table's variables from one on. */
    private void put(float[] values, int firstVariable, Place place) {
        for (int i = 0; i < values.length; i++) {
            table.put(place.date, firstVariable + i, place.cell, values[i]);
        }
    }

    /** Refuses the lines of a cell that {@link DateOrder} refuses, and takes second lines whose first was none. */
    private void settleOrder(int cell) {
        NavigableMap<Integer, String> second = secondLines.getOrDefault(cell, new TreeMap<>());
        NavigableMap<Integer, LocalDate> dates = table.lines(cell);
        second.forEach((line, text) -> dates.put(line, LocalDate.parse(text.split(",", -1)[1])));
        Iterator<Parsed<Long>> verdicts = DateOrder.of(
                        dates.values().stream().mapToLong(LocalDate::toEpochDay).toArray())
                .iterator();
        var taken = new HashMap<Integer, LocalDate>();
        dates.forEach((line, date) -> verdicts.next().handTo(day -> taken.put(line, date), (reason, detail) -> {
            if (second.containsKey(line)) {
                refuse(reason, detail, line, second.get(line));
            } else {
                release(cell, line, date, reason, detail);
            }
        }));
        second.forEach((number, text) -> {
            if (taken.containsKey(number)) {
                var place = new Place(cell, taken.get(number));
                table.claim(place.date, cell, number);
                takeValues(new SmapConusLine(List.of(text.split(",", -1)), number), place);
            }
        });
    }

    private void release(int cell, int line, LocalDate date, RejectReason reason, String detail) {
        table.release(date, cell);
        refuse(reason, detail, line, domain.cells().get(cell).key() + "," + date);
    }

    /** A single line at an end of a cell, so far apart that the order of the file cannot vouch for it, needs other cells. */
    private void refuseFarLines() {
        var far = new ArrayList<Runnable>();
        var cellsAround = new HashMap<LocalDate, Integer>();
        int cellsRead = table.cellsRead();
        for (int position = 0; position < domain.cells().size(); position++) {
            int cell = position;
            var byDate = new TreeMap<LocalDate, Integer>();
            table.lines(cell).forEach((line, date) -> byDate.put(date, line));
            byDate.forEach((date, line) -> {
                LocalDate before = byDate.lowerKey(date);
                LocalDate after = byDate.higherKey(date);
                boolean atAnEnd = before == null || after == null;
                boolean alone = (before == null || before.plusDays(FAR_DAYS).isBefore(date))
                        && (after == null || date.plusDays(FAR_DAYS).isBefore(after));
                if (atAnEnd
                        && alone
                        && 2 * cellsAround.computeIfAbsent(date, any -> table.cellsAround(date, FAR_DAYS))
                                <= cellsRead) {
                    String detail =
                            "more than a year apart from the cell's other dates, and most cells have none there";
                    far.add(() -> release(cell, line, date, RejectReason.DATE_OUT_OF_RANGE, detail));
                }
            });
        }
        far.forEach(Runnable::run);
    }

    /** Days of which the file has no line at all. */
    private List<String> notices() {
        List<LocalDate> dates = table.datesWithoutLine();
        if (dates.isEmpty()) {
            return List.of();
        }
        return List.of(fileName() + " has no line of " + dates.size() + " days within its span, first " + dates.get(0)
                + ", last " + dates.get(dates.size() - 1)
                + ": they run without rain, on interpolated or normal weather");
    }

    private BiConsumer<RejectReason, String> refusal(SmapConusLine line, String source) {
        return (reason, detail) ->
                rejected.add(new Rejection(source, reason, detail, fileName(), line.number(), line.text()));
    }

    private void refuse(RejectReason reason, String detail, int line, String excerpt) {
        rejected.add(new Rejection(NAME, reason, detail, fileName(), line, excerpt));
    }

    private String fileName() {
        return daily.getFileName().toString();
    }
}
