package org.soilcast.dayline.correction;

import java.util.Arrays;
import org.soilcast.land.physics.Driver;

/**
 * The rows of {@link MemoryRow} of some cells, {@code [row][cell]} from some place of an array on, and how days and
 * retrievals change them. The residual filter is the Kalman filter (Kalman 1960, Journal of Basic Engineering 82, 35–45) of
 * a slow and a fast error of the open loop o, both autoregressive:
 *
 * <pre>
 *   s(d) = φs·s(d − 1) + qs,  f(d) = φf·f(d − 1) + qf,  y = o + s + f + r,   φ = e^(−1/τ)
 * </pre>
 *
 * <p>Without retrievals both fade to 0.
 */
public final class CellMemory {
    /** Age of a retrieval from which on it is forgotten, days. */
    public static final float OLDEST_DAYS = 60;
    /** Number of rows. */
    public static final int ROWS = MemoryRow.values().length;

    private static final float FIRST_INNOVATION_SQUARE = 0.03f * 0.03f;
    private static final float INNOVATION_KEPT = 0.95f;
    private static final float KEPT_OF_5_DAYS = (float) StrictMath.exp(-1.0 / 5);
    private static final float KEPT_OF_20_DAYS = (float) StrictMath.exp(-1.0 / 20);
    private static final float KEPT_OF_10_DAYS = (float) StrictMath.exp(-1.0 / 10);

    private final float[] values;
    private final int begin;
    private final int cells;

    /** Memory of cells within an array, which is written to. */
    public CellMemory(float[] values, int begin, int cells) {
        if (begin < 0 || cells < 1 || values.length - begin < ROWS * cells) {
            throw new IllegalArgumentException(
                    "no memory of " + cells + " cells from " + begin + " of " + values.length);
        }
        this.values = values;
        this.begin = begin;
        this.cells = cells;
    }

    /** Where a row begins in the array. */
    public int at(MemoryRow row) {
        return begin + row.ordinal() * cells;
    }

    /** A value. */
    public float get(MemoryRow row, int cell) {
        return values[at(row) + cell];
    }

    private void set(MemoryRow row, int cell, float value) {
        values[at(row) + cell] = value;
    }

    /** Nothing seen yet. */
    public void begin() {
        Arrays.fill(values, begin, begin + ROWS * cells, 0);
        fill(MemoryRow.RETRIEVAL_AGE_DAYS, OLDEST_DAYS);
        fill(MemoryRow.INNOVATION_SQUARE, FIRST_INNOVATION_SQUARE);
    }

    private void fill(MemoryRow row, float value) {
        Arrays.fill(values, at(row), at(row) + cells, value);
    }

    /**
     * Moves errors and the age of the last retrieval to the next day, before its retrieval. Variances grow towards those
     * of the climate, which they begin with when there were none.
     */
    public void beginDay(ResidualNumbers numbers) {
        float slowKept = (float) StrictMath.exp(-1 / numbers.slowDays());
        float fastKept = (float) StrictMath.exp(-1 / numbers.fastDays());
        float slowClimate = square(numbers.slowSdM3PerM3());
        float fastClimate = square(numbers.fastSdM3PerM3());
        float slowAdded = slowClimate * (1 - slowKept * slowKept);
        float fastAdded = fastClimate * (1 - fastKept * fastKept);
        for (int cell = 0; cell < cells; cell++) {
            float slow = get(MemoryRow.SLOW_VARIANCE, cell);
            float fast = get(MemoryRow.FAST_VARIANCE, cell);
            boolean fresh = slow == 0 && fast == 0;
            set(MemoryRow.SLOW_ERROR, cell, slowKept * get(MemoryRow.SLOW_ERROR, cell));
            set(MemoryRow.FAST_ERROR, cell, fastKept * get(MemoryRow.FAST_ERROR, cell));
            set(MemoryRow.SLOW_VARIANCE, cell, fresh ? slowClimate : slowKept * slowKept * slow + slowAdded);
            set(MemoryRow.FAST_VARIANCE, cell, fresh ? fastClimate : fastKept * fastKept * fast + fastAdded);
            set(MemoryRow.SLOW_FAST_COVARIANCE, cell, slowKept * fastKept * get(MemoryRow.SLOW_FAST_COVARIANCE, cell));
            set(MemoryRow.RETRIEVAL_AGE_DAYS, cell, Math.min(OLDEST_DAYS, get(MemoryRow.RETRIEVAL_AGE_DAYS, cell) + 1));
        }
    }

