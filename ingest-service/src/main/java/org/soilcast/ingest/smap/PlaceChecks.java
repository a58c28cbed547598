package org.soilcast.ingest.smap;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What a file says of its elements' places, against where they must lie; what it does not say, NaN, contradicts nothing. */
final class PlaceChecks {
    /** Files hold latitudes in single precision; a cell of 9 km is 0.09° wide. */
    static final double TOLERANCE_DEGREES = 0.03;

    static final double UNDECLARED_FILL = -9999;
    /** Some subsetters round projected coordinates. */
    private static final double TOLERANCE_M = 100;

    private PlaceChecks() {}

    static void metres(String axis, Optional<double[]> stated, int first, IntToDoubleFunction place) {
        for (int i = 0; stated.isPresent() && i < stated.get().length; i++) {
            if (!(Math.abs(stated.get()[i] - place.applyAsDouble(first + i)) < TOLERANCE_M)) {
                throw new IllegalArgumentException(axis + " " + stated.get()[i] + " at index " + i
                        + " is no cell of the grid; are the axes swapped?");
            }
        }
    }

    static void indices(String what, Supplier<Optional<double[]>> stated, IntUnaryOperator expected) {
        double[] indices = stated.get().orElse(new double[0]);
        for (int i = 0; i < indices.length; i++) {
            if (!Double.isNaN(indices[i]) && indices[i] != expected.applyAsInt(i)) {
                throw new IllegalArgumentException(what + " " + indices[i] + " at element " + i + ": expected "
                        + expected.applyAsInt(i) + "; are rows and columns swapped?");
            }
        }
    }

    /** Without a retrieval there may be no latitude; some files do not even declare its fill value. */
    static void degrees(
            String what,
            Supplier<Optional<double[]>> stated,
            IntUnaryOperator index,
            int length,
            IntToDoubleFunction place) {
        double[] expected = IntStream.range(0, length).mapToDouble(place).toArray();
        double[] degrees = stated.get().orElse(new double[0]);
        for (int i = 0; i < degrees.length; i++) {
            double lies = expected[index.applyAsInt(i)];
            if (degrees[i] != UNDECLARED_FILL && Math.abs(degrees[i] - lies) > TOLERANCE_DEGREES) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s %.3f at element %d: its row and column lie at %.3f; are the axes swapped?",
                        what,
                        degrees[i],
                        i,
                        lies));
            }
        }
    }
}
