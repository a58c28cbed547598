package org.soilcast.dayline.drought;

import java.time.LocalDate;
import java.util.Arrays;
import org.soilcast.dayline.drought.Climatology.Depth;

/**
 * Fits a {@link Climatology} to daily series of the open loop. Every five days of the year the sample quantiles of all
 * values of all years within ±{@value #HALF_WINDOW_DAYS} days are taken, so from a window of 25 days; the five terms of
 * each quantile's curve are their least squares. Computed in double precision, the same on every machine.
 */
public final class ClimatologyFit {
    private static final int HALF_WINDOW_DAYS = 12;
    private static final int EVERY_DAYS = 5;
    private static final int DAYS_OF_YEAR = 366;
    /** A climatology needs a year. */
    public static final int FEWEST_DAYS = DAYS_OF_YEAR - 1;

    private static final int POINTS = 73;

    private final int[] dayOfYear; // [day]
    private final int cells;
    private final double[][] solver; // [term][point]: least squares of values at the points

    /**
     * A fit to some days.
     *
     * @param firstEpochDay date of the first
     * @param days how many, at least 365
     */
    public ClimatologyFit(int firstEpochDay, int days, int cells) {
        if (days < FEWEST_DAYS) {
            throw new IllegalArgumentException("a climatology needs at least a year, there are " + days + " days");
        }
        this.cells = cells;
        dayOfYear = new int[days];
        for (int day = 0; day < days; day++) {
            dayOfYear[day] = LocalDate.ofEpochDay(firstEpochDay + (long) day).getDayOfYear();
        }
        solver = solver();
    }

    /**
     * The climatology.
     *
     * @param surfaceM3PerM3 {@code [day][cell]}
     * @param rootZoneM3PerM3 {@code [day][cell]}
     */
    public Climatology of(float[] surfaceM3PerM3, float[] rootZoneM3PerM3) {
        int quantiles = Climatology.PERCENTILES.length;
        var coefficients = new short[Climatology.DEPTHS * quantiles * Climatology.TERMS * cells];
        for (Depth depth : Depth.values()) {
            float[] series = depth == Depth.SURFACE ? surfaceM3PerM3 : rootZoneM3PerM3;
            if (series.length != dayOfYear.length * cells) {
                throw new IllegalArgumentException("expected " + dayOfYear.length + " days of " + cells
                        + " cells, found " + series.length + " values");
            }
            for (int cell = 0; cell < cells; cell++) {
                double[][] points = quantilesAtPoints(series, cell);
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    for (int term = 0; term < Climatology.TERMS; term++) {
                        double sum = 0;
                        for (int point = 0; point < POINTS; point++) {
                            sum += solver[term][point] * points[point][quantile];
                        }
                        coefficients[
                                        ((depth.ordinal() * quantiles + quantile) * Climatology.TERMS + term) * cells
                                                + cell] =
                                bounded(sum);
                    }
                }
            }
        }
        return new Climatology(dayOfYear.length / (DAYS_OF_YEAR - 1), cells, coefficients);
    }

    private static short bounded(double coefficient) {
        double steps = Math.rint(coefficient * Climatology.STEPS_PER_M3_PER_M3);
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, steps));
    }

    /** Sample quantiles of one cell, {@code [point][quantile]}. */
    private double[][] quantilesAtPoints(float[] series, int cell) {
        var points = new double[POINTS][];
        var window = new float[dayOfYear.length];
        for (int point = 0; point < POINTS; point++) {
            int centre = dayOfPoint(point);
            int count = 0;
            for (int day = 0; day < dayOfYear.length; day++) {
                int apart = Math.abs(dayOfYear[day] - centre);
                if (Math.min(apart, DAYS_OF_YEAR - apart) <= HALF_WINDOW_DAYS) {
                    window[count++] = series[day * cells + cell];
                }
            }
            float[] sorted = Arrays.copyOf(window, count);
            Arrays.sort(sorted);
            points[point] = Arrays.stream(Climatology.PERCENTILES)
                    .mapToDouble(percentile -> quantile(sorted, percentile / 100.0))
                    .toArray();
        }
        return points;
    }

    /** The quantile of sorted values at which value i of n stands at (i + ½)/n (Hyndman and Fan 1996, definition 5). */
    static double quantile(float[] sorted, double share) {
        double position = share * sorted.length - 0.5;
        int below = (int) Math.max(0, Math.min(sorted.length - 1, Math.floor(position)));
        int above = Math.min(sorted.length - 1, below + 1);
        double part = Math.max(0, Math.min(1, position - below));
        return sorted[below] + part * (sorted[above] - sorted[below]);
    }

    private static int dayOfPoint(int point) {
        return 1 + EVERY_DAYS / 2 + point * EVERY_DAYS;
    }

    /** (XᵀX)⁻¹Xᵀ of the curve's terms at the points. */
    private static double[][] solver() {
        var rows = new double[POINTS][];
        int firstOfLeapYear = (int) LocalDate.of(2000, 1, 1).toEpochDay();
        for (int point = 0; point < POINTS; point++) {
            float[] wave = Climatology.wave(firstOfLeapYear + dayOfPoint(point) - 1);
            rows[point] = new double[wave.length];
            for (int term = 0; term < wave.length; term++) {
                rows[point][term] = wave[term];
            }
        }
        int terms = Climatology.TERMS;
        var system = new double[terms][terms + POINTS];
        for (int row = 0; row < terms; row++) {
            for (int point = 0; point < POINTS; point++) {
                for (int column = 0; column < terms; column++) {
                    system[row][column] += rows[point][row] * rows[point][column];
                }
                system[row][terms + point] = rows[point][row];
            }
        }
        eliminate(system);
        return Arrays.stream(system)
                .map(row -> Arrays.copyOfRange(row, terms, row.length))
                .toArray(double[][]::new);
    }

    /** Gauss and Jordan on a positive definite matrix, with what stands to its right. */
    private static void eliminate(double[][] system) {
        for (int pivot = 0; pivot < system.length; pivot++) {
            double scale = system[pivot][pivot];
            for (int column = 0; column < system[pivot].length; column++) {
                system[pivot][column] /= scale;
            }
            for (int row = 0; row < system.length; row++) {
                double factor = row == pivot ? 0 : system[row][pivot];
                for (int column = 0; column < system[row].length; column++) {
                    system[row][column] -= factor * system[pivot][column];
                }
            }
        }
    }
}
