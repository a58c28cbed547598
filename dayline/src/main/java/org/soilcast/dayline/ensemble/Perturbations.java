package org.soilcast.dayline.ensemble;

import org.soilcast.dayline.arithmetic.RepeatableFunctions;
import org.soilcast.dayline.ensemble.CounterRandom.Purpose;
import org.soilcast.land.physics.Driver;

/**
 * What sets the members of an ensemble apart: factors on precipitation and demand that remember yesterday, and noise in
 * the soil water. With e independent standard normal deviates of {@link CounterRandom}, and φ = e^(−1/memory):
 *
 * <pre>
 *   x(d) = φ·x(d − 1) + √(1 − φ²)·e1                  z(d) = φ·z(d − 1) + √(1 − φ²)·(ρ·e1 + √(1 − ρ²)·e2)
 *   P' = P·exp(σP·x − σP²/2)                          PET' = PET·exp(σE·z − σE²/2)
 * </pre>
 *
 * <p>Both factors have mean 1. x and z are rounded to {@value #STEPS_PER_UNIT} steps a unit each day, so that an anchor
 * of 16 bits holds them as they are. Holds work space, so each thread needs its own.
 */
public final class Perturbations {
    /** Rows that a member remembers: x and z. */
    public static final int REMEMBERED_ROWS = 2;

    private static final float STEPS_PER_UNIT = 4096;
    private static final float LARGEST = 7.9f;

    private int[] key0 = new int[0];
    private int[] key1 = new int[0];
    private int[] first = new int[0];
    private int[] second = new int[0];

    /** Takes up the cells that the next calls are about. */
    public void of(long seed, long[] cellKeys) {
        if (key0.length != cellKeys.length) {
            key0 = new int[cellKeys.length];
            key1 = new int[cellKeys.length];
            first = new int[cellKeys.length];
            second = new int[cellKeys.length];
        }
        CounterRandom.keys(seed, cellKeys, key0, key1);
    }

    /**
     * A member's weather of a day.
     *
     * @param memory x and z, {@code [row][cell]} from {@code memoryAt} on; moved to this day
     * @param drivers the cells' weather, {@code [driver][cell]}
     * @param into written: row of each driver every {@code stride} values from {@code at} on
     */
    public void force(
            EnsembleNumbers numbers,
            int member,
            int epochDay,
            float[] memory,
            int memoryAt,
            float[] drivers,
            float[] into,
            int at,
            int stride) {
        int cells = key0.length;
        float kept = (float) StrictMath.exp(-1 / numbers.memoryDays());
        float fresh = (float) StrictMath.sqrt(1 - (double) kept * kept);
        float shared = (float) numbers.correlation();
        float own = (float) StrictMath.sqrt(1 - numbers.correlation() * numbers.correlation());
        float rainSd = (float) numbers.rainSd();
        float demandSd = (float) numbers.demandSd();
        int rain = Driver.PRECIPITATION_MM_PER_DAY.ordinal();
        int air = Driver.AIR_TEMPERATURE_C.ordinal();
        int demand = Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY.ordinal();
        draw(Purpose.FORCING, member, epochDay, 0);
        for (int cell = 0; cell < cells; cell++) {
            float e1 = RepeatableFunctions.normal(first[cell]);
            float e2 = RepeatableFunctions.normal(second[cell]);
            float x = rounded(kept * memory[memoryAt + cell] + fresh * e1);
            float z = rounded(kept * memory[memoryAt + cells + cell] + fresh * (shared * e1 + own * e2));
            memory[memoryAt + cell] = x;
            memory[memoryAt + cells + cell] = z;
            into[at + rain * stride + cell] =
                    drivers[rain * cells + cell] * RepeatableFunctions.exp(rainSd * x - 0.5f * rainSd * rainSd);
            into[at + demand * stride + cell] =
                    drivers[demand * cells + cell] * RepeatableFunctions.exp(demandSd * z - 0.5f * demandSd * demandSd);
        }
        System.arraycopy(drivers, air * cells, into, at + air * stride, cells);
    }

    /** Standard normal deviates of the three soil layers of a member on a day, {@code [layer][cell]}, written. */
    public void stateNoise(int member, int epochDay, float[] deviates) {
        int cells = key0.length;
        draw(Purpose.STATE_NOISE, member, epochDay, 0);
        for (int cell = 0; cell < cells; cell++) {
            deviates[cell] = RepeatableFunctions.normal(first[cell]);
            deviates[cells + cell] = RepeatableFunctions.normal(second[cell]);
        }
        draw(Purpose.STATE_NOISE, member, epochDay, 1);
        for (int cell = 0; cell < cells; cell++) {
            deviates[2 * cells + cell] = RepeatableFunctions.normal(first[cell]);
        }
    }

    private void draw(Purpose purpose, int member, int epochDay, int pair) {
        CounterRandom.words(
                key0, key1, epochDay, CounterRandom.counter(purpose, member, pair), first, second, key0.length);
    }

    private static float rounded(float deviate) {
        float bounded = Math.max(-LARGEST, Math.min(LARGEST, deviate));
        return (float) Math.rint(bounded * STEPS_PER_UNIT) / STEPS_PER_UNIT;
    }

    /** The 16 bits of a remembered value. */
    public static short bits(float remembered) {
        return (short) Math.rint(remembered * STEPS_PER_UNIT);
    }

    /** The remembered value of 16 bits. */
    public static float remembered(short bits) {
        return bits / STEPS_PER_UNIT;
    }
}
