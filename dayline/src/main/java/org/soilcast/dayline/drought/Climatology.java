package org.soilcast.dayline.drought;

import java.time.LocalDate;
import java.util.Arrays;
import org.soilcast.dayline.arithmetic.RepeatableRows;

/**
 * Quantiles of a tile's soil moisture through the year, by model version: for each cell and depth nine quantiles, each the
 * sum of a mean, a yearly and a half-yearly wave, so 180 bytes a cell.
 *
 * <pre>  q(t) = a0 + a1·cos ωt + b1·sin ωt + a2·cos 2ωt + b2·sin 2ωt,  ω = 2π/365.25 days </pre>
 *
 * <p>Coefficients are kept in steps of 2^-15 m3/m3. Where curves would cross, the larger of a quantile and the one below
 * it is taken. Between quantiles the percentile is linear in the value; beyond the outermost it falls off as 1/(1 + x/s)
 * with the slope it had, so that it never leaves 0 … 100.
 */
public final class Climatology {
    /** Percentiles of the quantiles. */
    static final int[] PERCENTILES = {2, 5, 10, 20, 30, 50, 70, 90, 98};
    /** Terms of each curve. */
    static final int TERMS = 5;
    /** Surface and root zone. */
    static final int DEPTHS = 2;
    /** Years below which percentiles are flagged. */
    public static final int ENOUGH_YEARS = 30;

    /** Values a cell. */
    public static final int COEFFICIENTS = DEPTHS * PERCENTILES.length * TERMS;

    static final float STEPS_PER_M3_PER_M3 = 32_768;
    private static final int QUANTILES = PERCENTILES.length;
    private static final double DAYS_PER_YEAR = 365.25;
    private static final DroughtClass[] CLASSES = DroughtClass.values();

    /** The depths, in the order of the coefficients. */
    public enum Depth {
        /** Top 5 cm. */
        SURFACE,
        /** Top metre. */
        ROOT_ZONE
    }

    private final int years;
    private final int cells;
    private final short[] coefficients;

    /**
     * A climatology.
     *
     * @param years whole years it was made of
     * @param coefficients {@code [depth][quantile][term][cell]}, 2^-15 m3/m3
     */
    public Climatology(int years, int cells, short[] coefficients) {
        if (years < 0 || cells < 1 || coefficients.length != DEPTHS * QUANTILES * TERMS * cells) {
            throw new IllegalArgumentException(
                    "no climatology of " + years + " years, " + cells + " cells, " + coefficients.length + " values");
        }
        this.years = years;
        this.cells = cells;
        this.coefficients = coefficients.clone();
    }

    /** Years it was made of. */
    public int years() {
        return years;
    }

    /** Whether it was made of at least {@link #ENOUGH_YEARS}. */
    public boolean isLong() {
        return years >= ENOUGH_YEARS;
    }

    /** Number of cells. */
    public int cells() {
        return cells;
    }

    /** Coefficients as they are kept; a copy. */
    public short[] coefficients() {
        return coefficients.clone();
    }

    /** The quantiles of a depth on a day, {@code [quantile][cell]}, m3/m3, rising. */
    public float[] quantiles(Depth depth, int epochDay) {
        float[] wave = wave(epochDay);
        var quantiles = new float[QUANTILES * cells];
        for (int quantile = 0; quantile < QUANTILES; quantile++) {
            int from = (depth.ordinal() * QUANTILES + quantile) * TERMS * cells;
            int at = quantile * cells;
            for (int cell = 0; cell < cells; cell++) {
                float value = coefficients[from + cell];
                for (int term = 1; term < TERMS; term++) {
                    value += wave[term] * coefficients[from + term * cells + cell];
                }
                value /= STEPS_PER_M3_PER_M3;
                quantiles[at + cell] = quantile == 0 ? value : Math.max(value, quantiles[at - cells + cell]);
            }
        }
        return quantiles;
    }

    /** 1, cos ωt, sin ωt, cos 2ωt, sin 2ωt on a day. */
    static float[] wave(int epochDay) {
        double angle = 2 * Math.PI * LocalDate.ofEpochDay(epochDay).getDayOfYear() / DAYS_PER_YEAR;
        return new float[] {
            1,
            (float) StrictMath.cos(angle),
            (float) StrictMath.sin(angle),
            (float) StrictMath.cos(2 * angle),
            (float) StrictMath.sin(2 * angle)
        };
    }

