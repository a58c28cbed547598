package org.soilcast.ingest.parse;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.ingest.rejects.RejectedInput;

/**
 * Reads the set smap_conus: {@code cells.csv} and {@code daily.csv.gz}, one line a cell and date with weather of
 * NLDAS-2 and the soil moisture SMAP retrieved that morning. A line's weather and its retrieval are refused apart: an
 * impossible retrieval does not cost the weather, nor the other way round. Impossible wind or humidity, without which
 * potential evapotranspiration still has a method, costs only itself.
 *
 * <p>Conversions: wind components at 10 m become the speed at 2 m. All other columns have the system's units.
 */
public final class SmapConusReader {
    /** Name of the set and of its folder. */
    public static final String NAME = "smap_conus";

    static final String FORCING_SOURCE = "nldas2";
    static final String RETRIEVALS_SOURCE = "smap_l3_am";
    static final List<String> HEADER = List.of(
            "cell",
            "date",
            "precipitation_mm_per_day",
            "air_temperature_2m_k",
            "shortwave_down_w_per_m2",
            "longwave_down_w_per_m2",
            "specific_humidity_2m_kg_per_kg",
            "wind_u_10m_m_per_s",
            "wind_v_10m_m_per_s",
            "smap_am_soil_moisture_m3_per_m3");

    private static final List<ForcingVariable> VARIABLES = List.of(
            ForcingVariable.PRECIPITATION_MM_PER_DAY,
            ForcingVariable.AIR_TEMPERATURE_K,
            ForcingVariable.SHORTWAVE_DOWN_W_PER_M2,
            ForcingVariable.LONGWAVE_DOWN_W_PER_M2,
            ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG,
            ForcingVariable.WIND_SPEED_M_PER_S);
    private static final int HUMIDITY = VARIABLES.indexOf(ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG);
    private static final int WIND = VARIABLES.indexOf(ForcingVariable.WIND_SPEED_M_PER_S);
    private static final int SOIL_MOISTURE = VARIABLES.size();
    private static final int WEATHER_COLUMN = 2;
    private static final int HUMIDITY_COLUMN = WEATHER_COLUMN + HUMIDITY;
    private static final int WIND_COLUMN = WEATHER_COLUMN + WIND;
    private static final int SOIL_MOISTURE_COLUMN = HEADER.size() - 1;
    private static final float HIGHEST_SOIL_MOISTURE_M3_PER_M3 = 0.80f;
    /** First day with a SMAP retrieval, and a year past any use of this set: guards against slips in the year. */
    private static final LocalDate EARLIEST = LocalDate.of(2015, 3, 31);

    private static final LocalDate LATEST = LocalDate.of(2049, 12, 31);
    /** Speed at 2 m over speed at 10 m on the logarithmic profile over grass, FAO-56 equation 47. */
    private static final double WIND_2M_OF_10M = 4.87 / StrictMath.log(67.8 * 10 - 5.42);

    private final Path daily;
    private final Domain domain;
    private final DailyTable table;
    private final List<RejectedInput> rejected = new ArrayList<>();

    private SmapConusReader(Path folder) {
        this.daily = folder.resolve("daily.csv.gz");
        this.domain = SmapConusCells.read(folder.resolve("cells.csv"), rejected);
        this.table = new DailyTable(domain.cells().size(), VARIABLES.size() + 1);
    }

