package org.soilcast.dayline.arithmetic;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of rows for networks that are learned sample by sample, many values at a time. Each sum runs in the order of the
 * rows, product and sum rounded one after the other, so the bits are those of the plain loop whatever a register holds.
 */
public final class RowSums {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    private RowSums() {}

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
        int whole = FLOATS.loopBound(columns);
        for (int column = 0; column < whole; column += FLOATS.length()) {
            FloatVector sum = FloatVector.fromArray(FLOATS, sums, at + column);
            for (int row = 0; row < rows; row++) {
                sum = sum.add(FloatVector.fromArray(FLOATS, matrix, row * columns + column)
                        .mul(factors[first + row * step]));
            }
            sum.intoArray(sums, at + column);
        }
        for (int column = whole; column < columns; column++) {
            float sum = sums[at + column];
            for (int row = 0; row < rows; row++) {
                sum += matrix[row * columns + column] * factors[first + row * step];
            }
            sums[at + column] = sum;
        }
    }

    /**
     * {@code matrix[i][j] += factors[i]·row[j]}
     *
     * @param matrix {@code [row][column]}
     * @param factors one for each row of the matrix
     * @param row one value for each of its columns
     */
    public static void addOuterProduct(float[] matrix, float[] factors, float[] row) {
        int columns = row.length;
        int whole = FLOATS.loopBound(columns);
        for (int column = 0; column < whole; column += FLOATS.length()) {
            FloatVector values = FloatVector.fromArray(FLOATS, row, column);
            for (int i = 0, at = column; i < factors.length; i++, at += columns) {
                FloatVector.fromArray(FLOATS, matrix, at)
                        .add(values.mul(factors[i]))
                        .intoArray(matrix, at);
            }
        }
        for (int column = whole; column < columns; column++) {
            for (int i = 0, at = column; i < factors.length; i++, at += columns) {
                matrix[at] += row[column] * factors[i];
            }
        }
    }
}
