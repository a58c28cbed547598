package org.soilcast.laboratory.verification;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * What a series has beyond its own year: x − x̄(day of year), where x̄ is the mean of its values of all years within
 * {@value #REACH_DAYS} days of the same day of the year (the 31-day window of Reichle et al. 2017, Journal of
 * Hydrometeorology 18, 2621–2645). The correlation of two such series is their anomaly correlation: skill that the
 * seasons alone do not give.
 */
final class SeasonalAnomalies {
    static final int REACH_DAYS = 15;
    /** Fewer values than one a day of the window say little of a mean. */
    static final int FEWEST_VALUES = 2 * REACH_DAYS + 1;

    private static final int DAYS_OF_YEAR = 366;

    private SeasonalAnomalies() {}

    /**
     * The anomalies.
     *
     * @param series {@code [day][cell]}, NaN where missing
     * @param first date of the first day
     * @return {@code [day][cell]}; NaN where the value is missing or too few are to be had for the mean
     */
    static float[] of(float[] series, int cells, LocalDate first) {
        var sums = new double[DAYS_OF_YEAR * cells]; // [day of year][cell]
        var counts = new int[sums.length];
        int days = series.length / cells;
        int[] dayOfYear = new int[days];
        for (int day = 0; day < days; day++) {
            dayOfYear[day] = first.plusDays(day).getDayOfYear() - 1;
            for (int cell = 0; cell < cells; cell++) {
                float value = series[day * cells + cell];
                if (!Float.isNaN(value)) {
                    sums[dayOfYear[day] * cells + cell] += value;
                    counts[dayOfYear[day] * cells + cell]++;
                }
            }
        }
        var means = new double[sums.length];
        Arrays.fill(means, Double.NaN);
        for (int date = 0; date < DAYS_OF_YEAR; date++) {
            for (int cell = 0; cell < cells; cell++) {
                means[date * cells + cell] = windowMean(sums, counts, date, cell, cells);
            }
        }
        var anomalies = new float[series.length];
        for (int at = 0; at < series.length; at++) {
            anomalies[at] = (float) (series[at] - means[dayOfYear[at / cells] * cells + at % cells]);
        }
        return anomalies;
    }

    private static double windowMean(double[] sums, int[] counts, int date, int cell, int cells) {
        double sum = 0;
        int count = 0;
        for (int off = -REACH_DAYS; off <= REACH_DAYS; off++) {
            int at = Math.floorMod(date + off, DAYS_OF_YEAR) * cells + cell;
            sum += sums[at];
            count += counts[at];
        }
        return count < FEWEST_VALUES ? Double.NaN : sum / count;
    }
}
