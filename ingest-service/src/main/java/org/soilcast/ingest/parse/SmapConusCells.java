package org.soilcast.ingest.parse;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.DomainDescription;
import org.soilcast.ingest.domain.MortonOrder;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.schemas.EaseGrid;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.ObservationTime;

/** Reads {@code cells.csv} of the set smap_conus: cells of EASE-Grid 2.0 M36 with their attributes. */
final class SmapConusCells {
    private static final List<String> KEY_COLUMNS =
            List.of("cell", "lat", "lon", "ease2_m36_row", "ease2_m36_col", "block");
    /** Ranges as the set's own description has them, wider where nature allows more. */
    private static final List<AttributeColumn> ATTRIBUTES = List.of(
            AttributeColumn.of("sand_percent", 0, 100),
            AttributeColumn.of("silt_percent", 0, 100),
            AttributeColumn.of("clay_percent", 0, 100),
            AttributeColumn.of("bulk_density_g_per_cm3", 0.01, 2.65), // from peat to rock without pores
            AttributeColumn.of("available_water_capacity_source_units", 0, 100),
            AttributeColumn.of("ndvi_mean", -1, 1),
            AttributeColumn.of("smap_albedo", 0, 1),
            AttributeColumn.ofWhole("smap_extraord_flag", 0, 7),
            AttributeColumn.ofWhole("landcover_igbp_class", 1, 17),
            AttributeColumn.of("smap_roughness_coefficient", 0, 3),
            AttributeColumn.of("smap_dense_vegetation_fraction", 0, 1),
            AttributeColumn.of("smap_water_body_fraction", 0, 1));

    static final List<String> HEADER = Stream.concat(KEY_COLUMNS.stream(), AttributeColumn.names(ATTRIBUTES).stream())
            .toList();
    private static final Pattern CELL_KEY = Pattern.compile("0|[1-9][0-9]{0,8}");
    /** How far a cell may lie from the middle that its row and column have; a cell is .37° wide. */
    private static final double LARGEST_SHIFT_DEGREES = 0.05;

    private static final int PERCENT = 100;

    static final DomainDescription DESCRIPTION = new DomainDescription(
            "smap_conus",
            "12 UTC of the day before to 12 UTC of the date (a day is labelled by its end); the retrieval of a date is"
                    + " of about 06 local solar time, towards the end of that day",
            ObservationTime.END_OF_DAY,
            false,
            AttributeColumn.names(ATTRIBUTES));

    private SmapConusCells() {}

    /** Reads the cells; bad lines go to {@code rejected} and their cells do not exist. */
    static Domain read(Path file, List<Rejection> rejected) {
        var cells = new ArrayList<Cell>();
        var keys = new HashSet<String>();
        CsvFile.read(file, HEADER, DESCRIPTION.name(), rejected, line -> {
            BiConsumer<RejectReason, String> refused =
                    (reason, detail) -> rejected.add(refused(file, line, reason, detail));
            place(line.getFields(), keys)
                    .handTo(
                            place -> {
                                keys.add(line.getField(0));
                                cells.add(cell(line.getFields(), place, refused));
                            },
                            refused);
        });
        if (cells.isEmpty()) {
            throw new InputException(
                    "no usable cell in " + file + "; " + rejected.size() + " values or lines were rejected", rejected);
        }
        return new Domain(DESCRIPTION, cells);
    }

    private static Rejection refused(Path file, CsvRecord line, RejectReason reason, String detail) {
        return new Rejection(
                DESCRIPTION.name(),
                reason,
                detail,
                file.getFileName().toString(),
                line.getStartingLineNumber(),
                String.join(",", line.getFields()));
    }

    /** Latitude, longitude, row and column of a cell that has not come before. */
    private static Parsed<float[]> place(List<String> fields, Set<String> keys) {
        if (fields.size() != HEADER.size()) {
            return new Parsed.Rejected<>(
                    RejectReason.WRONG_FIELD_COUNT, "expected " + HEADER.size() + " fields, found " + fields.size());
        }
        String key = fields.get(0);
        if (!CELL_KEY.matcher(key).matches()) {
            return new Parsed.Rejected<>(
                    RejectReason.NOT_A_NUMBER, "cell: expected an integer >= 0, found '" + key + "'");
        }
        if (keys.contains(key)) {
            return new Parsed.Rejected<>(RejectReason.DUPLICATE, "cell " + key + " stands in an earlier line");
        }
        return Numbers.parse(KEY_COLUMNS.subList(1, 5), fields.subList(1, 5)).then(place -> checked(place, fields));
    }

    private static Parsed<float[]> checked(float[] place, List<String> fields) {
        if (!(Math.abs(place[0]) <= 90 && Math.abs(place[1]) <= 180)) {
            return outOfRange("lat -90..90 and lon -180..180", fields.subList(1, 3));
        }
        if (!(isIndex(place[2], EaseGrid.M36.rows()) && isIndex(place[3], EaseGrid.M36.columns()))) {
            return outOfRange("row 0..405 and column 0..963", fields.subList(3, 5));
        }
        double latitude = EaseGrid.M36.latitudeDegrees((int) place[2]);
        double longitude = EaseGrid.M36.longitudeDegrees((int) place[3]);
        if (!(Math.abs(place[0] - latitude) <= LARGEST_SHIFT_DEGREES
                && Math.abs(place[1] - longitude) <= LARGEST_SHIFT_DEGREES)) {
            return outOfRange(
                    "lat " + (float) latitude + " and lon " + (float) longitude + " for row " + fields.get(3)
                            + " and column " + fields.get(4),
                    fields.subList(1, 3));
        }
        return new Parsed.Accepted<>(place);
    }

    private static Cell cell(List<String> fields, float[] place, BiConsumer<RejectReason, String> refused) {
        float[] attributes =
                AttributeColumn.read(ATTRIBUTES, fields.subList(KEY_COLUMNS.size(), fields.size()), refused);
        AttributeColumn.checkTexture(attributes, PERCENT, refused);
        long mortonCode = MortonOrder.ofGrid((int) place[2], (int) place[3]);
        return new Cell(fields.get(0), mortonCode, place[0], place[1], Float.NaN, Floats.view(attributes));
    }

    private static boolean isIndex(float value, int limit) {
        return value >= 0 && value < limit && value == (int) value;
    }

    private static Parsed<float[]> outOfRange(String expected, List<String> found) {
        return new Parsed.Rejected<>(
                RejectReason.OUT_OF_RANGE, "expected " + expected + ", found " + String.join(", ", found));
    }
}
