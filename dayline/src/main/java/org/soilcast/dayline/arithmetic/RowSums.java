package org.soilcast.dayline.arithmetic;

import org.soilcast.land.kernel.VectorWarmUp;

/**
 * Products of rows for small networks, many values at a time. Each sum runs in the order of the rows, product and sum rounded
 * one after the other, so that scalar and vector code have the same bits; vector code begins where {@link RepeatableRows} says.
 */
public final class RowSums {
    private static final int EXERCISED_COLUMNS = 128;
    private static final int EXERCISED_ROWS = 64;
    private static final long PRODUCTS_BEFORE_VECTORS = 200_000_000;
    private static final ThreadLocal<Exercise> EXERCISE = ThreadLocal.withInitial(Exercise::new);
    private static final VectorWarmUp WARM_UP = new VectorWarmUp(
            PRODUCTS_BEFORE_VECTORS,
            columns -> EXERCISE.get().with(columns, 0),
            columns -> EXERCISE.get().with(columns, VectorRowSums.whole(columns)));

    private RowSums() {}

    /** Values to exercise on. */
    private static final class Exercise {
        final float[] factors = new float[EXERCISED_ROWS];
        final float[] row = new float[EXERCISED_COLUMNS];
        final float[] matrix = new float[EXERCISED_ROWS * EXERCISED_COLUMNS];

        void with(int columns, int vectors) {
            addProduct(row, 0, columns, factors, 0, 1, EXERCISED_ROWS, matrix, vectors);
            addOuterProduct(matrix, factors, row, columns, vectors);
        }
    }

    /**
     * {@code sums[j] += factors[0]·matrix[0][j] + factors[1]·matrix[1][j] + …}
     *
     * @param sums one for each column of the matrix
     * @param factors one for each row of the matrix
     * @param matrix {@code [row][column]}
     */
    public static void addProduct(float[] sums, float[] factors, float[] matrix) {
        addProduct(sums, 0, sums.length, factors, 0, 1, factors.length, matrix);
    }

    /**
     * The same of some sums and factors.
     *
     * @param at of the first sum
     * @param columns of the matrix, and so many sums
     * @param first place of the factor of the first row
     * @param step from the factor of a row to that of the next
     * @param rows of the matrix
     */
    public static void addProduct(
            float[] sums, int at, int columns, float[] factors, int first, int step, int rows, float[] matrix) {
        addProduct(sums, at, columns, factors, first, step, rows, matrix, vectors(rows, columns));
    }

    /**
     * {@code matrix[i][j] += factors[i]·row[j]}
     *
     * @param matrix {@code [row][column]}
     * @param factors one for each row of the matrix
     * @param row one value for each of its columns
     */
    public static void addOuterProduct(float[] matrix, float[] factors, float[] row) {
        addOuterProduct(matrix, factors, row, row.length, vectors(factors.length, row.length));
    }

    private static int vectors(int rows, int columns) {
        return WARM_UP.ready((long) rows * columns) ? VectorRowSums.whole(columns) : 0;
    }

    /** The first so many columns by vector code. */
    static void addProduct(
            float[] sums,
            int at,
            int columns,
            float[] factors,
            int first,
            int step,
            int rows,
            float[] matrix,
            int vectors) {
        if (vectors > 0) {
            VectorRowSums.addProduct(sums, at, columns, factors, first, step, rows, matrix, vectors);
        }
        for (int row = 0; row < rows; row++) {
            float factor = factors[first + row * step];
            int begin = row * columns;
            for (int column = vectors; column < columns; column++) {
                sums[at + column] += matrix[begin + column] * factor;
            }
        }
    }

    /** The first so many columns by vector code. */
    static void addOuterProduct(float[] matrix, float[] factors, float[] row, int columns, int vectors) {
        if (vectors > 0) {
            VectorRowSums.addOuterProduct(matrix, factors, row, columns, vectors);
        }
        for (int i = 0; i < factors.length; i++) {
            int begin = i * columns;
            for (int column = vectors; column < columns; column++) {
                matrix[begin + column] += row[column] * factors[i];
            }
        }
    }
}
