package org.soilcast.land.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.TextureParameters;

class ParameterLogitsTest {
    private static final int CELLS = 3;
    private static final NetworkInputs INPUTS = new NetworkInputs(
            List.of(ParameterNetwork.SAND, ParameterNetwork.CLAY, ParameterNetwork.NDVI),
            new float[] {20, 40, 60, 10, 20, 30, 0.3f, 0.4f, 0.5f},
            CELLS);

    @Test
    void ofTextureAreThoseOfTheTextureParameters() {
        float[] parameters = ParameterLogits.ofTexture(INPUTS).parameters();
        for (int cell = 0; cell < CELLS; cell++) {
            double[] texture = TextureParameters.of(20 + 20 * cell, 10 + 10 * cell, 0.3f + 0.1f * cell);
            for (Parameter parameter : Parameter.values()) {
                double expected = texture[parameter.ordinal()];
                assertThat((double) parameters[parameter.ordinal() * CELLS + cell])
                        .as("%s of cell %d", parameter, cell)
                        .isCloseTo(expected, within(1e-5 * Math.abs(expected) + 1e-6));
            }
        }
    }

    @Test
    void slopesOfLogitsAreThoseOfDifferences() {
        ParameterLogits logits = ParameterLogits.ofTexture(INPUTS);
        float[] lossByParameter = new float[logits.values().length];
        Arrays.fill(lossByParameter, 1);
        float[] slopes = logits.lossByLogit(lossByParameter);
        for (int i = 0; i < slopes.length; i++) {
            double difference = moved(logits, i, 1e-2f) - moved(logits, i, -1e-2f);
            assertThat(difference / 2e-2)
                    .as(Parameter.values()[i / CELLS].name())
                    .isCloseTo(slopes[i], within(0.01 * Math.abs(slopes[i]) + 1e-4));
        }
    }

    @Test
    void cellByCellTheNumbersAreTheSame() {
        ParameterLogits logits = ParameterLogits.ofTexture(INPUTS);
        float[] byCell = logits.byCell();
        int count = Parameter.values().length;
        for (int parameter = 0; parameter < count; parameter++) {
            for (int cell = 0; cell < CELLS; cell++) {
                assertThat(byCell[cell * count + parameter]).isEqualTo(logits.values()[parameter * CELLS + cell]);
            }
        }
    }

    @Test
    void wrongNumberOfValuesIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ParameterLogits(new float[5], CELLS));
    }

    private static double moved(ParameterLogits logits, int which, float by) {
        float[] moved = logits.values().clone();
        moved[which] += by;
        return new ParameterLogits(moved, CELLS).parameters()[which];
    }
}
