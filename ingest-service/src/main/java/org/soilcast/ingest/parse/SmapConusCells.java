package org.soilcast.ingest.parse;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.DomainDescription;
import org.soilcast.ingest.domain.MortonOrder;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.ingest.rejects.RejectedInput;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.ObservationTime;

/** Reads {@code cells.csv} of the set smap_conus: cells of EASE-Grid 2.0 M36 with their attributes. */
final class SmapConusCells {
    private static final List<String> KEY_COLUMNS =
            List.of("cell", "lat", "lon", "ease2_m36_row", "ease2_m36_col", "block");
    private static final List<String> ATTRIBUTES = List.of(
            "sand_percent",
            "silt_percent",
            "clay_percent",
            "bulk_density_g_per_cm3",
            "available_water_capacity_source_units",
            "ndvi_mean",
            "smap_albedo",
            "smap_extraord_flag",
            "landcover_igbp_class",
            "smap_roughness_coefficient",
            "smap_dense_vegetation_fraction",
            "smap_water_body_fraction");
    static final List<String> HEADER =
            Stream.concat(KEY_COLUMNS.stream(), ATTRIBUTES.stream()).toList();
    private static final Pattern CELL_KEY = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final int M36_ROWS = 406;
    private static final int M36_COLUMNS = 964;

    static final DomainDescription DESCRIPTION = new DomainDescription(
            "smap_conus",
            "12 UTC of the day before to 12 UTC of the date (a day is labelled by its end); the retrieval of a date is of"
                    + " about 06 local solar time, towards the end of that day",
            ObservationTime.END_OF_DAY,
            false,
            ATTRIBUTES);

    private SmapConusCells() {}

    /** Reads the cells; bad lines go to {@code rejected} and their cells do not exist. */
    static Domain read(Path file, List<RejectedInput> rejected) {
        var cells = new ArrayList<Cell>();
        var keys = new HashSet<String>();
        CsvFile.read(
                file,
                HEADER,
                DESCRIPTION.name(),
                rejected,
                line -> parse(line.getFields(), keys)
                        .handTo(cells::add, (reason, detail) -> rejected.add(refused(file, line, reason, detail))));
        if (cells.isEmpty()) {
            throw new InputException(
                    "no usable cell in " + file + "; " + rejected.size() + " lines were rejected", rejected);
        }
        return new Domain(DESCRIPTION, cells);
    }

    private static RejectedInput refused(Path file, CsvRecord line, RejectReason reason, String detail) {
        return new RejectedInput(
                DESCRIPTION.name(),
                reason,
                detail,
                file.getFileName().toString(),
                line.getStartingLineNumber(),
                String.join(",", line.getFields()));
    }

    private static Parsed<Cell> parse(List<String> fields, Set<String> keys) {
        if (fields.size() != HEADER.size()) {
            return new Parsed.Rejected<>(
                    RejectReason.WRONG_FIELD_COUNT, "expected " + HEADER.size() + " fields, found " + fields.size());
        }
        return place(fields)
                .then(place -> Numbers.parse(ATTRIBUTES, fields.subList(KEY_COLUMNS.size(), fields.size()))
                        .then(attributes -> cell(fields.get(0), place, attributes, keys)));
    }

    /** Latitude, longitude, row and column. */
    private static Parsed<float[]> place(List<String> fields) {
        return Numbers.parse(KEY_COLUMNS.subList(1, 5), fields.subList(1, 5)).then(place -> {
            if (!(Math.abs(place[0]) <= 90 && Math.abs(place[1]) <= 180)) {
                return outOfRange("lat -90..90 and lon -180..180", fields.subList(1, 3));
            }
            if (!(isIndex(place[2], M36_ROWS) && isIndex(place[3], M36_COLUMNS))) {
                return outOfRange("row 0..405 and column 0..963", fields.subList(3, 5));
            }
            return new Parsed.Accepted<>(place);
        });
    }

    private static Parsed<Cell> cell(String key, float[] place, float[] attributes, Set<String> keys) {
        if (!CELL_KEY.matcher(key).matches()) {
            return new Parsed.Rejected<>(
                    RejectReason.NOT_A_NUMBER, "cell: expected an integer >= 0, found '" + key + "'");
        }
        if (!keys.add(key)) {
            return new Parsed.Rejected<>(RejectReason.DUPLICATE, "cell " + key + " stands in an earlier line");
        }
        long mortonCode = MortonOrder.ofGrid((int) place[2], (int) place[3]);
        return new Parsed.Accepted<>(new Cell(key, mortonCode, place[0], place[1], Float.NaN, Floats.view(attributes)));
    }

    private static boolean isIndex(float value, int limit) {
        return value >= 0 && value < limit && value == (int) value;
    }

    private static Parsed<float[]> outOfRange(String expected, List<String> found) {
        return new Parsed.Rejected<>(
                RejectReason.OUT_OF_RANGE, "expected " + expected + ", found " + String.join(", ", found));
    }
}
