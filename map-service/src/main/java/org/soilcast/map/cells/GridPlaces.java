package org.soilcast.map.cells;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.soilcast.schemas.EaseGrid;

/** Rows and columns of cells that are all of one EASE grid. */
public final class GridPlaces {
    /** A middle may be off by this, degrees: coordinates are floats, of sources that round differently. */
    private static final double TOLERANCE_DEGREES = 2e-3;

    private static final int NONE = -1;

    private final EaseGrid grid;
    private final int[] rows;
    private final int[] columns;
    private final int firstRow;
    private final int firstColumn;
    private final int height;
    private final int width;
    private final int[] cellAt;

    private GridPlaces(EaseGrid grid, int[] rows, int[] columns) {
        this.grid = grid;
        this.rows = rows;
        this.columns = columns;
        firstRow = Arrays.stream(rows).min().orElseThrow();
        firstColumn = Arrays.stream(columns).min().orElseThrow();
        height = Arrays.stream(rows).max().orElseThrow() - firstRow + 1;
        width = Arrays.stream(columns).max().orElseThrow() - firstColumn + 1;
        cellAt = new int[height * width];
        Arrays.fill(cellAt, NONE);
        for (int cell = 0; cell < rows.length; cell++) {
            cellAt[(rows[cell] - firstRow) * width + columns[cell] - firstColumn] = cell;
        }
    }

    /** The coarsest grid whose middles all these places are; empty when there is none, or no place. */
    static Optional<GridPlaces> of(float[] latitudesDegrees, float[] longitudesDegrees) {
        return Arrays.stream(EaseGrid.values())
                .map(grid -> on(grid, latitudesDegrees, longitudesDegrees))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<GridPlaces> on(EaseGrid grid, float[] latitudesDegrees, float[] longitudesDegrees) {
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
        return rows.length == 0 ? Optional.empty() : Optional.of(new GridPlaces(grid, rows, columns));
    }

    /** Which grid. */
    public EaseGrid grid() {
        return grid;
    }

    /** Row of a cell in the whole grid. */
    public int row(int cell) {
        return rows[cell];
    }

    /** Column of a cell in the whole grid. */
    public int column(int cell) {
        return columns[cell];
    }

    /** The northernmost row. */
    public int firstRow() {
        return firstRow;
    }

    /** The westernmost column. */
    public int firstColumn() {
        return firstColumn;
    }

    /** Rows from the northernmost to the southernmost. */
    public int height() {
        return height;
    }

    /** Columns from the westernmost to the easternmost. */
    public int width() {
        return width;
    }

    /** The cell of a place. */
    OptionalInt at(double longitudeDegrees, double latitudeDegrees) {
        int row = grid.rowOf(latitudeDegrees) - firstRow;
        int column = grid.columnOf(longitudeDegrees) - firstColumn;
        if (row < 0 || row >= height || column < 0 || column >= width || cellAt[row * width + column] == NONE) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(cellAt[row * width + column]);
    }
}