    /** Variance of a retrieval around open loop, slow and fast error. */
    public float innovationVariance(ResidualNumbers numbers, int cell) {
        return get(MemoryRow.SLOW_VARIANCE, cell)
                + 2 * get(MemoryRow.SLOW_FAST_COVARIANCE, cell)
                + get(MemoryRow.FAST_VARIANCE, cell)
                + square(numbers.retrievalSdM3PerM3());
    }

    /** Whether a retrieval of the last {@link #OLDEST_DAYS} days is remembered. */
    public boolean remembersRetrieval(int cell) {
        return get(MemoryRow.RETRIEVAL_AGE_DAYS, cell) < OLDEST_DAYS;
    }

    /**
     * Learns from the day's retrievals, then remembers the day.
     *
     * @param openLoopM3PerM3 {@code [cell]}
     * @param observedM3PerM3 {@code [cell]}, NaN where nothing is to be learned from
     * @param drivers {@code [driver][cell]}
     */
    public void endDay(ResidualNumbers numbers, float[] openLoopM3PerM3, float[] observedM3PerM3, float[] drivers) {
        int rain = Driver.PRECIPITATION_MM_PER_DAY.ordinal() * cells;
        int air = Driver.AIR_TEMPERATURE_C.ordinal() * cells;
        int demand = Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY.ordinal() * cells;
        for (int cell = 0; cell < cells; cell++) {
            float fallen = drivers[rain + cell];
            set(MemoryRow.RAIN_SINCE_RETRIEVAL_MM, cell, get(MemoryRow.RAIN_SINCE_RETRIEVAL_MM, cell) + fallen);
            if (!Float.isNaN(observedM3PerM3[cell])) {
                learn(numbers, cell, openLoopM3PerM3[cell], observedM3PerM3[cell]);
            }
            set(MemoryRow.OPEN_LOOP_YESTERDAY, cell, openLoopM3PerM3[cell]);
            set(MemoryRow.RAIN_YESTERDAY, cell, fallen);
            set(MemoryRow.AIR_TEMPERATURE_YESTERDAY, cell, drivers[air + cell]);
            set(MemoryRow.DEMAND_YESTERDAY, cell, drivers[demand + cell]);
            fade(MemoryRow.RAIN_OF_5_DAYS, cell, KEPT_OF_5_DAYS, fallen);
            fade(MemoryRow.RAIN_OF_20_DAYS, cell, KEPT_OF_20_DAYS, fallen);
            fade(MemoryRow.DEMAND_OF_10_DAYS, cell, KEPT_OF_10_DAYS, drivers[demand + cell]);
        }
    }

    private void fade(MemoryRow row, int cell, float kept, float added) {
        set(row, cell, kept * get(row, cell) + added);
    }

    private void learn(ResidualNumbers numbers, int cell, float openLoop, float observed) {
        float slow = get(MemoryRow.SLOW_VARIANCE, cell);
        float both = get(MemoryRow.SLOW_FAST_COVARIANCE, cell);
        float fast = get(MemoryRow.FAST_VARIANCE, cell);
        float total = innovationVariance(numbers, cell);
        float slowGain = (slow + both) / total;
        float fastGain = (both + fast) / total;
        float innovation = observed - (openLoop + get(MemoryRow.SLOW_ERROR, cell) + get(MemoryRow.FAST_ERROR, cell));
        set(MemoryRow.SLOW_ERROR, cell, get(MemoryRow.SLOW_ERROR, cell) + slowGain * innovation);
        set(MemoryRow.FAST_ERROR, cell, get(MemoryRow.FAST_ERROR, cell) + fastGain * innovation);
        set(MemoryRow.SLOW_VARIANCE, cell, slow - slowGain * (slow + both));
        set(MemoryRow.FAST_VARIANCE, cell, fast - fastGain * (both + fast));
        set(MemoryRow.SLOW_FAST_COVARIANCE, cell, both - slowGain * (both + fast));
        set(
                MemoryRow.INNOVATION_SQUARE,
                cell,
                INNOVATION_KEPT * get(MemoryRow.INNOVATION_SQUARE, cell)
                        + (1 - INNOVATION_KEPT) * innovation * innovation);
        set(MemoryRow.LAST_RESIDUAL, cell, observed - openLoop);
        set(MemoryRow.LAST_RETRIEVAL, cell, observed);
        set(MemoryRow.OPEN_LOOP_AT_RETRIEVAL, cell, openLoop);
        set(MemoryRow.RETRIEVAL_AGE_DAYS, cell, 0);
        set(MemoryRow.RAIN_SINCE_RETRIEVAL_MM, cell, 0);
    }

    private static float square(double value) {
        return (float) (value * value);
    }
}
