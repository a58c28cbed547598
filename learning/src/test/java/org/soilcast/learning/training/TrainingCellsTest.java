package org.soilcast.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.learning.MadeUpCells;
import org.soilcast.learning.history.CellHistory;

class TrainingCellsTest {
    private static final int CELLS = 20;

    @Test
    void anAttributeIsHiddenWithAllItsInputs() {
        CellHistory history = MadeUpCells.of(CELLS, 40);
        int[] all = IntStream.range(0, CELLS).toArray();
        NetworkInputs shown =
                new TrainingCells(history, false, Optional.empty()).shown(all, 0.5, new SplittableRandom(3));
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
