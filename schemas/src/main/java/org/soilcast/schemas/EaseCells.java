package org.soilcast.schemas;

import java.util.Arrays;
import java.util.Optional;

/** Rows and columns of cells that are all of one EASE grid. */
public final class EaseCells {
    /** A middle may be off by this, degrees: coordinates are floats, of sources that round differently. */
    private static final double TOLERANCE_DEGREES = 2e-3;

    private final EaseGrid grid;
    private final int[] rows;
    private final int[] columns;

    private EaseCells(EaseGrid grid, int[] rows, int[] columns) {
        this.grid = grid;
        this.rows = rows;
        this.columns = columns;
    }

    /** The coarsest grid whose middles all these places are, [cell], degrees; empty when there is none, or no place. */
    public static Optional<EaseCells> of(float[] latitudesDegrees, float[] longitudesDegrees) {
        return Arrays.stream(EaseGrid.values())
                .map(grid -> on(grid, latitudesDegrees, longitudesDegrees))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<EaseCells> on(EaseGrid grid, float[] latitudesDegrees, float[] longitudesDegrees) {
        double[] middlesNorth = new double[grid.rows()];
        Arrays.setAll(middlesNorth, grid::latitudeDegrees);
        var rows = new int[latitudesDegrees.length];
        var columns = new int[rows.length];
        for (int cell = 0; cell < rows.length; cell++) {
            int row = grid.rowOf(latitudesDegrees[cell]);
            int column = grid.columnOf(longitudesDegrees[cell]);
            if (row < 0
                    || row >= grid.rows()
                    || column < 0
                    || column >= grid.columns()
                    || Math.abs(middlesNorth[row] - latitudesDegrees[cell]) > TOLERANCE_DEGREES
                    || Math.abs(grid.longitudeDegrees(column) - longitudesDegrees[cell]) > TOLERANCE_DEGREES) {
                return Optional.empty();
            }
            rows[cell] = row;
            columns[cell] = column;
        }
        return rows.length == 0 ? Optional.empty() : Optional.of(new EaseCells(grid, rows, columns));
    }

    /** Which grid. */
    public EaseGrid grid() {
        return grid;
    }

    /** Number of cells. */
    public int count() {
        return rows.length;
    }

    /** Row of a cell in the whole grid. */
    public int row(int cell) {
        return rows[cell];
    }

    /** Column of a cell in the whole grid. */
    public int column(int cell) {
        return columns[cell];
    }
}
