package org.soilcast.learning.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.soilcast.land.network.NetworkInputs;

class CellInputsTest {
    private static final int CELLS = 20;

    @Test
    void whatHardlyVariesIsNotLearnedFrom() {
        var values = new float[5 * CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            values[cell] = cell; // a number
            values[CELLS + cell] = cell < 5 ? 1 : 0; // a class of five cells
            values[2 * CELLS + cell] = cell < 4 ? 1 : 0; // and one of four
            values[3 * CELLS + cell] = 7; // the same everywhere
            values[4 * CELLS + cell] = Float.NaN;
        }
        List<String> names = List.of("number", "five", "four", "constant", "absent");
        assertThat(CellInputs.learnable(new NetworkInputs(names, values, CELLS)))
                .containsExactly("number", "five");
    }

    @Test
    void fewCellsTeachWhatDiffersBetweenThem() {
        var inputs = new NetworkInputs(List.of("number", "class"), new float[] {1, 2, 3, 0, 0, 1}, 3);
        assertThat(CellInputs.learnable(inputs)).containsExactly("number");
    }
}
