package org.soilcast.ingest.twin;

import java.util.function.LongToDoubleFunction;

/**
 * Smooth random fields: independent standard normals on a square lattice, spread by cubic B-splines (de Boor 1978,
 * chapter IX) over the 4 × 4 nodes around a point. The weights are scaled to a square sum of 1, so that every point's
 * value is standard normal too; points about two spacings apart are independent.
 *
 * @param spacingM distance of the nodes in the projected plane, m
 * @param firstColumn column of the westernmost node kept
 * @param firstRow row of the southernmost node kept
 * @param columns columns of nodes kept
 * @param rows rows of nodes kept
 */
record Lattice(double spacingM, int firstColumn, int firstRow, int columns, int rows) {
    private static final int SUPPORT = 4;

    /** The nodes that points within a rectangle need. */
    static Lattice over(double spacingM, double lowestXM, double highestXM, double lowestYM, double highestYM) {
        int firstColumn = base(lowestXM, spacingM);
        int firstRow = base(lowestYM, spacingM);
        return new Lattice(
                spacingM,
                firstColumn,
                firstRow,
                base(highestXM, spacingM) - firstColumn + SUPPORT,
                base(highestYM, spacingM) - firstRow + SUPPORT);
    }

    /**
     * A point's place on a lattice.
     *
     * @param node index of its lower left node
     * @param weightsX weights of the 4 columns
     * @param weightsY weights of the 4 rows
     */
    record Stencil(int node, double[] weightsX, double[] weightsY) {}

    /** Place of a point. */
    Stencil stencil(double xM, double yM) {
        int column = base(xM, spacingM);
        int row = base(yM, spacingM);
        return new Stencil(
                (row - firstRow) * columns + column - firstColumn,
                weights(xM / spacingM - column - 1),
                weights(yM / spacingM - row - 1));
    }

    /** Values of all nodes, [row][column]; a node's number is the same in every lattice of this spacing. */
    double[] nodes(LongToDoubleFunction ofNode) {
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            int row = firstRow + i / columns;
            int column = firstColumn + i % columns;
            values[i] = ofNode.applyAsDouble((long) row << 32 ^ column & 0xFFFFFFFFL);
        }
        return values;
    }

    /** Value at a point. */
    double at(Stencil point, double[] nodes) {
        double sum = 0;
        for (int row = 0; row < SUPPORT; row++) {
            int first = point.node + row * columns;
            double ofRow = 0;
            for (int column = 0; column < SUPPORT; column++) {
                ofRow += point.weightsX[column] * nodes[first + column];
            }
            sum += point.weightsY[row] * ofRow;
        }
        return sum;
    }

    private static int base(double positionM, double spacingM) {
        return (int) Math.floor(positionM / spacingM) - 1;
    }

    /** Cubic B-spline at the four nodes around a point, t in [0, 1) from the second, scaled to square sum 1. */
    private static double[] weights(double t) {
        double s = 1 - t;
        double[] weights = {s * s * s, 4 - 3 * t * t * (2 - t), 4 - 3 * s * s * (2 - s), t * t * t};
        double squares = 0;
        for (double weight : weights) {
            squares += weight * weight;
        }
        double scale = 1 / Math.sqrt(squares);
        for (int i = 0; i < SUPPORT; i++) {
            weights[i] *= scale;
        }
        return weights;
    }
}
