package org.soilcast.land.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.soilcast.land.physics.State;
import org.soilcast.land.physics.WaterBalance;

class SixteenBitsTest {
    @Test
    void everyPatternIsAnAmountThatKeepsItsBitsAndTheirOrder() {
        float before = -1;
        for (int bits = 0; bits < 1 << 16; bits++) {
            float amount = SixteenBits.amount((short) bits);
            assertThat(amount).as("bits %d", bits).isGreaterThan(before);
            assertThat(Short.toUnsignedInt(SixteenBits.ofAmount(amount))).isEqualTo(bits);
            before = amount;
        }
        assertThat(before).isEqualTo(SixteenBits.LARGEST_AMOUNT);
    }

    @Test
    void roundsToTheNearestWithinItsError() {
        var random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            float amount = (float) Math.exp(Math.log(1e-6) + random.nextDouble() * Math.log(6.5e10));
            float error = Math.abs(SixteenBits.rounded(amount) - amount);
            assertThat(error).as("of %s", amount).isLessThanOrEqualTo(Math.max(0x1p-12f, amount * 0x1p-13f));
            short bits = SixteenBits.ofAmount(amount);
            for (int neighbour : new int[] {bits - 1, bits + 1}) {
                if (Short.toUnsignedInt((short) neighbour) - Short.toUnsignedInt(bits) == neighbour - bits) {
                    assertThat(error).isLessThanOrEqualTo(Math.abs(SixteenBits.amount((short) neighbour) - amount));
                }
            }
        }
    }

    @Test
    void whatIsNoAmountOrTooLargeHasItsPlace() {
        assertThat(SixteenBits.rounded(0)).isZero();
        assertThat(SixteenBits.rounded(-3)).isZero();
        assertThat(SixteenBits.rounded(Float.NaN)).isZero();
        assertThat(SixteenBits.rounded(Math.nextDown(2f))).isEqualTo(2);
        assertThat(SixteenBits.rounded(1e9f)).isEqualTo(SixteenBits.LARGEST_AMOUNT);
        assertThat(SixteenBits.rounded(Float.POSITIVE_INFINITY)).isEqualTo(SixteenBits.LARGEST_AMOUNT);
    }

    @Test
    void everyPatternIsATemperatureThatKeepsItsBits() {
        for (int bits = -Short.MAX_VALUE; bits <= Short.MAX_VALUE; bits++) {
            assertThat(SixteenBits.ofTemperatureC(SixteenBits.temperatureC((short) bits)))
                    .isEqualTo((short) bits);
        }
        assertThat(SixteenBits.temperatureC(SixteenBits.ofTemperatureC(-92.7f))).isCloseTo(-92.7f, within(0.002f));
        assertThat(SixteenBits.temperatureC(SixteenBits.ofTemperatureC(500)))
                .isEqualTo(SixteenBits.LARGEST_TEMPERATURE_C);
    }

    @Test
    void theWaterThatRoundingAddsToStatesIsTold() {
        int cells = 100;
        var random = new Random(3);
        var states = new float[State.values().length * cells];
        for (int i = 0; i < states.length; i++) {
            states[i] = 400 * random.nextFloat();
        }
        float[] rounded = states.clone();
        var incrementMm = new float[cells];
        SixteenBits.round(rounded, incrementMm, cells);
        for (int cell = 0; cell < cells; cell++) {
            assertThat((double) incrementMm[cell])
                    .isCloseTo(
                            WaterBalance.storageMm(rounded, cells, cell) - WaterBalance.storageMm(states, cells, cell),
                            within(1e-6));
        }
        float[] again = rounded.clone();
        SixteenBits.round(again, new float[cells], cells);
        assertThat(again).isEqualTo(rounded);
    }
}
