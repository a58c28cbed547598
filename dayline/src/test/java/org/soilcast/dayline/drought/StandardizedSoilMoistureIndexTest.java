package org.soilcast.dayline.drought;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StandardizedSoilMoistureIndexTest {
    /** Published quantiles of the standard normal distribution. */
    @Test
    void isTheNormalQuantile() {
        assertThat(StandardizedSoilMoistureIndex.of(50)).isCloseTo(0, within(1e-6f));
        assertThat(StandardizedSoilMoistureIndex.of(2)).isCloseTo(-2.053749f, within(1e-5f));
        assertThat(StandardizedSoilMoistureIndex.of(20)).isCloseTo(-.841621f, within(1e-5f));
        assertThat(StandardizedSoilMoistureIndex.of(97.5f)).isCloseTo(1.959964f, within(1e-5f));
    }

    @Test
    void endsAreFiniteAndUnknownStaysUnknown() {
        assertThat(StandardizedSoilMoistureIndex.of(0)).isBetween(-5.5f, -5f);
        assertThat(StandardizedSoilMoistureIndex.of(100)).isBetween(5f, 5.5f);
        assertThat(StandardizedSoilMoistureIndex.of(Float.NaN)).isNaN();
    }
}
