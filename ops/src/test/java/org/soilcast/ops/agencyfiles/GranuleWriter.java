package org.soilcast.ops.agencyfiles;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.schemas.EaseGrid;

/**
 * Writes a day's retrievals as SPL3SMP has them: both passes on the whole grid, in chunks, compressed, with the names, units
 * and fill values of version 008. The evening's arrays hold fill values alone. jhdf writes unsigned numbers of 16 bits as
 * numbers of 32.
 */
final class GranuleWriter {
    private static final float FILL = -9999;
    private static final int FLAG_FILL = 65534;
    private static final int CLASS_FILL = 254;
    private static final Instant EPOCH = Instant.parse("2000-01-01T11:58:55.816Z");
    private static final int SIX_HOURS = 6 * 3600;
    private static final double SECONDS_PER_DEGREE = 240;

    private final EaseGrid grid;
    private final Domain domain;
    private final int[] places;
    private final DatasetCreationOptions options;

    /** A writer for the cells of a domain, whose keys are row · columns + column. */
    GranuleWriter(EaseGrid grid, Domain domain) {
        this.grid = grid;
        this.domain = domain;
        this.places = domain.cells().stream()
                .mapToInt(cell -> Integer.parseInt(cell.key()))
                .toArray();
        this.options = DatasetCreationOptions.builder()
                .chunkDimensions(grid.rows() / 7, grid.columns() / 4)
                .deflate(1)
                .build();
    }

    /** The name of a date's granule. */
    static String name(LocalDate date, int issue) {
        return String.format("SMAP_L3_SM_P_%s_R19240_%03d.h5", date.toString().replace("-", ""), issue);
    }

    /**
     * Writes a granule.
     *
     * @param moistureM3PerM3 [cell] in the order of the domain, NaN for none
     */
    void write(Path file, LocalDate date, float[] moistureM3PerM3) {
        try (WritableHdfFile written = HdfFile.write(file)) {
            writePass(written.putGroup("Soil_Moisture_Retrieval_Data_AM"), "", date, moistureM3PerM3);
            var none = new float[moistureM3PerM3.length];
            Arrays.fill(none, Float.NaN);
            writePass(written.putGroup("Soil_Moisture_Retrieval_Data_PM"), "_pm", date, none);
        }
    }

    private void writePass(WritableGroup group, String suffix, LocalDate date, float[] moisture) {
        putFloats(group, "soil_moisture" + suffix, "cm**3/cm**3", moisture);
        var quality = flags();
        var surface = flags();
        var seconds = new double[grid.rows()][grid.columns()];
        for (double[] row : seconds) {
            Arrays.fill(row, FILL);
        }
        var rows = flags();
        var columns = flags();
        for (int cell = 0; cell < places.length; cell++) {
            if (!Float.isNaN(moisture[cell])) {
                int row = places[cell] / grid.columns();
                int column = places[cell] % grid.columns();
                quality[row][column] = 0;
                surface[row][column] = 0;
                rows[row][column] = row;
                columns[row][column] = column;
                long sixSolar = date.toEpochDay() * 86_400
                        + SIX_HOURS
                        - Math.round(grid.longitudeDegrees(column) * SECONDS_PER_DEGREE);
                seconds[row][column] =
                        Duration.between(EPOCH, Instant.ofEpochSecond(sixSolar)).toMillis() / 1e3;
            }
        }
        put(group, "retrieval_qual_flag" + suffix, "", quality, FLAG_FILL);
        put(group, "surface_flag" + suffix, "", surface, FLAG_FILL);
        put(group, "EASE_row_index" + suffix, "", rows, FLAG_FILL);
        put(group, "EASE_column_index" + suffix, "", columns, FLAG_FILL);
        put(group, "tb_time_seconds" + suffix, "seconds", seconds, (double) FILL);
        putPlaces(group, suffix, moisture);
        putAttribute(group, "clay_fraction" + suffix, "clay_percent", 0.01f);
        putAttribute(group, "bulk_density" + suffix, "bulk_density_g_per_cm3", 1);
        putAttribute(group, "albedo" + suffix, "smap_albedo", 1);
        putAttribute(group, "roughness_coefficient" + suffix, "smap_roughness_coefficient", 1);
        putAttribute(group, "static_water_body_fraction" + suffix, "smap_water_body_fraction", 1);
        putClasses(group, suffix);
    }

    private int[][] flags() {
        var flags = new int[grid.rows()][grid.columns()];
        for (int[] row : flags) {
            Arrays.fill(row, FLAG_FILL);
        }
        return flags;
    }

    /** As in the product, latitudes and longitudes are fill values where nothing was retrieved. */
    private void putPlaces(WritableGroup group, String suffix, float[] moisture) {
        var latitudes = new float[places.length];
        var longitudes = new float[places.length];
        for (int cell = 0; cell < places.length; cell++) {
            boolean isSeen = !Float.isNaN(moisture[cell]);
            latitudes[cell] = isSeen ? (float) grid.latitudeDegrees(places[cell] / grid.columns()) : Float.NaN;
            longitudes[cell] = isSeen ? (float) grid.longitudeDegrees(places[cell] % grid.columns()) : Float.NaN;
        }
        putFloats(group, "latitude" + suffix, "degrees_north", latitudes);
        putFloats(group, "longitude" + suffix, "degrees_east", longitudes);
    }

    private void putAttribute(WritableGroup group, String name, String attribute, float scale) {
        int index = domain.description().attributeNames().indexOf(attribute);
        var values = new float[places.length];
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] = domain.cells().get(cell).attributes().get(index) * scale;
        }
        putFloats(group, name, "", values);
    }

    private void putClasses(WritableGroup group, String suffix) {
        int index = domain.description().attributeNames().indexOf("landcover_igbp_class");
        var classes = new short[grid.rows()][grid.columns()][3];
        for (short[][] row : classes) {
            for (short[] cell : row) {
                Arrays.fill(cell, (short) CLASS_FILL);
            }
        }
        List<Cell> cells = domain.cells();
        for (int cell = 0; cell < places.length; cell++) {
            classes[places[cell] / grid.columns()][places[cell] % grid.columns()][0] =
                    cells.get(cell).attributes().get(index).shortValue();
        }
        WritableDataset dataset = group.putDataset(
                "landcover_class" + suffix,
                classes,
                DatasetCreationOptions.builder()
                        .chunkDimensions(grid.rows() / 7, grid.columns() / 4, 3)
                        .deflate(1)
                        .build());
        dataset.putAttribute("_FillValue", (short) CLASS_FILL);
    }

    private void putFloats(WritableGroup group, String name, String unit, float[] values) {
        var all = new float[grid.rows()][grid.columns()];
        for (float[] row : all) {
            Arrays.fill(row, FILL);
        }
        for (int cell = 0; cell < places.length; cell++) {
            if (!Float.isNaN(values[cell])) {
                all[places[cell] / grid.columns()][places[cell] % grid.columns()] = values[cell];
            }
        }
        put(group, name, unit, all, FILL);
    }

    private void put(WritableGroup group, String name, String unit, Object values, Object fill) {
        WritableDataset dataset = group.putDataset(name, values, options);
        if (!unit.isEmpty()) {
            dataset.putAttribute("units", unit);
        }
        dataset.putAttribute("_FillValue", fill);
    }
}
