package org.soilcast.ops.agency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ingest.source.ForcingDay;
import org.soilcast.ingest.twin.TwinExperiment;
import org.soilcast.schemas.EaseGrid;

/** The twin as files of agencies: a granule of SPL3SMP and a file of daily weather for each date. Dates go forward only. */
public final class TwinFiles {
    /** Version of the collection that granules say they are of. */
    public static final String VERSION = "009";

    private static final double SECONDS_PER_DEGREE = 240;
    private static final double MARGIN_DEGREES = 0.2;
    /** What a first issue is wrong by. */
    private static final float WRONG_M3_PER_M3 = 0.03f;

    private static final float WRONG_MM = 5;

    private final DomainInput twin;
    private final DailyWeatherFile weather;
    private final Path folder;

    /** What of a date is published first. */
    public enum FirstIssue {
        /** What stays. */
        FINAL,
        /** Of a granule the half of the orbits; of weather nothing else. */
        PARTIAL,
        /** Values that are wrong. */
        WRONG
    }

    /**
     * The twin's files, of which none is written yet.
     *
     * @param cells 1..10,000
     * @param folder that they go to
     */
    public TwinFiles(int cells, DateRange dates, Path folder) {
        this.twin = TwinExperiment.of(
                        cells, TwinExperiment.DEFAULT_SEED, Optional.of(dates.first()), Optional.of(dates.last()))
                .input();
        this.weather = new DailyWeatherFile(twin.domain().cells());
        this.folder = folder;
    }

    /** Name of a granule. */
    public static String granuleName(LocalDate date, int issue) {
        return String.format("SMAP_L3_SM_P_%s_R19240_%03d.h5", date.toString().replace("-", ""), issue);
    }

    /** Name of a file of weather. */
    public static String weatherName(LocalDate date) {
        return "twin_" + date.toString().replace("-", "") + ".nc";
    }

    /** A description of the domain: the twin's cells, and these files. */
    public Path describe(Path file) throws IOException {
        List<Cell> cells = twin.domain().cells();
        return Files.writeString(file, """
            name: twin_files
            grid: m36
            region:
              box: {south: %s, north: %s, west: %s, east: %s}
            day_ends: 7 utc
            retrievals: {product: SPL3SMP, pass: morning, wait_days: 3}
            forcing:
              precipitation: [gridmet]
              air_temperature: [gridmet]
              air_temperature_min: [gridmet]
              air_temperature_max: [gridmet]
              shortwave: [gridmet]
              specific_humidity: [gridmet]
              wind_speed: [gridmet]
            attributes: granules
            """.formatted(
                        edge(cells, false, -1), edge(cells, false, 1), edge(cells, true, -1), edge(cells, true, 1)));
    }

    private static double edge(List<Cell> cells, boolean east, int sign) {
        double farthest = cells.stream()
                .mapToDouble(cell -> sign * (east ? cell.longitudeDegrees() : cell.latitudeDegrees()))
                .max()
                .orElseThrow();
        return sign * (farthest + MARGIN_DEGREES);
    }

    /** Writes a file of weather; that of another issue under another name. */
    public Path weather(LocalDate date, FirstIssue issue) throws IOException {
        boolean wrong = issue == FirstIssue.WRONG;
        Path file = folder.resolve(weatherName(date) + (wrong ? ".first" : ""));
        weather.write(file, date, twin.forcing().day(date), wrong ? WRONG_MM : 0);
        return file;
    }

    /** Writes a granule, the final one of a date under the number given. */
    public Path granule(LocalDate date, int number, FirstIssue issue) {
        Path file = folder.resolve(granuleName(date, number));
        List<Footprint> seen = footprints(date, issue == FirstIssue.WRONG ? WRONG_M3_PER_M3 : 0);
        GranuleFile.write(file, date, VERSION, issue == FirstIssue.PARTIAL ? seen.subList(0, seen.size() / 2) : seen);
        return file;
    }

    private List<Footprint> footprints(LocalDate date, float added) {
        float[] moisture = twin.retrievals().day(date).soilMoistureM3PerM3();
        ForcingDay day = twin.forcing().day(date);
        float[] temperature = day.values(ForcingVariable.AIR_TEMPERATURE_K);
        var footprints = new ArrayList<Footprint>();
        List<Cell> cells = twin.domain().cells();
        for (int i = 0; i < cells.size(); i++) {
            if (!Float.isNaN(moisture[i])) {
                Cell cell = cells.get(i);
                int key = Integer.parseInt(cell.key());
                footprints.add(new Footprint(
                        key / EaseGrid.M36.columns(),
                        key % EaseGrid.M36.columns(),
                        sixSolar(date, cell.longitudeDegrees()),
                        moisture[i] + added,
                        temperature[i],
                        new Footprint.Land(
                                attribute(cell, "clay_percent", 20) / 100,
                                attribute(cell, "bulk_density_g_per_cm3", 1.4),
                                attribute(cell, "smap_albedo", 0.05),
                                attribute(cell, "smap_roughness_coefficient", 0.1),
                                attribute(cell, "smap_water_body_fraction", 0))));
            }
        }
        return footprints;
    }

    private float attribute(Cell cell, String name, double otherwise) {
        float value = cell.attributes()
                .get(twin.domain().description().attributeNames().indexOf(name));
        return Float.isNaN(value) ? (float) otherwise : value;
    }

    private static Instant sixSolar(LocalDate date, double longitudeDegrees) {
        return date.atTime(LocalTime.of(6, 0))
                .toInstant(ZoneOffset.UTC)
                .minusSeconds(Math.round(longitudeDegrees * SECONDS_PER_DEGREE));
    }
}
