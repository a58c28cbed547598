package org.soilcast.dayline.ensemble;

import org.soilcast.dayline.arithmetic.RepeatableRows;
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
    /** A float near it has steps of 1, so adding it rounds to the nearest integer, in loops that the compiler vectorises. */
    private static final float ROUNDER = 0x1.8p23f;

    private int[] key0 = new int[0];
    private int[] key1 = new int[0];
    private int[] first = new int[0];
    private int[] second = new int[0];
    private float[] deviates = new float[0]; // [pair][cell]
    private float[] factors = new float[0]; // [rain, demand][cell]

    /** Takes up the cells that the next calls are about. */
    public void of(long seed, long[] cellKeys) {
        if (key0.length != cellKeys.length) {
            key0 = new int[cellKeys.length];
            key1 = new int[cellKeys.length];
            first = new int[cellKeys.length];
            second = new int[cellKeys.length];
            deviates = new float[2 * cellKeys.length];
            factors = new float[2 * cellKeys.length];
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
        RepeatableRows.normal(first, deviates, 0, cells);
        RepeatableRows.normal(second, deviates, cells, cells);
        for (int cell = 0; cell < cells; cell++) {
            deviates[cells + cell] = shared * deviates[cell] + own * deviates[cells + cell];
        }
        for (int i = 0; i < 2 * cells; i++) {
            memory[memoryAt + i] = rounded(kept * memory[memoryAt + i] + fresh * deviates[i]);
        }
        exponents(memory, memoryAt, rainSd, factors, 0, cells);
        exponents(memory, memoryAt + cells, demandSd, factors, cells, cells);
        RepeatableRows.exp(factors, 0, factors, 0, 2 * cells);
        multiply(drivers, rain * cells, factors, 0, into, at + rain * stride, cells);
        multiply(drivers, demand * cells, factors, cells, into, at + demand * stride, cells);
        System.arraycopy(drivers, air * cells, into, at + air * stride, cells);
    }

    /** σ·x − σ²/2 of a row. */
    private static void exponents(float[] x, int xAt, float sd, float[] into, int at, int cells) {
        for (int cell = 0; cell < cells; cell++) {
            into[at + cell] = sd * x[xAt + cell] - 0.5f * sd * sd;
        }
    }

    private static void multiply(float[] a, int aAt, float[] b, int bAt, float[] into, int at, int cells) {
        for (int cell = 0; cell < cells; cell++) {
            into[at + cell] = a[aAt + cell] * b[bAt + cell];
        }
    }

    /** Standard normal deviates of the three soil layers of a member on a day, {@code [layer][cell]}, written. */
    public void stateNoise(int member, int epochDay, float[] ofLayers) {
        int cells = key0.length;
        draw(Purpose.STATE_NOISE, member, epochDay, 0);
        RepeatableRows.normal(first, ofLayers, 0, cells);
        RepeatableRows.normal(second, ofLayers, cells, cells);
        draw(Purpose.STATE_NOISE, member, epochDay, 1);
        RepeatableRows.normal(first, ofLayers, 2 * cells, cells);
    }

    private void draw(Purpose purpose, int member, int epochDay, int pair) {
        CounterRandom.words(
                key0, key1, epochDay, CounterRandom.counter(purpose, member, pair), first, second, key0.length);
    }

    private static float rounded(float deviate) {
        float bounded = Math.max(-LARGEST, Math.min(LARGEST, deviate));
        return (bounded * STEPS_PER_UNIT + ROUNDER - ROUNDER) / STEPS_PER_UNIT;
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
