package org.soilcast.learning.score;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.soilcast.learning.history.CellHistory;

/** Every {@link Metric} of a prediction in every cell, and their median and mean over cells. Immutable. */
public final class CellScores {
    private final double[][] values; // [metric][cell], NaN where not defined

    private CellScores(double[][] values) {
        this.values = values;
    }

    /**
     * Compares a prediction with the retrievals of the history's days. A day without a prediction (NaN) is left out.
     *
     * @param surface predicted surface soil moisture of these days and cells, {@code [day][cell]}, m3/m3
     */
    public static CellScores of(CellHistory history, float[] surface) {
        int cells = history.cells().size();
        int days = history.span().days();
        if (surface.length != days * cells) {
            throw new IllegalArgumentException(
                    "expected " + days + " days x " + cells + " cells, found " + surface.length + " values");
        }
        var retrievals = new float[surface.length];
        for (int i = 0; i < retrievals.length; i++) {
            retrievals[i] = history.recommendedRetrieval(i / cells, i % cells);
        }
        return of(retrievals, surface, cells);
    }

    /**
     * Compares a prediction with other observations than retrievals. A day on which either is missing (NaN) is left out.
     *
     * @param observed {@code [day][cell]}, m3/m3
     * @param predicted {@code [day][cell]}, m3/m3
     */
    public static CellScores of(float[] observed, float[] predicted, int cells) {
        if (observed.length != predicted.length) {
            throw new IllegalArgumentException(
                    observed.length + " values observed, but " + predicted.length + " predicted");
        }
        var values = new double[Metric.values().length][cells];
        for (int cell = 0; cell < cells; cell++) {
            var pairs = new PairSums();
            for (int at = cell; at < observed.length; at += cells) {
                if (!Float.isNaN(observed[at]) && !Float.isNaN(predicted[at])) {
                    pairs.add(predicted[at], observed[at]);
                }
            }
            for (Metric metric : Metric.values()) {
                double value = pairs.count() == 0 ? Double.NaN : metric.of(pairs);
                values[metric.ordinal()][cell] = Double.isFinite(value) ? value : Double.NaN;
            }
        }
        return new CellScores(values);
    }

    /** One cell's value, NaN where not defined. */
    public double of(Metric metric, int cell) {
        return values[metric.ordinal()][cell];
    }

    /** Number of these cells where the metric is defined. */
    public int cells(Metric metric, IntPredicate chosen) {
        return defined(metric, chosen).length;
    }

    /** Median over these cells; NaN without any. */
    public double median(Metric metric, IntPredicate chosen) {
        return median(defined(metric, chosen));
    }

    /** Mean over these cells; NaN without any. */
    public double mean(Metric metric, IntPredicate chosen) {
        return Arrays.stream(defined(metric, chosen)).average().orElse(Double.NaN);
    }

    /** The middle value, or the mean of the two in the middle; NaN of none. */
    public static double median(double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private double[] defined(Metric metric, IntPredicate chosen) {
        double[] row = values[metric.ordinal()];
        return IntStream.range(0, row.length)
                .filter(chosen)
                .mapToDouble(cell -> row[cell])
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }
}
