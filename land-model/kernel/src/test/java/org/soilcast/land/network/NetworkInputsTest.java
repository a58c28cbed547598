package org.soilcast.land.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkInputsTest {
    private static final NetworkInputs TWO =
            new NetworkInputs(List.of("sand_percent", "ndvi_mean"), new float[] {10, 20, 30, .1f, Float.NaN, .3f}, 3);

    @Test
    void givesValuesByName() {
        assertThat(TWO.value("ndvi_mean", 2)).isEqualTo(.3f);
        assertThat(TWO.value("ndvi_mean", 1)).isNaN();
        assertThat(TWO.value("clay_percent", 1)).isNaN();
        assertThat(TWO.input("sand_percent")).containsExactly(10, 20, 30);
        assertThat(TWO.input("clay_percent")).containsExactly(Float.NaN, Float.NaN, Float.NaN);
    }

    @Test
    void selectsCellsAndJoinsInputs() {
        NetworkInputs some = TWO.select(2, 0);
        assertThat(some.values()).containsExactly(30, 10, .3f, .1f);
        NetworkInputs joined = some.and(new NetworkInputs(List.of("clay_percent"), new float[] {7, 8}, 2));
        assertThat(joined.names()).containsExactly("sand_percent", "ndvi_mean", "clay_percent");
        assertThat(joined.input("clay_percent")).containsExactly(7, 8);
        assertThatThrownBy(() -> TWO.and(some)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cannotBeChangedFromOutside() {
        float[] values = {1, 2};
        NetworkInputs inputs = new NetworkInputs(List.of("sand_percent"), values, 2);
        values[0] = 9;
        inputs.values()[1] = 9;
        assertThat(inputs.values()).containsExactly(1, 2);
    }

    @Test
    void refusesWhatIsNotInputs() {
        assertThatThrownBy(() -> new NetworkInputs(List.of("a"), new float[3], 2))
                .hasMessageContaining("expected 1 inputs x 2 cells");
        assertThatThrownBy(() -> new NetworkInputs(List.of("a", "a"), new float[4], 2))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new NetworkInputs(List.of("a"), new float[] {1, Float.POSITIVE_INFINITY}, 2))
                .hasMessageContaining("infinite");
        assertThatThrownBy(() -> new NetworkInputs(List.of(), new float[0], 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
