package org.soilcast.land.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class InputScalingTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    @Test
    void takesMeanAndDeviationOverTheCellsOfAllTilesThatHaveTheInput() {
        NetworkInputs one = new NetworkInputs(NAMES, new float[] {1, 3, 5, 5, Float.NaN, Float.NaN}, 2);
        NetworkInputs other = new NetworkInputs(List.of("b", "a"), new float[] {5, Float.NaN, 8, Float.NaN}, 2);
        InputScaling scaling = InputScaling.of(NAMES, List.of(one, other));
        assertThat(scaling.means()).containsExactly(4, 5, 0);
        assertThat(scaling.standardDeviations()).containsExactly((float) Math.sqrt(26.0 / 3), 1, 1);
    }

    @Test
    void encodesPairsOfValueAndPresence() {
        InputScaling scaling = new InputScaling(NAMES, new float[] {10, 0, 0}, new float[] {2, 1, 1});
        NetworkInputs inputs =
                new NetworkInputs(List.of("z", "b", "a"), new float[] {9, 9, -900, Float.NaN, 13, 10}, 2);
        assertThat(scaling.encode(inputs)).containsExactly(1.5f, 1, -5, 1, 0, 0, 0, 1, 0, 0, 0, 0);
    }

    @Test
    void refusesScalingThatCannotBeUsed() {
        assertThatThrownBy(() -> new InputScaling(List.of("a"), new float[] {0}, new float[] {0}))
                .hasMessageContaining("not usable");
        assertThatThrownBy(() -> new InputScaling(List.of("a"), new float[] {Float.NaN}, new float[] {1}))
                .hasMessageContaining("not usable");
        assertThatThrownBy(() -> new InputScaling(List.of("a", "a"), new float[2], new float[] {1, 1}))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new InputScaling(List.of("a"), new float[2], new float[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
