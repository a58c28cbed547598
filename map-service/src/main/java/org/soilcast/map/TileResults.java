package org.soilcast.map;

import java.util.Arrays;
import java.util.List;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.SoilMoisture;

/**
 * The columns of one tile and date as plain arrays: 36 bytes a cell, so that a domain's whole history (10,000 cells and
 * a year: 130 MB) can be held decoded and written in the order of cells, which runs across tiles.
 */
final class TileResults {
    /** The float columns of a record, in the order of the array. */
    enum Column {
        SURFACE_MEAN,
        SURFACE_SD,
        ROOT_ZONE_MEAN,
        ROOT_ZONE_SD,
        SURFACE_OPEN_LOOP,
        SURFACE_FORECAST,
        OBSERVED
    }

    private static final int COLUMNS = Column.values().length;

    private final int modelVersion;
    private final int revision;
    private final float[] values; // [column][cell]
    private final int[] quality; // [cell]

    /**
     * Takes a record's values; an empty standard deviation is unknown for all cells.
     *
     * @throws IllegalArgumentException when an array has another length than the tile has cells
     */
    TileResults(SoilMoisture results, int cells) {
        modelVersion = results.getModelVersion();
        revision = results.getRevision();
        values = new float[COLUMNS * cells];
        set(Column.SURFACE_MEAN, results.getSurfaceMeanM3PerM3(), cells);
        setOptional(Column.SURFACE_SD, results.getSurfaceSdM3PerM3(), cells);
        set(Column.ROOT_ZONE_MEAN, results.getRootZoneMeanM3PerM3(), cells);
        setOptional(Column.ROOT_ZONE_SD, results.getRootZoneSdM3PerM3(), cells);
        set(Column.SURFACE_OPEN_LOOP, results.getSurfaceOpenLoopM3PerM3(), cells);
        set(Column.SURFACE_FORECAST, results.getSurfaceForecastM3PerM3(), cells);
        set(Column.OBSERVED, results.getObservedM3PerM3(), cells);
        quality = Floats.ints(results.getQuality());
        checkLength("quality", quality.length, cells);
    }

    int modelVersion() {
        return modelVersion;
    }

    int revision() {
        return revision;
    }

    int quality(int cell) {
        return quality[cell];
    }

    /** The value in m3/m3; NaN where unknown. */
    float value(Column column, int cell) {
        return values[column.ordinal() * quality.length + cell];
    }

    private void setOptional(Column column, List<Float> source, int cells) {
        if (source.isEmpty()) {
            int start = column.ordinal() * cells;
            Arrays.fill(values, start, start + cells, Float.NaN);
        } else {
            set(column, source, cells);
        }
    }

    private void set(Column column, List<Float> source, int cells) {
        checkLength(column.name(), source.size(), cells);
        System.arraycopy(Floats.array(source), 0, values, column.ordinal() * cells, cells);
    }

    private static void checkLength(String name, int found, int cells) {
        if (found != cells) {
            throw new IllegalArgumentException(name + ": expected " + cells + " values, found " + found);
        }
    }
}
