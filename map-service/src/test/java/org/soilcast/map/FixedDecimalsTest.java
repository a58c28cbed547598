package org.soilcast.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedDecimalsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 6, 0.000000",
        "-0.0, 6, 0.000000",
        "-0.0000004, 6, 0.000000",
        "0.25, 6, 0.250000",
        "-0.25, 6, -0.250000",
        "0.9999999, 6, 1.000000",
        "12.3456, 2, 12.35",
        "0.125, 2, 0.13",
        "-0.125, 2, -0.13",
        "100, 2, 100.00",
        "0.00005, 4, 0.0001",
        "7, 1, 7.0"
    })
    void writesExactlyTheDecimals(double value, int decimals, String expected) {
        assertThat(text(value, decimals)).isEqualTo(expected);
    }

    @Test
    void nothingForNaN() {
        assertThat(text(Double.NaN, 6)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e13})
    void refusesWhatNoColumnHolds(double value) {
        assertThatThrownBy(() -> text(value, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Double.toString(value));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void agreesWithExactArithmeticForEveryFloat(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            float value = (random.nextFloat() - 0.5f) * (1 << random.nextInt(8));
            BigDecimal exact = new BigDecimal(value).setScale(6, RoundingMode.HALF_UP);
            assertThat(text(value, 6)).as("seed %d, value %s", seed, value).isEqualTo(exact.toPlainString());
        }
    }

    private static String text(double value, int decimals) {
        var line = new StringBuilder();
        FixedDecimals.append(line, value, decimals);
        return line.toString();
    }
}