    /**
     * Reads the set from its folder.
     *
     * @throws InputException when folder or files are missing or damaged, a header is another one, or nothing is usable
     */
    public static DomainInput read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InputException("no folder " + folder + " with the set " + NAME);
        }
        return new SmapConusReader(folder).read();
    }

    private DomainInput read() {
        CsvFile.read(daily, HEADER, NAME, rejected, this::take);
        table.removeStrayDates().forEach(this::refuseDate);
        var source = new InputSource(FORCING_SOURCE, RETRIEVALS_SOURCE, fileName(), CsvFile.checksum(daily));
        return new DomainInput(domain, source, VARIABLES, table, rejected);
    }

    private void take(CsvRecord line) {
        List<String> fields = line.getFields();
        place(fields, line.getStartingLineNumber())
                .handTo(
                        place -> {
                            weather(fields)
                                    .handTo(values -> takeWeather(values, place, line), refusal(line, FORCING_SOURCE));
                            retrieval(fields)
                                    .handTo(
                                            value -> put(value, SOIL_MOISTURE, place),
                                            refusal(line, RETRIEVALS_SOURCE));
                        },
                        refusal(line, NAME));
    }

    private void takeWeather(float[] values, Place place, CsvRecord line) {
        put(values, 0, place);
        humidity(line.getFields()).handTo(value -> put(value, HUMIDITY, place), refusal(line, FORCING_SOURCE));
        wind(line.getFields()).handTo(value -> put(value, WIND, place), refusal(line, FORCING_SOURCE));
    }

    /** Values of a line to the table's variables from one on. */
    private void put(float[] values, int firstVariable, Place place) {
        for (int i = 0; i < values.length; i++) {
            table.put(place.date, firstVariable + i, place.cell, values[i]);
        }
    }

    private record Place(int cell, LocalDate date) {}

    private Parsed<Place> place(List<String> fields, long line) {
        if (fields.size() != HEADER.size()) {
            return new Parsed.Rejected<>(
                    RejectReason.WRONG_FIELD_COUNT, "expected " + HEADER.size() + " fields, found " + fields.size());
        }
        OptionalInt cell = domain.position(fields.get(0));
        if (cell.isEmpty()) {
            return new Parsed.Rejected<>(
                    RejectReason.UNKNOWN_CELL, "cell '" + fields.get(0) + "' does not stand in cells.csv");
        }
        return date(fields.get(1)).then(date -> {
            if (!table.claim(date, cell.getAsInt(), line)) {
                return new Parsed.Rejected<>(
                        RejectReason.DUPLICATE,
                        "cell " + fields.get(0) + " has an earlier line for " + date + "; that one is kept");
            }
            return new Parsed.Accepted<>(new Place(cell.getAsInt(), date));
        });
    }

    private static Parsed<LocalDate> date(String field) {
        try {
            LocalDate date = LocalDate.parse(field);
            if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
                return new Parsed.Rejected<>(
                        RejectReason.DATE_OUT_OF_RANGE, "expected " + EARLIEST + ".." + LATEST + ", found " + date);
            }
            return new Parsed.Accepted<>(date);
        } catch (DateTimeParseException e) {
            return new Parsed.Rejected<>(
                    RejectReason.BAD_DATE, "expected a date like 2015-04-01, found '" + field + "'");
        }
    }

    /** Precipitation, temperature and radiation. */
    private static Parsed<float[]> weather(List<String> fields) {
        return numbers(fields, WEATHER_COLUMN, HUMIDITY_COLUMN).then(values -> inRange(values, 0));
    }

    private static Parsed<float[]> humidity(List<String> fields) {
        return numbers(fields, HUMIDITY_COLUMN, WIND_COLUMN).then(values -> inRange(values, HUMIDITY));
    }

    private static Parsed<float[]> wind(List<String> fields) {
        return numbers(fields, WIND_COLUMN, SOIL_MOISTURE_COLUMN).then(components -> {
            double wind10mMPerS = StrictMath.hypot(components[0], components[1]);
            return inRange(new float[] {(float) (wind10mMPerS * WIND_2M_OF_10M)}, WIND);
        });
    }

    private static Parsed<float[]> retrieval(List<String> fields) {
        return numbers(fields, SOIL_MOISTURE_COLUMN, HEADER.size()).then(values -> {
            if (values[0] < 0 || values[0] > HIGHEST_SOIL_MOISTURE_M3_PER_M3) {
                return new Parsed.Rejected<>(
                        RejectReason.OUT_OF_RANGE,
                        "expected soil moisture 0.." + HIGHEST_SOIL_MOISTURE_M3_PER_M3 + " m3/m3, found " + values[0]);
            }
            return new Parsed.Accepted<>(values);
        });
    }

    private static Parsed<float[]> numbers(List<String> fields, int firstColumn, int end) {
        return Numbers.parse(HEADER.subList(firstColumn, end), fields.subList(firstColumn, end));
    }

    /** Values of neighbouring variables, each missing or in its range. */
    private static Parsed<float[]> inRange(float[] values, int firstVariable) {
        for (int i = 0; i < values.length; i++) {
            ForcingVariable variable = VARIABLES.get(firstVariable + i);
            if (!Float.isNaN(values[i]) && !variable.inRange(values[i])) {
                return new Parsed.Rejected<>(
                        RejectReason.OUT_OF_RANGE, "expected " + variable.range() + ", found " + values[i]);
            }
        }
        return new Parsed.Accepted<>(values);
    }

    private BiConsumer<RejectReason, String> refusal(CsvRecord line, String source) {
        return (reason, detail) -> {
            String excerpt = String.join(",", line.getFields());
            rejected.add(new RejectedInput(source, reason, detail, fileName(), line.getStartingLineNumber(), excerpt));
        };
    }

    private void refuseDate(LocalDate date, DailyTable.Day day) {
        for (int cell = 0; cell < day.lines().length; cell++) {
            if (day.lines()[cell] != 0) {
                rejected.add(new RejectedInput(
                        NAME,
                        RejectReason.DATE_OUT_OF_RANGE,
                        "more than " + DailyTable.LONGEST_GAP_DAYS + " missing days apart from the other dates, found "
                                + date,
                        fileName(),
                        day.lines()[cell],
                        domain.cells().get(cell).key() + "," + date));
            }
        }
    }

    private String fileName() {
        return daily.getFileName().toString();
    }
}
