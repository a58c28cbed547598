package org.soilcast.ingest.parse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.ingest.source.Origin;
import org.soilcast.land.physics.PotentialEvapotranspiration;

/**
 * Reads the set uscrn: stations of the U.S. Climate Reference Network in NOAA's own text (product daily01, format
 * CRND0103: 28 columns, blanks between them, no header; Diamond et al. 2013, doi:10.1175/BAMS-D-12-00170.1). Every
 * third day the probe at 5 cm stands in for a satellite retrieval. A value is refused for itself: an
 * impossible one costs neither the day nor its neighbours.
 *
 * <p>Conversions: °C to K, MJ/(m2 day) to W/m2. Mean air temperature is the mean of the day, T_DAILY_AVG, not the middle
 * between the extremes. −9999 and −99 mean missing. Radiation above that at the top of the atmosphere is impossible.
 */
public final class UscrnReader {
    /** Name of the set and of its folder. */
    public static final String NAME = "uscrn";

    static final String FORCING_SOURCE = NAME;
    static final String RETRIEVALS_SOURCE = "uscrn_probe_5cm";
    static final int COLUMNS = 28;

    static final String FOLDER = "daily01";
    static final int DATE_COLUMN = 1;
    static final int SOIL_MOISTURE_COLUMN = 18;
    private static final float MISSING = -9999;
    private static final float MISSING_SOIL_MOISTURE = -99;
    private static final float HIGHEST_SOIL_MOISTURE_M3_PER_M3 = 0.80f;
    private static final double KELVIN_AT_0_C = 273.15;
    private static final double W_PER_M2_OF_1_MJ_PER_M2_DAY = 1e6 / 86_400;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** A column of the file that becomes a forcing variable: x·scale + offset. */
    private record Column(int index, String name, ForcingVariable variable, double scale, double offset) {}

    private static final List<Column> WEATHER = List.of(
            new Column(5, "T_DAILY_MAX", ForcingVariable.AIR_TEMPERATURE_MAX_K, 1, KELVIN_AT_0_C),
            new Column(6, "T_DAILY_MIN", ForcingVariable.AIR_TEMPERATURE_MIN_K, 1, KELVIN_AT_0_C),
            new Column(8, "T_DAILY_AVG", ForcingVariable.AIR_TEMPERATURE_K, 1, KELVIN_AT_0_C),
            new Column(9, "P_DAILY_CALC", ForcingVariable.PRECIPITATION_MM_PER_DAY, 1, 0),
            new Column(10, "SOLARAD_DAILY", ForcingVariable.SHORTWAVE_DOWN_W_PER_M2, W_PER_M2_OF_1_MJ_PER_M2_DAY, 0),
            new Column(17, "RH_DAILY_AVG", ForcingVariable.RELATIVE_HUMIDITY_PERCENT, 1, 0));
    private static final int SOIL_MOISTURE = WEATHER.size();

    /** A retrieval comes every so many days, like a satellite's; the probe's other days are for verification. */
    private static final int DAYS_BETWEEN_RETRIEVALS = 3;

    private final Path folder;
    private final List<Rejection> rejected = new ArrayList<>();
    private final UscrnStations stations;
    private final Domain domain;
    private final DailyTable table;

    private UscrnReader(String domain, Path folder) {
        this.folder = folder;
        this.stations = UscrnStations.read(domain, folder, rejected);
        this.domain = stations.domain();
        this.table = new DailyTable(this.domain.cells().size(), WEATHER.size() + 1);
    }

    /**
     * Reads the set from its folder.
     *
     * @throws InputException when the folder, its lists of stations and soils, or every year of data are missing, or
     *     nothing is usable
     */
    public static DomainTable read(Path folder) {
        return read(NAME, folder);
    }

    /**
     * The same, as a domain of another name.
     *
     * @throws InputException as {@link #read(Path)}
     */
    public static DomainTable read(String domain, Path folder) {
        return new UscrnReader(domain, folder).read();
    }

    private DomainTable read() {
        var files = new UscrnFiles(folder.resolve(FOLDER), rejected);
        String digests = files.read(stations.names().values(), this::take);
        String described = "stations " + CsvFile.checksumOfRead(folder.resolve("stations.csv")) + "\nsoil "
                + CsvFile.checksumOfRead(folder.resolve("soil.csv")) + "\n" + digests;
        var source = new Origin(FOLDER, CsvFile.checksum(described.getBytes(StandardCharsets.UTF_8)));
        return new DomainTable(
                domain,
                new DomainTable.TableNames(FORCING_SOURCE, RETRIEVALS_SOURCE),
                source,
                WEATHER.stream().map(Column::variable).toList(),
                table,
                rejected,
                files.notices());
    }

    /** Where a line stands. */
    private record Place(String file, int year, int line, String text) {}

