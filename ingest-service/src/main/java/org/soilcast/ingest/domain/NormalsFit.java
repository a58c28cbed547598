package org.soilcast.ingest.domain;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Finds {@link Normals} by least squares from all values of a set. A cell that has fewer than
 * {@value #LEAST_VALUES_PER_MONTH} values in some month of the year gets its mean only, since a course would be a guess
 * there; a cell without any value gets the mean course of the others. So a variable known anywhere has normals everywhere.
 */
public final class NormalsFit {
    /** Values of a cell in each calendar month, over all years, that a course over the year needs. */
    static final int LEAST_VALUES_PER_MONTH = 10;

    private static final int N = Normals.COEFFICIENTS;
    private static final int MONTHS = 12;

    private final int cells;
    private final Map<ForcingVariable, Sums[]> sums = new EnumMap<>(ForcingVariable.class);

    /** Without any value yet. */
    public NormalsFit(int cells) {
        this.cells = cells;
    }

    /** Adds a date's values of a variable, [cell], NaN for missing. */
    public void add(LocalDate date, ForcingVariable variable, float[] values) {
        if (values.length != cells) {
            throw new IllegalArgumentException("expected " + cells + " values, found " + values.length);
        }
        Sums[] ofVariable = sums.computeIfAbsent(variable, any -> {
            var fresh = new Sums[cells];
            Arrays.setAll(fresh, cell -> new Sums());
            return fresh;
        });
        double[] basis = Normals.basis(date);
        for (int cell = 0; cell < cells; cell++) {
            if (!Float.isNaN(values[cell])) {
                ofVariable[cell].add(date.getMonthValue() - 1, basis, values[cell]);
            }
        }
    }

    /** The normals of the values so far. */
    public Normals normals() {
        var coefficients = new EnumMap<ForcingVariable, float[]>(ForcingVariable.class);
        sums.forEach((variable, ofVariable) -> {
            if (Arrays.stream(ofVariable).anyMatch(cell -> cell.count > 0)) {
                coefficients.put(variable, coefficients(ofVariable));
            }
        });
        return new Normals(cells, coefficients);
    }

    private float[] coefficients(Sums[] ofVariable) {
        var courses = new float[N * cells];
        var mean = new double[N];
        int known = 0;
        for (int cell = 0; cell < cells; cell++) {
            if (ofVariable[cell].count > 0) {
                double[] course = ofVariable[cell].course();
                known++;
                for (int i = 0; i < N; i++) {
                    courses[i * cells + cell] = (float) course[i];
                    mean[i] += course[i];
                }
            }
        }
        for (int cell = 0; cell < cells; cell++) {
            for (int i = 0; i < N && ofVariable[cell].count == 0; i++) {
                courses[i * cells + cell] = (float) (mean[i] / known);
            }
        }
        return courses;
    }

    /** Normal equations of one cell: matrix [row][column] = Σ b bᵀ, right side Σ b x, for the five functions b. */
    private static final class Sums {
        private final double[][] matrix = new double[N][N];
        private final double[] right = new double[N];
        private final int[] perMonth = new int[MONTHS];
        private int count;

        private void add(int month, double[] basis, double value) {
            count++;
            perMonth[month]++;
            for (int i = 0; i < N; i++) {
                right[i] += basis[i] * value;
                for (int j = 0; j <= i; j++) {
                    matrix[i][j] += basis[i] * basis[j];
                }
            }
        }

        private double[] course() {
            if (Arrays.stream(perMonth).anyMatch(values -> values < LEAST_VALUES_PER_MONTH)) {
                var mean = new double[N];
                mean[0] = right[0] / count;
                return mean;
            }
            return solved();
        }

        /** By Cholesky's factors; with values in every month the matrix is positive definite. */
        private double[] solved() {
            var factor = new double[N][N];
            for (int i = 0; i < N; i++) {
                for (int j = 0; j <= i; j++) {
                    double rest = matrix[i][j];
                    for (int k = 0; k < j; k++) {
                        rest -= factor[i][k] * factor[j][k];
                    }
                    factor[i][j] = i == j ? Math.sqrt(rest) : rest / factor[j][j];
                }
            }
            double[] x = right.clone();
            for (int i = 0; i < N; i++) {
                for (int k = 0; k < i; k++) {
                    x[i] -= factor[i][k] * x[k];
                }
                x[i] /= factor[i][i];
            }
            for (int i = N - 1; i >= 0; i--) {
                for (int k = i + 1; k < N; k++) {
                    x[i] -= factor[k][i] * x[k];
                }
                x[i] /= factor[i][i];
            }
            return x;
        }
    }
}
