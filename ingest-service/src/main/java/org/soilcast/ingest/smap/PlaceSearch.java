package org.soilcast.ingest.smap;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.soilcast.ingest.arrays.ArrayFile;
import org.soilcast.ingest.arrays.ArrayVariable;
import org.soilcast.schemas.EaseGrid;

/**
 * Finds the places of a group's elements; all that the file says of what is read must agree. Of a large grid one array at a time
 * is held.
 */
final class PlaceSearch {
    private final ArrayFile file;
    private final SmapGroup group;
    private final List<Integer> shape;
    private final int width;
    private final int cells;
    private final EaseGrid grid;
    private final Supplier<Optional<double[]>> rowIndices;
    private final Supplier<Optional<double[]>> columnIndices;
    private final Supplier<Optional<double[]>> latitudes;
    private final Supplier<Optional<double[]>> longitudes;
    private final Optional<double[]> projectedX;
    private final Optional<double[]> projectedY;

    PlaceSearch(ArrayFile file, SmapGroup group) {
        this.file = file;
        this.group = group;
        shape = group.shape();
        long elements = ArrayVariable.product(shape);
        if (elements == 0 || elements > (long) EaseGrid.M09.rows() * EaseGrid.M09.columns()) {
            throw new IllegalArgumentException("shape " + shape + " is no part of an EASE grid");
        }
        cells = (int) elements;
        width = shape.size() == 2 ? shape.get(1) : 1;
        rowIndices = stated("EASE_row_index", "cell_row");
        columnIndices = stated("EASE_column_index", "cell_column");
        latitudes = stated("latitude", "cell_lat");
        longitudes = stated("longitude", "cell_lon");
        projectedX = axis("x", 1);
        projectedY = axis("y", 0);
        grid = grid();
    }

    private Optional<double[]> axis(String name, int position) {
        List<Integer> whole = group.fileShape();
        return Optional.ofNullable(file.variables().get(name))
                .filter(variable -> whole.size() == 2
                        && variable.numeric()
                        && variable.shape().equals(List.of(whole.get(position))))
                .map(file::values);
    }

    private Supplier<Optional<double[]>> stated(String inGroup, String atRoot) {
        Optional<ArrayVariable> found = group.has(inGroup)
                ? Optional.of(group.variable(inGroup))
                : Optional.ofNullable(file.variables().get(atRoot))
                        .filter(variable ->
                                variable.numeric() && variable.shape().equals(group.fileShape()));
        return () -> found.map(group::values);
    }

    private EaseGrid grid() {
        List<Integer> whole = group.fileShape();
        for (EaseGrid candidate : EaseGrid.values()) {
            if (whole.equals(List.of(candidate.rows(), candidate.columns()))) {
                return candidate;
            }
            if (whole.equals(List.of(candidate.columns(), candidate.rows()))) {
                throw new IllegalArgumentException("shape " + whole + ": rows and columns are swapped, expected "
                        + candidate.rows() + " x " + candidate.columns());
            }
        }
        return !group.pass().hasRetrievals() || isFine() ? EaseGrid.M09 : EaseGrid.M36;
    }

    /** Whether indices are beyond the coarse grid, and the latitudes, where there are some, are those of the fine grid's rows. */
    private boolean isFine() {
        Optional<double[]> rows = rowIndices.get();
        if (rows.isEmpty()
                || highest(rows.get()) < EaseGrid.M36.rows()
                || columnIndices.get().isEmpty()) {
            return false;
        }
        double[] stated = latitudes.get().orElse(new double[0]);
        for (int i = 0; i < stated.length; i++) {
            double row = rows.get()[i];
            if (row >= 0 && row < EaseGrid.M09.rows() && stated[i] >= -90) {
                return Math.abs(EaseGrid.M09.latitudeDegrees((int) row) - stated[i]) < PlaceChecks.TOLERANCE_DEGREES;
            }
        }
        return true;
    }

