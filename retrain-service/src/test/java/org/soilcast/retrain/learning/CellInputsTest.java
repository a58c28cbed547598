package org.soilcast.retrain.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.retrain.archive.CellHistory;

class CellInputsTest {
    private static final int CELLS = 20;

    @TempDir
    Path folder;

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

    @Test
    void anAttributeIsHiddenWithAllItsInputs() {
        CellHistory history = MadeUpCells.of(CELLS, 40, folder);
        int[] all = IntStream.range(0, CELLS).toArray();
        NetworkInputs shown = new TrainingCells(history, false).shown(all, 0.5, new SplittableRandom(3));
        float[] first = shown.input("landcover_igbp_class_1");
        assertThat(IntStream.of(all).filter(cell -> Float.isNaN(first[cell])).count())
                .isBetween(4L, 16L);
        for (int cover = 2; cover <= 17; cover++) {
            float[] other = shown.input("landcover_igbp_class_" + cover);
            for (int cell : all) {
                assertThat(Float.isNaN(other[cell])).isEqualTo(Float.isNaN(first[cell]));
            }
        }
    }
}