    /**
     * The percentile of a value of a cell, 0 … 100.
     *
     * @param quantiles of the day, {@code [quantile][cell]}
     */
    public float percentile(float[] quantiles, int cell, float value) {
        float lowest = quantiles[cell];
        if (value < lowest) {
            return tail(0, 1, lowest - value, quantiles[cells + cell] - lowest);
        }
        for (int quantile = 1; quantile < QUANTILES; quantile++) {
            float below = quantiles[(quantile - 1) * cells + cell];
            float above = quantiles[quantile * cells + cell];
            if (value < above) {
                return PERCENTILES[quantile - 1]
                        + (PERCENTILES[quantile] - PERCENTILES[quantile - 1]) * ((value - below) / (above - below));
            }
        }
        float highest = quantiles[(QUANTILES - 1) * cells + cell];
        return 100
                - tail(
                        QUANTILES - 1,
                        QUANTILES - 2,
                        value - highest,
                        highest - quantiles[(QUANTILES - 2) * cells + cell]);
    }

    /** What is left beyond an outermost quantile: p/(1 + x/s), s from the slope between it and the next one. */
    private static float tail(int outermost, int next, float beyond, float width) {
        float left = Math.min(PERCENTILES[outermost], 100 - PERCENTILES[outermost]);
        float step = Math.abs(PERCENTILES[next] - PERCENTILES[outermost]);
        float scale = left * width / step;
        return scale > 0 ? left / (1 + beyond / scale) : beyond > 0 ? 0 : left;
    }

    /**
     * The value of a cell at a percentile between the outermost quantiles.
     *
     * @param quantiles of the day, {@code [quantile][cell]}
     */
    float value(float[] quantiles, int cell, int percentile) {
        int quantile = quantileAbove(percentile);
        return between(quantiles, quantile, shareOf(quantile, percentile), cell);
    }

    /** The first quantile at or above a percentile that has one below it. */
    private static int quantileAbove(int percentile) {
        int quantile = 1;
        while (PERCENTILES[quantile] < percentile) {
            quantile++;
        }
        return quantile;
    }

    /** How far a percentile is on the way from the quantile below to this one. */
    private static float shareOf(int quantile, int percentile) {
        return (float) (percentile - PERCENTILES[quantile - 1]) / (PERCENTILES[quantile] - PERCENTILES[quantile - 1]);
    }

    private float between(float[] quantiles, int quantile, float share, int cell) {
        float below = quantiles[(quantile - 1) * cells + cell];
        return below + share * (quantiles[quantile * cells + cell] - below);
    }

    /** The values at which the classes but the last end, {@code [class][cell]}, m3/m3, rising. */
    float[] limits(float[] quantiles) {
        var limits = new float[(CLASSES.length - 1) * cells];
        for (int i = 0; i < CLASSES.length - 1; i++) {
            int quantile = quantileAbove(CLASSES[i].upToPercentile());
            float share = shareOf(quantile, CLASSES[i].upToPercentile());
            for (int cell = 0; cell < cells; cell++) {
                limits[i * cells + cell] = between(quantiles, quantile, share, cell);
            }
        }
        return limits;
    }

    /**
     * How many of some values of each cell are in each class.
     *
     * @param quantiles of the day, {@code [quantile][cell]}
     * @param values {@code [member][cell]}
     * @return {@code [class][cell]}
     */
    public float[] count(float[] quantiles, float[] values) {
        float[] limits = limits(quantiles);
        int members = values.length / cells;
        var counts = new float[CLASSES.length * cells];
        for (int i = 0; i < CLASSES.length - 1; i++) {
            RepeatableRows.countUpTo(values, members, limits, i * cells, CLASSES[i].holdsItsLimit(), counts, cells);
        }
        Arrays.fill(counts, (CLASSES.length - 1) * cells, counts.length, members);
        for (int i = CLASSES.length - 1; i > 0; i--) { // from how many up to a limit to how many between two
            for (int cell = 0; cell < cells; cell++) {
                // Where limits are equal, the one before may hold a value at it and this one not.
                counts[i * cells + cell] = Math.max(0, counts[i * cells + cell] - counts[(i - 1) * cells + cell]);
            }
        }
        return counts;
    }
}
