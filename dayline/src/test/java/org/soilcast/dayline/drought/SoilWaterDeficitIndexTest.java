package org.soilcast.dayline.drought;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.soilcast.land.physics.Parameter;

class SoilWaterDeficitIndexTest {
    private static final int CELLS = 2;

    private static float[] parameters(float wilting, float range, float porosity) {
        var parameters = new float[Parameter.values().length * CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            parameters[Parameter.WILTING_POINT.ordinal() * CELLS + cell] = wilting;
            parameters[Parameter.REFERENCE_ABOVE_WILTING.ordinal() * CELLS + cell] = range;
            parameters[Parameter.POROSITY.ordinal() * CELLS + cell] = porosity;
        }
        return parameters;
    }

    @Test
    void isNoughtAtFieldCapacityAndMinusTenAtTheWiltingPoint() {
        float[] index = SoilWaterDeficitIndex.of(new float[] {.30f, .10f}, parameters(.10f, .20f, .45f));
        assertThat(index[0]).isCloseTo(0, within(1e-5f));
        assertThat(index[1]).isCloseTo(-10, within(1e-5f));
        float[] between = SoilWaterDeficitIndex.of(new float[] {.20f, Float.NaN}, parameters(.10f, .20f, .45f));
        assertThat(between[0]).isCloseTo(-5, within(1e-5f));
        assertThat(between[1]).isNaN();
    }

    /** A soil whose pores end before its field capacity by the parameters: that of the land model counts. */
    @Test
    void fieldCapacityFitsIntoThePores() {
        float[] index = SoilWaterDeficitIndex.of(new float[] {.38f, .24f}, parameters(.10f, .35f, .40f));
        assertThat(index[0]).isCloseTo(0, within(1e-5f));
        assertThat(index[1]).isCloseTo(-5, within(1e-5f));
    }
}
