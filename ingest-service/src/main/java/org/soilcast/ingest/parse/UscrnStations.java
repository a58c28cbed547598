package org.soilcast.ingest.parse;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.DomainDescription;
import org.soilcast.ingest.domain.MortonOrder;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.ObservationTime;

/** Reads {@code stations.csv} and {@code soil.csv} of the set uscrn: stations as cells, with the soil of a map. */
final class UscrnStations {
    static final List<String> HEADER =
            List.of("wban", "name", "state", "lat", "lon", "elevation_m", "county_fips", "county");
    static final List<String> SOIL_HEADER =
            List.of("wban", "name", "sand_frac", "silt_frac", "clay_frac", "cell_lat", "cell_lon", "cell_distance_km");

    private static final List<String> ATTRIBUTES = List.of("sand_percent", "silt_percent", "clay_percent");
    private static final List<AttributeColumn> FRACTIONS = SOIL_HEADER.subList(2, 5).stream()
            .map(name -> AttributeColumn.of(name, 0, 1))
            .toList();
    /** From below the Dead Sea to above all mountains. */
    private static final List<AttributeColumn> ELEVATION = List.of(AttributeColumn.of("elevation_m", -500, 9000));

    private static final List<Float> NO_SOIL = List.of(Float.NaN, Float.NaN, Float.NaN);
    private static final int PERCENT = 100;
    /** Weather Bureau, Army, Navy number, a text: leading zeros count. */
    private static final Pattern WBAN = Pattern.compile("[0-9]{5}");
    /** Federal number of a county, a text: leading zeros count. */
    static final Pattern FIPS = Pattern.compile("[0-9]{5}");

    private final DomainDescription description;
    private final List<Rejection> rejected;
    private final Map<String, List<Float>> soils = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> counties = new HashMap<>();
    private final List<Cell> cells = new ArrayList<>();

    private UscrnStations(String domain, List<Rejection> rejected) {
        this.description = new DomainDescription(
                domain,
                "24 hours of local standard time; the probe's value of a date is the mean of that day",
                ObservationTime.DAILY_MEAN,
                false,
                ATTRIBUTES);
        this.rejected = rejected;
    }

    /**
     * Reads the stations; bad lines go to {@code rejected}, and a station without a good one does not exist.
     *
     * @throws InputException when a file is missing or damaged, a header is another one, or no station is usable
     */
    static UscrnStations read(String domain, Path folder, List<Rejection> rejected) {
        var stations = new UscrnStations(domain, rejected);
        stations.readLines(folder.resolve("soil.csv"), SOIL_HEADER, stations::takeSoil);
        stations.readLines(folder.resolve("stations.csv"), HEADER, stations::takeStation);
        if (stations.cells.isEmpty()) {
            throw new InputException(
                    "no usable station in " + folder.resolve("stations.csv") + "; " + rejected.size()
                            + " lines were rejected",
                    rejected);
        }
        return stations;
    }

    /** The stations as cells. */
    Domain domain() {
        var spelt = new HashMap<String, String>();
        names.forEach((wban, name) -> spelt.put(wban, name.replace('_', ' ')));
        return new Domain(description, cells, spelt);
    }

    /** Names as they stand in file names, by WBAN number. */
    Map<String, String> names() {
        return names;
    }

    /** Five-digit numbers of the counties they lie in, by WBAN number; a station may have none. */
    Map<String, String> counties() {
        return counties;
    }

    private interface Line {
        Parsed<String> take(List<String> fields, BiConsumer<RejectReason, String> refused);
    }

    private void readLines(Path file, List<String> header, Line line) {
        CsvFile.read(file, header, UscrnReader.NAME, rejected, text -> {
            BiConsumer<RejectReason, String> refused = (reason, detail) -> refuse(file, text, reason, detail);
            key(text.getFields(), header.size())
                    .then(key -> line.take(text.getFields(), refused))
                    .handTo(taken -> {}, refused);
        });
    }

    private void refuse(Path file, CsvRecord line, RejectReason reason, String detail) {
        rejected.add(new Rejection(
                UscrnReader.NAME,
                reason,
                detail,
                file.getFileName().toString(),
                line.getStartingLineNumber(),
                String.join(",", line.getFields())));
    }

    private static Parsed<String> key(List<String> fields, int expected) {
        if (fields.size() != expected) {
            return new Parsed.Rejected<>(
                    RejectReason.WRONG_FIELD_COUNT, "expected " + expected + " fields, found " + fields.size());
        }
        if (!WBAN.matcher(fields.get(0)).matches()) {
            return new Parsed.Rejected<>(
                    RejectReason.NOT_A_NUMBER, "wban: expected five digits, found '" + fields.get(0) + "'");
        }
        return new Parsed.Accepted<>(fields.get(0));
    }

    private Parsed<String> takeSoil(List<String> fields, BiConsumer<RejectReason, String> refused) {
        if (soils.containsKey(fields.get(0))) {
            return duplicate(fields.get(0));
        }
        float[] soil = AttributeColumn.read(FRACTIONS, fields.subList(2, 5), refused);
        AttributeColumn.checkTexture(soil, 1, refused);
        for (int i = 0; i < soil.length; i++) {
            soil[i] *= PERCENT;
        }
        soils.put(fields.get(0), Floats.view(soil));
        return new Parsed.Accepted<>(fields.get(0));
    }

    private Parsed<String> takeStation(List<String> fields, BiConsumer<RejectReason, String> refused) {
        return Numbers.parse(HEADER.subList(3, 5), fields.subList(3, 5)).then(place -> {
            if (!(Math.abs(place[0]) <= 90 && Math.abs(place[1]) <= 180)) {
                return new Parsed.Rejected<>(
                        RejectReason.OUT_OF_RANGE,
                        "expected lat -90..90 and lon -180..180, found " + place[0] + ", " + place[1]);
            }
            String wban = fields.get(0);
            if (names.putIfAbsent(wban, fields.get(1)) != null) {
                return duplicate(wban);
            }
            if (FIPS.matcher(fields.get(6)).matches()) {
                counties.put(wban, fields.get(6));
            }
            float elevationM = AttributeColumn.read(ELEVATION, fields.subList(5, 6), refused)[0];
            long mortonCode = MortonOrder.ofDegrees(place[0], place[1]);
            cells.add(new Cell(wban, mortonCode, place[0], place[1], elevationM, soils.getOrDefault(wban, NO_SOIL)));
            return new Parsed.Accepted<>(wban);
        });
    }

    private static Parsed<String> duplicate(String wban) {
        return new Parsed.Rejected<>(RejectReason.DUPLICATE, "station " + wban + " stands in an earlier line");
    }
}
