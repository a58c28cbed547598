package org.soilcast.dayline.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RepeatableRowsTest {
    private static final long SEED = 43;
    private static final int COUNT = 1 << 20;

    @Test
    void vectorCodeHasTheBitsOfScalarCode() {
        var random = new SplittableRandom(SEED);
        var words = new int[COUNT];
        var x = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            words[i] = random.nextInt();
            x[i] = (float) (random.nextDouble() * 200 - 100);
        }
        words[0] = 0;
        words[1] = -1;
        words[2] = Integer.MIN_VALUE;
        words[3] = Integer.MAX_VALUE;
        x[0] = 0;
        x[1] = -0f;
        x[2] = Float.MIN_VALUE;
        x[3] = Float.MAX_VALUE;
        var scalar = new float[COUNT];
        var vector = new float[COUNT];
        int whole = VectorRows.whole(COUNT);

        RepeatableRows.normal(words, scalar, 0, COUNT, 0);
        RepeatableRows.normal(words, vector, 0, COUNT, whole);
        assertThat(vector).as("normal, seed %s", SEED).isEqualTo(scalar);
        RepeatableRows.exp(x, 0, scalar, 0, COUNT, 0);
        RepeatableRows.exp(x, 0, vector, 0, COUNT, whole);
        assertThat(vector).as("exp, seed %s", SEED).isEqualTo(scalar);
        int cells = COUNT / 4;
        for (boolean equal : new boolean[] {false, true}) {
            RepeatableRows.countUpTo(x, 4, x, cells, equal, scalar, cells, 0);
            RepeatableRows.countUpTo(x, 4, x, cells, equal, vector, cells, VectorRows.whole(cells));
            assertThat(vector).as("counts, seed %s", SEED).isEqualTo(scalar).contains(1f, 3f);
        }
    }

    @Test
    void rowsOfAnyLengthAreWritten() {
        int[] words = {5, -7, 11, 13, -17, 19, 23, -29, 31, 37, 41};
        var deviates = new float[words.length + 2];
        RepeatableRows.normal(words, deviates, 1, words.length);
        for (int i = 0; i < words.length; i++) {
            assertThat(deviates[1 + i]).isEqualTo(RepeatableFunctions.normal(words[i]));
        }
        assertThat(deviates[0]).isZero();
        assertThat(deviates[words.length + 1]).isZero();
    }
}
