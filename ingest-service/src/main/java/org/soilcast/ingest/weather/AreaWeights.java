package org.soilcast.ingest.weather;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.soilcast.ingest.source.SourceGrid;
import org.soilcast.schemas.EaseGrid;

/**
 * Brings values of a grid of latitudes and longitudes onto cells of an EASE grid by area: x(cell) = Σ a·x / Σ a, with a the
 * area that a source cell shares with the cell. In the projection of the EASE grid, which keeps areas and has meridians and
 * parallels as straight lines, a is the product of a share of the cell's height and one of its width. A cell of which less
 * than half has values is missing.
 */
public final class AreaWeights {
    private static final double LEAST_COVERED = 0.5;
    private static final double ALIKE_DEGREES = 1e-6;

    /**
     * What a row or column of cells takes of the source's.
     *
     * @param indices of the source
     * @param shares of the height or width, 0..1
     */
    private record Shares(int[] indices, double[] shares) {}

    private final Shares[] rows;
    private final Shares[] columns;
    private final int sourceColumns;

    /**
     * The weights of some cells.
     *
     * @param source whose rows have one latitude each and whose columns one longitude each
     * @param cellRows row of each cell, [cell]
     * @param cellColumns column of each cell, [cell]
     * @throws IllegalArgumentException when the source's cells do not lie along parallels and meridians
     */
    public AreaWeights(SourceGrid source, EaseGrid grid, int[] cellRows, int[] cellColumns) {
        if (!canBring(source)) {
            throw new IllegalArgumentException(
                    "weather must lie on a grid of latitudes and longitudes, this one is " + source.description());
        }
        this.sourceColumns = source.columns();
        double[] latitudes = new double[source.rows()];
        double[] longitudes = new double[source.columns()];
        for (int row = 0; row < latitudes.length; row++) {
            latitudes[row] = source.latitudeDegrees(row, 0);
        }
        for (int column = 0; column < longitudes.length; column++) {
            longitudes[column] = source.longitudeDegrees(0, column);
        }
        double[][] heights = new double[latitudes.length][];
        double[] latitudeEdges = edges(latitudes, false);
        for (int row = 0; row < latitudes.length; row++) {
            heights[row] = ordered(
                    grid.rowsFromTop(clipped(latitudeEdges[row])), grid.rowsFromTop(clipped(latitudeEdges[row + 1])));
        }
        double[][] widths = new double[longitudes.length][];
        double[] longitudeEdges = edges(longitudes, true);
        for (int column = 0; column < longitudes.length; column++) {
            widths[column] = ordered(
                    grid.columnsFromLeft(longitudeEdges[column]), grid.columnsFromLeft(longitudeEdges[column + 1]));
        }
        this.rows = shares(heights, cellRows, 0);
        this.columns = shares(widths, cellColumns, grid.columnsFromLeft(180) - grid.columnsFromLeft(-180));
    }

    /** Whether the rows of a grid have one latitude each and its columns one longitude each. */
    public static boolean canBring(SourceGrid source) {
        int row = source.rows() - 1;
        int column = source.columns() - 1;
        return row > 0
                && column > 0
                && Math.abs(source.latitudeDegrees(row, column) - source.latitudeDegrees(row, 0)) < ALIKE_DEGREES
                && Math.abs(source.longitudeDegrees(row, column) - source.longitudeDegrees(0, column)) < ALIKE_DEGREES;
    }

    private static double clipped(double latitudeDegrees) {
        return Math.max(-90, Math.min(latitudeDegrees, 90));
    }

    private static double[] ordered(double one, double other) {
        return new double[] {Math.min(one, other), Math.max(one, other)};
    }

    /** The middles between neighbours, and as far beyond the first and last; longitudes go on where they wrap. */
    private static double[] edges(double[] axis, boolean wraps) {
        double[] unwrapped = axis.clone();
        for (int i = 1; i < axis.length && wraps; i++) {
            double step = Math.IEEEremainder(axis[i] - unwrapped[i - 1], 360);
            unwrapped[i] = unwrapped[i - 1] + step;
        }
        var edges = new double[axis.length + 1];
        for (int i = 1; i < axis.length; i++) {
            edges[i] = (unwrapped[i - 1] + unwrapped[i]) / 2;
        }
        edges[0] = unwrapped[0] - (edges[1] - unwrapped[0]);
        edges[axis.length] = unwrapped[axis.length - 1] + (unwrapped[axis.length - 1] - edges[axis.length - 1]);
        return edges;
    }

    /** Shares of each cell in the order of the cells; cells of a row are told once. */
    private static Shares[] shares(double[][] spans, int[] cells, double around) {
        Map<Integer, Shares> known = new HashMap<>();
        var shares = new Shares[cells.length];
        for (int cell = 0; cell < cells.length; cell++) {
            shares[cell] = known.computeIfAbsent(cells[cell], index -> sharesOf(spans, index, around));
        }
        return shares;
    }

    private static Shares sharesOf(double[][] spans, int index, double around) {
        List<Integer> indices = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < spans.length; i++) {
            double share = 0;
            for (int turn = around == 0 ? 0 : -2; turn <= (around == 0 ? 0 : 2); turn++) {
                double from = Math.max(index, spans[i][0] + turn * around);
                double to = Math.min(index + 1.0, spans[i][1] + turn * around);
                share += Math.max(0, to - from);
            }
            if (share > 0) {
                indices.add(i);
                shares.add(share);
            }
        }
        return new Shares(
                indices.stream().mapToInt(Integer::intValue).toArray(),
                shares.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * The cells' values, [cell], NaN for missing.
     *
     * @param values of the source, [row · columns + column], NaN for missing
     */
    public float[] apply(double[] values) {
        var onCells = new float[rows.length];
        for (int cell = 0; cell < onCells.length; cell++) {
            Shares down = rows[cell];
            Shares across = columns[cell];
            double sum = 0;
            double area = 0;
            for (int i = 0; i < down.indices.length; i++) {
                int start = down.indices[i] * sourceColumns;
                for (int j = 0; j < across.indices.length; j++) {
                    double value = values[start + across.indices[j]];
                    if (!Double.isNaN(value)) {
                        double shared = down.shares[i] * across.shares[j];
                        sum += shared * value;
                        area += shared;
                    }
                }
            }
            onCells[cell] = area < LEAST_COVERED ? Float.NaN : (float) (sum / area);
        }
        return onCells;
    }
}
