package org.soilcast.learning.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalScoreTest {
    /** CRPS = ∫ (F(x) − 1{x ≥ y})² dx, by the trapezoidal rule. */
    @Test
    void crpsIsTheIntegralOfSquaredDifferences() {
        for (double value : new double[] {-1.5, 0.2, 0.3, 2}) {
            double mean = 0.25;
            double sd = 0.4;
            double step = 1e-4;
            double sum = 0;
            for (double x = -6; x < 7; x += step) {
                double off = NormalScore.probabilityUpTo(x, mean, sd) - (x >= value ? 1 : 0);
                sum += off * off * step;
            }
            assertThat(NormalScore.crps(mean, sd, value)).as("value %s", value).isCloseTo(sum, within(2e-4));
        }
    }

    /** Of a forecast that is sure, it is the absolute error. */
    @Test
    void crpsOfASureForecastIsTheAbsoluteError() {
        assertThat(NormalScore.crps(0.2, 1e-9, 0.35)).isCloseTo(0.15, within(1e-8));
    }

    @Test
    void nineTenthsAreBetween5And95PerCent() {
        assertThat(NormalScore.covers(0, 1, 1.6448)).isTrue();
        assertThat(NormalScore.covers(0, 1, -1.6449)).isFalse();
        assertThat(NormalScore.probabilityUpTo(1.6448536, 0, 1)).isCloseTo(0.95, within(1e-7));
    }
}
