package org.soilcast.dayline.arithmetic;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link RowSums} of as many columns as registers hold. What is beyond the last full register is left to the caller. */
final class VectorRowSums {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    private VectorRowSums() {}

    /** How many of so many columns are computed here: those of full registers. */
    static int whole(int columns) {
        return FLOATS.loopBound(columns);
    }

    /** {@link RowSums#addProduct} of so many columns. */
    static void addProduct(
            float[] sums,
            int at,
            int columns,
            float[] factors,
            int first,
            int step,
            int rows,
            float[] matrix,
            int count) {
        for (int column = 0; column < count; column += FLOATS.length()) {
            FloatVector sum = FloatVector.fromArray(FLOATS, sums, at + column);
            for (int row = 0; row < rows; row++) {
                sum = sum.add(FloatVector.fromArray(FLOATS, matrix, row * columns + column)
                        .mul(factors[first + row * step]));
            }
            sum.intoArray(sums, at + column);
        }
    }

    /** {@link RowSums#addOuterProduct} of so many columns. */
    static void addOuterProduct(float[] matrix, float[] factors, float[] row, int columns, int count) {
        for (int column = 0; column < count; column += FLOATS.length()) {
            FloatVector values = FloatVector.fromArray(FLOATS, row, column);
            for (int i = 0, at = column; i < factors.length; i++, at += columns) {
                FloatVector.fromArray(FLOATS, matrix, at)
                        .add(values.mul(factors[i]))
                        .intoArray(matrix, at);
            }
        }
    }
}
