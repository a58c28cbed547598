package org.soilcast.ops.agency;

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
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.soilcast.schemas.EaseGrid;

/**
 * Writes a granule of SPL3SMP: groups of the morning and the evening, arrays of the whole 36 km grid with the types, units and
 * fill values of version 008, chunked and deflated. Of its datasets 15 are there, those that say something of the twin; the
 * evening has fill values only. As in the product, latitudes and longitudes are fill values where nothing was retrieved.
 */
final class GranuleFile {
    private static final EaseGrid GRID = EaseGrid.M36;
    private static final float FILL = -9999;
    private static final int FILL_UNSIGNED = 65_534;
    private static final Instant J2000 = Instant.parse("2000-01-01T11:58:55.816Z");
    private static final int[] CHUNK = {116, 241};

    private final WritableGroup group;
    private final String suffix;
    private final List<Footprint> footprints;

    private GranuleFile(WritableGroup group, String suffix, List<Footprint> footprints) {
        this.group = group;
        this.suffix = suffix;
        this.footprints = footprints;
    }

    /**
     * Writes a granule with what the morning pass of a date has seen.
     *
     * @param version of the collection, for example 009
     */
    static void write(Path file, LocalDate date, String version, List<Footprint> morning) {
        try (WritableHdfFile granule = HdfFile.write(file)) {
            WritableGroup metadata = granule.putGroup("Metadata");
            WritableGroup identification = metadata.putGroup("DatasetIdentification");
            identification.putAttribute("shortName", "SPL3SMP");
            identification.putAttribute("ECSVersionID", version);
            WritableGroup extent = metadata.putGroup("Extent");
            extent.putAttribute("description", "Synthetic: made up by soilcast, nothing of it was observed");
            extent.putAttribute("rangeBeginningDateTime", date + "T00:00:00.000Z");
            extent.putAttribute("rangeEndingDateTime", date + "T23:59:59.999Z");
            new GranuleFile(granule.putGroup("Soil_Moisture_Retrieval_Data_AM"), "", morning).write();
            new GranuleFile(granule.putGroup("Soil_Moisture_Retrieval_Data_PM"), "_pm", List.of()).write();
        }
    }

    private void write() {
        unsigned("EASE_row_index", Footprint::row);
        unsigned("EASE_column_index", Footprint::column);
        real("latitude", "degrees_north", one -> GRID.latitudeDegrees(one.row()));
        real("longitude", "degrees_east", one -> GRID.longitudeDegrees(one.column()));
        real("soil_moisture", "cm**3/cm**3", Footprint::soilMoistureM3PerM3);
        unsigned("retrieval_qual_flag", one -> 0);
        unsigned("surface_flag", one -> 0);
        real("surface_temperature", "Kelvins", Footprint::surfaceTemperatureK);
        seconds();
        real("clay_fraction", "", one -> one.land().clayFraction());
        real("bulk_density", "", one -> one.land().bulkDensityGPerCm3());
        real("albedo", "", one -> one.land().albedo());
        real("roughness_coefficient", "", one -> one.land().roughness());
        real("static_water_body_fraction", "", one -> one.land().waterFraction());
        real("vegetation_water_content", "kg/m**2", one -> 1);
    }

    private void real(String name, String unit, ToDoubleFunction<Footprint> value) {
        var values = new float[GRID.rows()][GRID.columns()];
        for (float[] row : values) {
            Arrays.fill(row, FILL);
        }
        footprints.forEach(one -> values[one.row()][one.column()] = (float) value.applyAsDouble(one));
        WritableDataset dataset =
                group.putDataset(name + suffix, values, options().build());
        dataset.putAttribute("_FillValue", FILL);
        describe(dataset, unit);
    }

    private void seconds() {
        var values = new double[GRID.rows()][GRID.columns()];
        for (double[] row : values) {
            Arrays.fill(row, FILL);
        }
        footprints.forEach(one -> values[one.row()][one.column()] =
                Duration.between(J2000, one.overpass()).toMillis() / 1e3);
        WritableDataset dataset =
                group.putDataset("tb_time_seconds" + suffix, values, options().build());
        dataset.putAttribute("_FillValue", (double) FILL);
        describe(dataset, "seconds");
    }

    private void unsigned(String name, ToIntFunction<Footprint> value) {
        var values = new short[GRID.rows()][GRID.columns()];
        for (short[] row : values) {
            Arrays.fill(row, (short) FILL_UNSIGNED);
        }
        footprints.forEach(one -> values[one.row()][one.column()] = (short) value.applyAsInt(one));
        WritableDataset dataset =
                group.putDataset(name + suffix, values, options().unsigned().build());
        dataset.putAttribute("_FillValue", (short) FILL_UNSIGNED, true);
        describe(dataset, "");
    }

    private void describe(WritableDataset dataset, String unit) {
        String place = "/" + group.getName() + "/";
        dataset.putAttribute("coordinates", place + "latitude" + suffix + " " + place + "longitude" + suffix);
        if (!unit.isEmpty()) {
            dataset.putAttribute("units", unit);
        }
    }

    private static DatasetCreationOptions.Builder options() {
        return DatasetCreationOptions.builder().chunkDimensions(CHUNK).deflate(1);
    }
}