    private void take(String file, int year, int number, String text) {
        var place = new Place(file, year, number, text);
        List<String> fields = fields(text);
        if (fields.size() != COLUMNS) {
            String detail = "expected " + COLUMNS + " columns, found " + fields.size();
            refuse(place, NAME, RejectReason.WRONG_FIELD_COUNT, detail);
            return;
        }
        OptionalInt cell = domain.position(fields.get(0));
        if (cell.isEmpty()) {
            String detail = "station '" + fields.get(0) + "' does not stand in stations.csv";
            refuse(place, NAME, RejectReason.UNKNOWN_CELL, detail);
            return;
        }
        date(fields.get(DATE_COLUMN), year)
                .handTo(
                        date -> takeDay(place, date, cell.getAsInt(), fields),
                        (reason, detail) -> refuse(place, NAME, reason, detail));
    }

    /** The columns of a line. */
    static List<String> fields(String text) {
        return List.of(text.strip().split(" +"));
    }

    /** A date of the file's year. */
    static Parsed<LocalDate> date(String field, int year) {
        try {
            LocalDate date = LocalDate.parse(field, DATE);
            return date.getYear() == year
                    ? new Parsed.Accepted<>(date)
                    : new Parsed.Rejected<>(
                            RejectReason.DATE_OUT_OF_RANGE, "expected the file's year " + year + ", found " + date);
        } catch (DateTimeException e) {
            return new Parsed.Rejected<>(RejectReason.BAD_DATE, "expected a date like 20150401, found '" + field + "'");
        }
    }

    private void takeDay(Place place, LocalDate date, int position, List<String> fields) {
        if (!table.claim(date, position, place.line)) {
            String detail = "station " + fields.get(0) + " has an earlier line for " + date + "; that one is kept";
            refuse(place, NAME, RejectReason.DUPLICATE, detail);
            return;
        }
        Cell cell = domain.cells().get(position);
        for (int i = 0; i < WEATHER.size(); i++) {
            int variable = i;
            weather(WEATHER.get(i), fields, cell, date)
                    .handTo(
                            value -> table.put(date, variable, position, value),
                            (reason, detail) -> refuse(place, FORCING_SOURCE, reason, detail));
        }
        if (standsInForARetrieval(date, cell.key())) {
            soilMoisture(SOIL_MOISTURE_COLUMN, fields)
                    .handTo(
                            value -> table.put(date, SOIL_MOISTURE, position, value),
                            (reason, detail) -> refuse(place, RETRIEVALS_SOURCE, reason, detail));
        }
    }

    /** Whether the probe is taken on a date: when the remainder of days since 1970 + WBAN number by 3 is 0. */
    static boolean standsInForARetrieval(LocalDate date, String wban) {
        return Math.floorMod(date.toEpochDay() + Integer.parseInt(wban), DAYS_BETWEEN_RETRIEVALS) == 0;
    }

    private static Parsed<Float> weather(Column column, List<String> fields, Cell cell, LocalDate date) {
        return number(column.name, fields.get(column.index), MISSING).then(read -> {
            float value = (float) (read * column.scale + column.offset);
            if (Float.isNaN(read)) {
                return new Parsed.Accepted<>(Float.NaN);
            }
            if (!column.variable.inRange(value)) {
                return new Parsed.Rejected<>(
                        RejectReason.OUT_OF_RANGE,
                        column.name + ": expected " + column.variable.range() + ", found " + value);
            }
            return column.variable == ForcingVariable.SHORTWAVE_DOWN_W_PER_M2
                    ? belowTheSun(value, cell, date)
                    : new Parsed.Accepted<>(value);
        });
    }

    /** Radiation at the ground against that at the top of the atmosphere, FAO-56 equation 21. */
    private static Parsed<Float> belowTheSun(float shortwaveWPerM2, Cell cell, LocalDate date) {
        double highest = W_PER_M2_OF_1_MJ_PER_M2_DAY
                * PotentialEvapotranspiration.extraterrestrialRadiationMjPerM2Day(
                        cell.latitudeDegrees(), date.getDayOfYear());
        return shortwaveWPerM2 <= highest
                ? new Parsed.Accepted<>(shortwaveWPerM2)
                : new Parsed.Rejected<>(
                        RejectReason.OUT_OF_RANGE,
                        "SOLARAD_DAILY: expected at most " + (float) highest
                                + " W/m2, that of the top of the atmosphere, found " + shortwaveWPerM2);
    }

    /** A probe's value, m3/m3; NaN for missing. */
    static Parsed<Float> soilMoisture(int column, List<String> fields) {
        return number("soil moisture", fields.get(column), MISSING_SOIL_MOISTURE)
                .then(value -> value < 0 || value > HIGHEST_SOIL_MOISTURE_M3_PER_M3
                        ? new Parsed.Rejected<>(
                                RejectReason.OUT_OF_RANGE,
                                "expected soil moisture 0.." + HIGHEST_SOIL_MOISTURE_M3_PER_M3 + " m3/m3, found "
                                        + value)
                        : new Parsed.Accepted<>(value));
    }

    private static Parsed<Float> number(String name, String field, float missing) {
        return Numbers.parse(List.of(name), List.of(field))
                .then(values -> new Parsed.Accepted<>(values[0] == missing ? Float.NaN : values[0]));
    }

    private void refuse(Place place, String source, RejectReason reason, String detail) {
        rejected.add(new Rejection(source, reason, detail, place.file, place.line, place.text));
    }
}
