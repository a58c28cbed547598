package org.soilcast.ingest.smap;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.soilcast.ingest.arrays.ArrayFile;
import org.soilcast.ingest.arrays.ArrayVariable;
import org.soilcast.ingest.parse.InputException;
import org.soilcast.schemas.EaseGrid;

/**
 * Row and column on the EASE grid of each element of a group: from its shape if it is the whole grid, from the file's
 * indices, or from latitudes and longitudes; whatever else the file says about places must agree.
 */
final class CellPlaces {
    /** Files hold latitudes in single precision; a cell of 9 km is 0.09° wide. */
    private static final double TOLERANCE_DEGREES = 0.03;

    private static final double UNDECLARED_FILL = -9999;
    /** Some subsetters round projected coordinates. */
    private static final double TOLERANCE_M = 100;

    private final EaseGrid grid;
    private final int[] rows;
    private final int[] columns;

    private CellPlaces(EaseGrid grid, int[] rows, int[] columns) {
        this.grid = grid;
        this.rows = rows;
        this.columns = columns;
    }

    static CellPlaces find(Path path, ArrayFile file, SmapGroup group) {
        try {
            return new Search(file, group).places();
        } catch (IllegalArgumentException e) {
            throw new InputException(path + ": " + group.pass().group() + ": " + e.getMessage(), e);
        }
    }

    EaseGrid grid() {
        return grid;
    }

    int row(int cell) {
        return rows[cell];
    }

    int column(int cell) {
        return columns[cell];
    }

    private static final class Search {
        private final List<Integer> shape;
        private final int width;
        private final int cells;
        private final EaseGrid grid;
        private final Optional<double[]> rowIndices;
        private final Optional<double[]> columnIndices;
        private final Optional<double[]> latitudes;
        private final Optional<double[]> longitudes;
        private final Optional<double[]> projectedX;
        private final Optional<double[]> projectedY;

        Search(ArrayFile file, SmapGroup group) {
            shape = group.shape();
            long elements = ArrayVariable.product(shape);
            if (elements == 0 || elements > (long) EaseGrid.M09.rows() * EaseGrid.M09.columns()) {
                throw new IllegalArgumentException("shape " + shape + " is no part of an EASE grid");
            }
            cells = (int) elements;
            width = shape.size() == 2 ? shape.get(1) : 1;
            rowIndices = values(file, group, "EASE_row_index", "cell_row");
            columnIndices = values(file, group, "EASE_column_index", "cell_column");
            latitudes = values(file, group, "latitude", "cell_lat");
            longitudes = values(file, group, "longitude", "cell_lon");
            projectedX = axis(file, "x", 1);
            projectedY = axis(file, "y", 0);
            grid = grid(group);
        }

        private Optional<double[]> axis(ArrayFile file, String name, int position) {
            return Optional.ofNullable(file.variables().get(name))
                    .filter(variable -> shape.size() == 2
                            && variable.numeric()
                            && variable.shape().equals(List.of(shape.get(position))))
                    .map(file::values);
        }

        private Optional<double[]> values(ArrayFile file, SmapGroup group, String inGroup, String atRoot) {
            if (group.has(inGroup)) {
                return Optional.of(file.values(group.variable(inGroup)));
            }
            return Optional.ofNullable(file.variables().get(atRoot))
                    .filter(variable -> variable.numeric() && variable.shape().equals(shape))
                    .map(file::values);
        }

        private EaseGrid grid(SmapGroup group) {
            for (EaseGrid candidate : EaseGrid.values()) {
                if (shape.equals(List.of(candidate.rows(), candidate.columns()))) {
                    return candidate;
                }
                if (shape.equals(List.of(candidate.columns(), candidate.rows()))) {
                    throw new IllegalArgumentException("shape " + shape + ": rows and columns are swapped, expected "
                            + candidate.rows() + " x " + candidate.columns());
                }
            }
            boolean fine = !group.pass().hasRetrievals()
                    || rowIndices.isPresent()
                            && highest(rowIndices.get()) >= EaseGrid.M36.rows()
                            && columnIndices.isPresent()
                            && fits(EaseGrid.M09);
            return fine ? EaseGrid.M09 : EaseGrid.M36;
        }

        /** Whether the latitudes, where there are some, are those of a grid's rows. */
        private boolean fits(EaseGrid candidate) {
            if (latitudes.isEmpty() || rowIndices.isEmpty()) {
                return true;
            }
            for (int i = 0; i < cells; i++) {
                double row = rowIndices.get()[i];
                double latitude = latitudes.get()[i];
                if (row >= 0 && row < candidate.rows() && latitude >= -90) {
                    return Math.abs(candidate.latitudeDegrees((int) row) - latitude) < TOLERANCE_DEGREES;
                }
            }
            return true;
        }

