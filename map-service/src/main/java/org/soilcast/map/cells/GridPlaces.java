package org.soilcast.map.cells;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.soilcast.schemas.EaseCells;
import org.soilcast.schemas.EaseGrid;

/** Rows and columns of cells that are all of one EASE grid. */
public final class GridPlaces {
    private static final int NONE = -1;

    private final EaseCells cells;
    private final int firstRow;
    private final int firstColumn;
    private final int height;
    private final int width;
    private final int[] cellAt;

    private GridPlaces(EaseCells cells) {
        this.cells = cells;
        firstRow = cells().map(cells::row).min().orElseThrow();
        firstColumn = cells().map(cells::column).min().orElseThrow();
        height = cells().map(cells::row).max().orElseThrow() - firstRow + 1;
        width = cells().map(cells::column).max().orElseThrow() - firstColumn + 1;
        cellAt = new int[height * width];
        Arrays.fill(cellAt, NONE);
        cells().forEach(cell -> cellAt[(cells.row(cell) - firstRow) * width + cells.column(cell) - firstColumn] = cell);
    }

    private IntStream cells() {
        return IntStream.range(0, cells.count());
    }

    /** The coarsest grid whose middles all these places are; empty when there is none, or no place. */
    static Optional<GridPlaces> of(float[] latitudesDegrees, float[] longitudesDegrees) {
        return EaseCells.of(latitudesDegrees, longitudesDegrees).map(GridPlaces::new);
    }

    /** Which grid. */
    public EaseGrid grid() {
        return cells.grid();
    }

    /** Row of a cell in the whole grid. */
    public int row(int cell) {
        return cells.row(cell);
    }

    /** Column of a cell in the whole grid. */
    public int column(int cell) {
        return cells.column(cell);
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
        int row = grid().rowOf(latitudeDegrees) - firstRow;
        int column = grid().columnOf(longitudeDegrees) - firstColumn;
        if (row < 0 || row >= height || column < 0 || column >= width || cellAt[row * width + column] == NONE) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(cellAt[row * width + column]);
    }
}