    private static double highest(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).max().orElse(-1);
    }

    CellPlaces places() {
        if (shape.size() == 1) {
            return list();
        }
        OptionalInt firstRow = first(true);
        OptionalInt firstColumn = first(false);
        if (firstRow.isEmpty() || firstColumn.isEmpty()) {
            throw new IllegalArgumentException("shape " + shape
                    + " is not the whole grid, and neither indices nor latitudes and longitudes say which part");
        }
        int top = firstRow.getAsInt();
        int left = firstColumn.getAsInt();
        if (top < 0 || left < 0 || top + shape.get(0) > grid.rows() || left + width > grid.columns()) {
            throw new IllegalArgumentException(
                    "rows from " + top + " and columns from " + left + ", shape " + shape + ", are not inside " + grid);
        }
        var window = new CellPlaces.Window(grid, top, left, width);
        PlaceChecks.indices("row index", rowIndices, window::row);
        PlaceChecks.indices("column index", columnIndices, window::column);
        agreeDegrees(window);
        PlaceChecks.metres("y", projectedY, top - group.firstRow(), grid::yM);
        PlaceChecks.metres("x", projectedX, left, grid::xM);
        return window;
    }

    /** A half-orbit as a list of cells, which is how SPL2SMP comes; what has no place also has no retrieval. */
    private CellPlaces list() {
        int[] rows = indices("row index", rowIndices, grid.rows());
        int[] columns = indices("column index", columnIndices, grid.columns());
        var places = new CellPlaces.Listed(grid, rows, columns);
        agreeDegrees(places);
        return places;
    }

    private static int[] indices(String what, Supplier<Optional<double[]>> stated, int length) {
        double[] values = stated.get()
                .orElseThrow(() ->
                        new IllegalArgumentException("a list of cells without EASE_row_index and EASE_column_index"));
        var indices = new int[values.length];
        for (int i = 0; i < indices.length; i++) {
            if (!(values[i] >= 0 && values[i] < length)) {
                throw new IllegalArgumentException(
                        what + " " + values[i] + " of cell " + i + ": expected 0.." + (length - 1));
            }
            indices[i] = (int) values[i];
        }
        return indices;
    }

    /** Row or column of the whole grid that the first one is; empty when nothing in the file says so. */
    private OptionalInt first(boolean byRow) {
        int length = byRow ? grid.rows() : grid.columns();
        if (group.fileShape().get(byRow ? 0 : 1) == length) {
            return OptionalInt.of(byRow ? group.firstRow() : 0);
        }
        Optional<double[]> axis = byRow ? projectedY : projectedX;
        if (axis.isPresent()) {
            return OptionalInt.of(nearest(length, axis.get()[0], byRow ? grid::yM : grid::xM));
        }
        Optional<double[]> indices = (byRow ? rowIndices : columnIndices).get();
        return indices.isPresent()
                ? byIndices(byRow, indices.get(), length)
                : byDegrees(byRow, (byRow ? latitudes : longitudes).get().orElse(new double[0]), length);
    }

    private OptionalInt byIndices(boolean byRow, double[] indices, int length) {
        for (int i = 0; i < cells; i++) {
            double index = indices[i];
            if (!Double.isNaN(index)) {
                if (index < 0 || index >= length) {
                    throw new IllegalArgumentException((byRow ? "row" : "column") + " index " + index + ": expected 0.."
                            + (length - 1) + "; are rows and columns swapped?");
                }
                return OptionalInt.of((int) index - along(byRow, i));
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt byDegrees(boolean byRow, double[] degrees, int length) {
        IntToDoubleFunction place = byRow ? grid::latitudeDegrees : grid::longitudeDegrees;
        for (int i = 0; i < degrees.length; i++) {
            if (!Double.isNaN(degrees[i]) && degrees[i] != PlaceChecks.UNDECLARED_FILL) {
                return OptionalInt.of(nearest(length, degrees[i], place) - along(byRow, i));
            }
        }
        return OptionalInt.empty();
    }

    private int along(boolean byRow, int cell) {
        return byRow ? cell / width : cell % width;
    }

    private static int nearest(int length, double stated, IntToDoubleFunction place) {
        int nearest = 0;
        for (int i = 1; i < length; i++) {
            if (Math.abs(place.applyAsDouble(i) - stated) < Math.abs(place.applyAsDouble(nearest) - stated)) {
                nearest = i;
            }
        }
        return nearest;
    }

    private void agreeDegrees(CellPlaces places) {
        PlaceChecks.degrees("latitude", latitudes, places::row, grid.rows(), grid::latitudeDegrees);
        PlaceChecks.degrees("longitude", longitudes, places::column, grid.columns(), grid::longitudeDegrees);
    }
}