        private static double highest(double[] values) {
            return java.util.Arrays.stream(values)
                    .filter(value -> !Double.isNaN(value))
                    .max()
                    .orElse(-1);
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
                throw new IllegalArgumentException("rows from " + top + " and columns from " + left + ", shape " + shape
                        + ", are not inside " + grid);
            }
            int[] rows = IntStream.range(0, cells).map(i -> top + i / width).toArray();
            int[] columns = IntStream.range(0, cells).map(i -> left + i % width).toArray();
            agree("row index", rowIndices, rows);
            agree("column index", columnIndices, columns);
            agreeDegrees(rows, columns);
            agreeMetres("y", projectedY, top, grid::yM);
            agreeMetres("x", projectedX, left, grid::xM);
            return new CellPlaces(grid, rows, columns);
        }

        private static void agreeMetres(String axis, Optional<double[]> stated, int first, IntToDoubleFunction place) {
            for (int i = 0; stated.isPresent() && i < stated.get().length; i++) {
                if (!(Math.abs(stated.get()[i] - place.applyAsDouble(first + i)) < TOLERANCE_M)) {
                    throw new IllegalArgumentException(axis + " " + stated.get()[i] + " at index " + i
                            + " is no cell of the grid; are the axes swapped?");
                }
            }
        }

        /** A half-orbit as a list of cells, which is how SPL2SMP comes; what has no place also has no retrieval. */
        private CellPlaces list() {
            if (rowIndices.isEmpty() || columnIndices.isEmpty()) {
                throw new IllegalArgumentException("a list of cells without EASE_row_index and EASE_column_index");
            }
            int[] rows = indices("row index", rowIndices.get(), grid.rows());
            int[] columns = indices("column index", columnIndices.get(), grid.columns());
            agreeDegrees(rows, columns);
            return new CellPlaces(grid, rows, columns);
        }

        private static int[] indices(String what, double[] values, int length) {
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
            if (shape.get(byRow ? 0 : 1) == length) {
                return OptionalInt.of(0);
            }
            Optional<double[]> axis = byRow ? projectedY : projectedX;
            if (axis.isPresent()) {
                return OptionalInt.of(nearest(length, axis.get()[0], byRow ? grid::yM : grid::xM));
            }
            Optional<double[]> indices = byRow ? rowIndices : columnIndices;
            Optional<double[]> degrees = byRow ? latitudes : longitudes;
            for (int i = 0; i < cells; i++) {
                int along = byRow ? i / width : i % width;
                if (indices.isPresent() && !Double.isNaN(indices.get()[i])) {
                    double index = indices.get()[i];
                    if (index < 0 || index >= length) {
                        throw new IllegalArgumentException((byRow ? "row" : "column") + " index " + index
                                + ": expected 0.." + (length - 1) + "; are rows and columns swapped?");
                    }
                    return OptionalInt.of((int) index - along);
                }
                if (indices.isEmpty()
                        && degrees.isPresent()
                        && !Double.isNaN(degrees.get()[i])
                        && degrees.get()[i] != UNDECLARED_FILL) {
                    IntToDoubleFunction place = byRow ? grid::latitudeDegrees : grid::longitudeDegrees;
                    return OptionalInt.of(nearest(length, degrees.get()[i], place) - along);
                }
            }
            return OptionalInt.empty();
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

        private void agree(String what, Optional<double[]> stated, int[] expected) {
            for (int i = 0; stated.isPresent() && i < cells; i++) {
                double index = stated.get()[i];
                if (!Double.isNaN(index) && index != expected[i]) {
                    throw new IllegalArgumentException(what + " " + index + " at element " + i + ": expected "
                            + expected[i] + "; are rows and columns swapped?");
                }
            }
        }

        private void agreeDegrees(int[] rows, int[] columns) {
            double[] latitudeOfRow = IntStream.range(0, grid.rows())
                    .mapToDouble(grid::latitudeDegrees)
                    .toArray();
            double[] longitudeOfColumn = IntStream.range(0, grid.columns())
                    .mapToDouble(grid::longitudeDegrees)
                    .toArray();
            for (int i = 0; i < cells; i++) {
                near("latitude", latitudes, i, latitudeOfRow[rows[i]]);
                near("longitude", longitudes, i, longitudeOfColumn[columns[i]]);
            }
        }

        /** Without a retrieval there may be no latitude; some files do not even declare its fill value. */
        private static void near(String what, Optional<double[]> stated, int cell, double expected) {
            boolean present = stated.isPresent() && stated.get()[cell] != UNDECLARED_FILL;
            if (present && Math.abs(stated.get()[cell] - expected) > TOLERANCE_DEGREES) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s %.3f at element %d: its row and column lie at %.3f; are the axes swapped?",
                        what,
                        stated.get()[cell],
                        cell,
                        expected));
            }
        }
    }
}
