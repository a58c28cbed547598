package org.soilcast.dayline.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RepeatableFunctionsTest {
    private static final long SEED = 41;

    @Test
    void functionsAgreeWithTheLibrarys() {
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < 200_000; i++) {
            float x = (float) (170 * random.nextDouble() - 85);
            double exp = Math.exp(x);
            assertThat(Math.abs(RepeatableFunctions.exp(x) - exp) / exp)
                    .as("exp %s", x)
                    .isLessThan(3e-7);
            float positive = (float) exp;
            assertThat(Math.abs(RepeatableFunctions.log(positive) - Math.log(positive)))
                    .as("log %s, seed %s", positive, SEED)
                    .isLessThan(3e-7 * Math.max(1, Math.abs(Math.log(positive))));
            float bent = x / 8;
            assertThat(Math.abs(RepeatableFunctions.tanh(bent) - Math.tanh(bent)))
                    .as("tanh %s", bent)
                    .isLessThan(1e-6);
        }
        assertThat(RepeatableFunctions.exp(0)).isEqualTo(1);
        assertThat(RepeatableFunctions.log(1)).isEqualTo(0);
    }

    @Test
    void normalDeviatesAreOddAndHaveTheKnownQuantiles() {
        assertThat(RepeatableFunctions.normal(0)).isCloseTo(-5.29f, within(0.05f));
        float[] shares = {0.025f, 0.1f, 0.25f, 0.5f, 0.8413447f, 0.999f, 0.9999683f};
        float[] quantiles = {-1.959964f, -1.281552f, -0.6744898f, 0, 1, 3.090232f, 4};
        for (int i = 0; i < shares.length; i++) {
            int word = (int) (long) (shares[i] * 0x1p32);
            assertThat(RepeatableFunctions.normal(word))
                    .as("share %s", shares[i])
                    .isCloseTo(quantiles[i], within(2e-3f));
            assertThat(RepeatableFunctions.normal(~word)).isEqualTo(-RepeatableFunctions.normal(word));
        }
    }
}
