package org.soilcast.map;

import java.util.Arrays;
import java.util.List;
import org.soilcast.schemas.ResultColumn;
import org.soilcast.schemas.avro.SoilMoisture;

/**
 * The results of one tile and date: each column as whole numbers in units of its last decimal, which is what an export
 * prints, so that nothing is rounded twice.
 *
 * @param origin of the record
 * @param values [column][cell], in the order of {@link ResultColumn}; {@link #UNKNOWN} where there is none
 */
public record TileResults(Origin origin, int[][] values) {
    /** Stands for a value that is not known. */
    public static final int UNKNOWN = Integer.MIN_VALUE;

    /**
     * What made a result.
     *
     * @param epoch start of the job that computed it
     * @param modelVersion version of bundle and tile-model
     * @param revision revision of the tile-day
     * @param issue how often the day had been computed
     */
    public record Origin(int epoch, int modelVersion, int revision, int issue) {}

    /**
     * Checks and takes a record's values.
     *
     * @throws IllegalArgumentException when an array has another length than the tile has cells, or a value is not finite
     *     or missing where it must be known
     */
    public static TileResults of(SoilMoisture record, int cells) {
        ResultColumn[] columns = ResultColumn.values();
        var values = new int[columns.length][];
        for (ResultColumn column : columns) {
            values[column.ordinal()] = scaled(column, column.values(record), cells);
        }
        return new TileResults(
                new Origin(record.getEpoch(), record.getModelVersion(), record.getRevision(), record.getIssue()),
                values);
    }

    /** Number of cells. */
    public int cells() {
        return values[0].length;
    }

    /** The same of some of its cells. */
    TileResults of(int[] cells) {
        return new TileResults(
                origin,
                Arrays.stream(values)
                        .map(column ->
                                Arrays.stream(cells).map(cell -> column[cell]).toArray())
                        .toArray(int[][]::new));
    }

    /** One value in units of the column's last decimal. */
    public int scaled(ResultColumn column, int cell) {
        return values[column.ordinal()][cell];
    }

    /** One value in the column's unit; NaN where it is not known. */
    public float value(ResultColumn column, int cell) {
        int scaled = scaled(column, cell);
        return scaled == UNKNOWN ? Float.NaN : (float) FixedDecimals.value(scaled, column.decimals());
    }

    private static int[] scaled(ResultColumn column, List<? extends Number> source, int cells) {
        var scaled = new int[cells];
        if (source.isEmpty() && !column.isAlwaysKnown()) {
            Arrays.fill(scaled, UNKNOWN);
            return scaled;
        }
        if (source.size() != cells) {
            throw new IllegalArgumentException(
                    column.label() + ": expected " + cells + " values, found " + source.size());
        }
        int cell = 0;
        for (Number number : source) {
            double value = number.doubleValue();
            if (Double.isNaN(value) && !column.isAlwaysKnown()) {
                scaled[cell++] = UNKNOWN;
            } else {
                long whole = Double.isFinite(value) ? FixedDecimals.scaled(value, column.decimals()) : Long.MAX_VALUE;
                if (Math.abs(whole) > Integer.MAX_VALUE) {
                    throw new IllegalArgumentException(
                            column.label() + ": expected a number that is finite and small, found " + value);
                }
                scaled[cell++] = (int) whole;
            }
        }
        return scaled;
    }
}
