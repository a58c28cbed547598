package org.soilcast.ingest.parse;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.ingest.rejects.Rejection;

/**
 * The weekly maps of the U.S. Drought Monitor at counties, {@code usdm_county_weekly.csv.gz}, for verification only: nothing
 * of it is published. Each line has the percent of a county's area that is in no class, D0, … D4 alone; the six add to 100.
 * A map is valid for a Tuesday, at 12 UTC: what it is made of is known then, though it comes out on the Thursday after.
 */
public final class UsdmCounties {
    /** Name of the set and of its folder. */
    public static final String NAME = "usdm";

    private static final String FILE = "usdm_county_weekly.csv.gz";
    private static final List<String> HEADER =
            List.of("fips", "state", "county", "valid_date", "none", "d0", "d1", "d2", "d3", "d4");
    private static final int FIRST_CLASS = 4;
    private static final float PERCENT = 100;
    /** Six numbers of two decimals are off by less. */
    private static final float ROUNDING_PERCENT = 0.1f;

    private final TreeMap<LocalDate, Map<String, Area>> maps = new TreeMap<>();
    private final List<Rejection> rejected = new ArrayList<>();

    private UsdmCounties() {}

    /**
     * A county on a map.
     *
     * @param meanClass mean class of its area, 0 for none, 1 for D0, … 5 for D4
     * @param d1Share share of its area in D1 or a drier class, 0 … 1
     */
    public record Area(float meanClass, float d1Share) {}

    /**
     * Reads the maps from the set's folder; bad lines are left out.
     *
     * @throws InputException when the file is missing or damaged, its header is another one, or no line is usable
     */
    public static UsdmCounties read(Path folder) {
        var counties = new UsdmCounties();
        Path file = folder.resolve(FILE);
        CsvFile.read(file, HEADER, NAME, counties.rejected, line -> {
            List<String> fields = line.getFields();
            counties.take(fields)
                    .handTo(
                            taken -> {},
                            (reason, detail) -> counties.rejected.add(new Rejection(
                                    NAME,
                                    reason,
                                    detail,
                                    FILE,
                                    line.getStartingLineNumber(),
                                    String.join(",", fields))));
        });
        if (counties.maps.isEmpty()) {
            throw new InputException("no usable line in " + file, counties.rejected);
        }
        return counties;
    }

    /** The Tuesdays that there are maps of, in order. */
    public List<LocalDate> validDates() {
        return List.copyOf(maps.keySet());
    }

    /** A county, by its five digits, on a map; empty where there is none. */
    public Optional<Area> area(String fips, LocalDate validDate) {
        return Optional.ofNullable(maps.getOrDefault(validDate, Map.of()).get(fips));
    }

    /** Lines that were not taken, in their order. */
    public List<Rejection> rejected() {
        return List.copyOf(rejected);
    }

    private Parsed<Area> take(List<String> fields) {
        if (fields.size() != HEADER.size()) {
            return new Parsed.Rejected<>(
                    RejectReason.WRONG_FIELD_COUNT, "expected " + HEADER.size() + " fields, found " + fields.size());
        }
        String fips = fields.get(0);
        if (!UscrnStations.FIPS.matcher(fips).matches()) {
            return new Parsed.Rejected<>(RejectReason.NOT_A_NUMBER, "fips: expected five digits, found '" + fips + "'");
        }
        return Numbers.parse(HEADER.subList(FIRST_CLASS, HEADER.size()), fields.subList(FIRST_CLASS, HEADER.size()))
                .then(UsdmCounties::area)
                .then(area -> {
                    try {
                        LocalDate date = LocalDate.parse(fields.get(3));
                        Area before = maps.computeIfAbsent(date, any -> new HashMap<>())
                                .putIfAbsent(fips, area);
                        return before == null
                                ? new Parsed.Accepted<>(area)
                                : new Parsed.Rejected<>(
                                        RejectReason.DUPLICATE, "an earlier line has county " + fips + " on " + date);
                    } catch (DateTimeException e) {
                        return new Parsed.Rejected<>(
                                RejectReason.BAD_DATE,
                                "expected a date like 2015-04-07, found '" + fields.get(3) + "'");
                    }
                });
    }

    private static Parsed<Area> area(float[] percent) {
        float sum = 0;
        float classes = 0;
        float fromD1 = 0;
        for (int i = 0; i < percent.length; i++) {
            if (!(percent[i] >= 0 && percent[i] <= PERCENT)) {
                return new Parsed.Rejected<>(
                        RejectReason.OUT_OF_RANGE, "expected 0..100 percent of the area, found " + percent[i]);
            }
            sum += percent[i];
            classes += i * percent[i];
            fromD1 += i > 1 ? percent[i] : 0;
        }
        return Math.abs(sum - PERCENT) <= ROUNDING_PERCENT
                ? new Parsed.Accepted<>(new Area(classes / PERCENT, Math.min(1, fromD1 / PERCENT)))
                : new Parsed.Rejected<>(
                        RejectReason.OUT_OF_RANGE, "expected classes that add to 100 percent, found " + sum);
    }
}
