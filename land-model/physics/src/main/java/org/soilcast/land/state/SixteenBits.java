package org.soilcast.land.state;

import org.soilcast.land.physics.State;

/**
 * Values kept in 16 bits: states and water fluxes, which are never negative, and air temperature.
 *
 * <p>An amount has 4 bits of exponent and 12 of mantissa, rounded to the nearest: below 2 the step is 2⁻¹¹ ≈ 4.9e-4,
 * above it the relative error is at most 2⁻¹³ ≈ 1.2e-4, the largest value is 65,528. In soil water that is at most
 * 5e-5 m3/m3 of any layer; snow of a glacier and the frozen-ground index of the coldest place fit. (With 5 and 11 bits
 * the relative error would be twice that, for small amounts that no balance notices.) Temperature has steps of 1/256 °C.
 *
 * <p>All of it is exact to undo: what has been rounded once is not changed by rounding again, and order is kept.
 */
public final class SixteenBits {
    /** Largest amount; larger ones become it. */
    public static final float LARGEST_AMOUNT = 65_528;
    /** Largest absolute temperature, °C; larger ones become it. */
    public static final float LARGEST_TEMPERATURE_C = Short.MAX_VALUE / 256f;

    private static final float STEPS_PER_UNIT = 2048;
    private static final float LEAST_NORMAL = 2;
    private static final int MANTISSA_BITS = 12;
    private static final int DROPPED_BITS = 23 - MANTISSA_BITS;
    /** Of a float's bits, shifted, less those of 1: the exponent of 2 becomes 1. */
    private static final int BIAS = 127 << MANTISSA_BITS;

    private static final float TEMPERATURE_STEPS_PER_C = 256;

    private SixteenBits() {}

    /**
     * The bits of an amount, in the order of the amounts when read without sign.
     *
     * @param amount 0 or more; what is less or not a number becomes 0
     */
    public static short ofAmount(float amount) {
        if (!(amount > 0)) {
            return 0;
        }
        if (amount < LEAST_NORMAL) {
            return (short) Math.rint(amount * STEPS_PER_UNIT); // 4096, the bits of 2, when it rounds up to that
        }
        if (amount >= LARGEST_AMOUNT) {
            return (short) 0xFFFF;
        }
        int bits = Float.floatToRawIntBits(amount);
        int odd = bits >>> DROPPED_BITS & 1;
        return (short) ((bits + (1 << DROPPED_BITS - 1) - 1 + odd >>> DROPPED_BITS) - BIAS);
    }

    /** The amount of these bits. */
    public static float amount(short bits) {
        int unsigned = Short.toUnsignedInt(bits);
        return unsigned < 1 << MANTISSA_BITS
                ? unsigned / STEPS_PER_UNIT
                : Float.intBitsToFloat(unsigned + BIAS << DROPPED_BITS);
    }

    /** An amount as 16 bits hold it. */
    public static float rounded(float amount) {
        return amount(ofAmount(amount));
    }

    /**
     * Rounds states in place, and tells the water that this adds or takes, so that it can be booked.
     *
     * @param states {@code [state][cell]}
     * @param incrementMm {@code [cell]}, to which the water gained is added, negative when lost
     * @param cells number of cells
     */
    public static void round(float[] states, float[] incrementMm, int cells) {
        for (State state : State.values()) {
            boolean water = state != State.FROZEN_GROUND_INDEX_C_DAY;
            int first = state.ordinal() * cells;
            for (int cell = 0; cell < cells; cell++) {
                float rounded = rounded(states[first + cell]);
                if (water) {
                    incrementMm[cell] += rounded - states[first + cell];
                }
                states[first + cell] = rounded;
            }
        }
    }

    /** The bits of an air temperature, in the order of the temperatures. */
    public static short ofTemperatureC(float temperatureC) {
        float bounded = Math.max(-LARGEST_TEMPERATURE_C, Math.min(LARGEST_TEMPERATURE_C, temperatureC));
        return (short) Math.rint(bounded * TEMPERATURE_STEPS_PER_C);
    }

    /** The air temperature of these bits, °C. */
    public static float temperatureC(short bits) {
        return bits / TEMPERATURE_STEPS_PER_C;
    }
}
