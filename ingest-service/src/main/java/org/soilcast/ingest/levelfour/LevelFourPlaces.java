package org.soilcast.ingest.levelfour;

import org.soilcast.ingest.source.EaseWindow;
import org.soilcast.schemas.EaseGrid;

/**
 * Where places lie on the 9 km grid of SMAP's level-4 product. Places that all lie in the middle of cells of the 36 km grid are
 * those cells, and each is the mean of the 4 × 4 cells of 9 km in it, all of one area; any other place is the cell of 9 km that
 * it lies in.
 */
final class LevelFourPlaces {
    private static final EaseGrid GRID = EaseGrid.M09;
    private static final EaseGrid COARSE = EaseGrid.M36;
    private static final int FINE_IN_COARSE = 4;
    /** 100 m: places are told with few decimals. */
    private static final double MIDDLE_DEGREES = 1e-3;
    /** Of a place's cells so many must have a value. */
    private static final double LEAST_COVERED = 0.5;

    private final int[] firstRows;
    private final int[] firstColumns;
    private final int width;

    private LevelFourPlaces(int[] firstRows, int[] firstColumns, int width) {
        this.firstRows = firstRows;
        this.firstColumns = firstColumns;
        this.width = width;
    }

    /**
     * The places with these latitudes and longitudes.
     *
     * @param latitudesDegrees north, [place]
     * @param longitudesDegrees east, [place]
     */
    static LevelFourPlaces of(float[] latitudesDegrees, float[] longitudesDegrees) {
        boolean coarse = true;
        for (int place = 0; place < latitudesDegrees.length; place++) {
            coarse &= isMiddle(latitudesDegrees[place], longitudesDegrees[place]);
        }
        EaseGrid grid = coarse ? COARSE : GRID;
        int width = coarse ? FINE_IN_COARSE : 1;
        var rows = new int[latitudesDegrees.length];
        var columns = new int[latitudesDegrees.length];
        for (int place = 0; place < rows.length; place++) {
            rows[place] = width * grid.rowOf(latitudesDegrees[place]);
            columns[place] = width * grid.columnOf(longitudesDegrees[place]);
        }
        return new LevelFourPlaces(rows, columns, width);
    }

    private static boolean isMiddle(double latitudeDegrees, double longitudeDegrees) {
        int row = COARSE.rowOf(latitudeDegrees);
        int column = COARSE.columnOf(longitudeDegrees);
        return Math.abs(COARSE.latitudeDegrees(row) - latitudeDegrees) < MIDDLE_DEGREES
                && Math.abs(COARSE.longitudeDegrees(column) - longitudeDegrees) < MIDDLE_DEGREES;
    }

    /**
     * The places' values, [place]; NaN where less than half of the cells are in the window and have one.
     *
     * @param values of the window, [row · columns + column], NaN for missing
     */
    float[] mean(EaseWindow window, double[] values) {
        var means = new float[firstRows.length];
        for (int place = 0; place < means.length; place++) {
            double sum = 0;
            int count = 0;
            for (int cell = 0; cell < width * width; cell++) {
                int row = firstRows[place] + cell / width - window.firstRow();
                int column = firstColumns[place] + cell % width - window.firstColumn();
                boolean inside = row >= 0 && row < window.rows() && column >= 0 && column < window.columns();
                double value = inside ? values[row * window.columns() + column] : Double.NaN;
                if (!Double.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
            means[place] = count < LEAST_COVERED * width * width ? Float.NaN : (float) (sum / count);
        }
        return means;
    }
}
