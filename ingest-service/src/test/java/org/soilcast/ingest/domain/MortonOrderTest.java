package org.soilcast.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MortonOrderTest {
    @Test
    void followsTheLetterZ() {
        assertThat(MortonOrder.ofGrid(0, 0)).isEqualTo(0);
        assertThat(MortonOrder.ofGrid(0, 1)).isEqualTo(1);
        assertThat(MortonOrder.ofGrid(1, 0)).isEqualTo(2);
        assertThat(MortonOrder.ofGrid(1, 1)).isEqualTo(3);
        assertThat(MortonOrder.ofGrid(0, 2)).isEqualTo(4);
    }

    @Test
    void interleavesEveryBit() {
        long seed = 7;
        var random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            int row = random.nextInt(Integer.MAX_VALUE);
            int column = random.nextInt(Integer.MAX_VALUE);
            assertThat(MortonOrder.ofGrid(row, column))
                    .as("seed %d: %d, %d", seed, row, column)
                    .isEqualTo(interleaved(row, column));
        }
    }

    @Test
    void placesOnNoGridGetDifferentCodes() {
        var codes = new HashSet<Long>();
        codes.add(MortonOrder.ofDegrees(90, -180));
        codes.add(MortonOrder.ofDegrees(-90, 180));
        codes.add(MortonOrder.ofDegrees(40.0, -100.0));
        codes.add(MortonOrder.ofDegrees(40.001, -100.0));
        codes.add(MortonOrder.ofDegrees(40.0, -99.999));
        assertThat(codes).hasSize(5).allMatch(code -> code >= 0);
    }

    @Test
    void refusesNegativeIndices() {
        assertThatThrownBy(() -> MortonOrder.ofGrid(-1, 0)).hasMessageContaining("found -1, 0");
    }

    /** Interleaves bit by bit, as the definition says. */
    private static long interleaved(int row, int column) {
        long code = 0;
        for (int bit = 0; bit < 31; bit++) {
            code |= (long) (column >> bit & 1) << 2 * bit;
            code |= (long) (row >> bit & 1) << 2 * bit + 1;
        }
        return code;
    }
}
