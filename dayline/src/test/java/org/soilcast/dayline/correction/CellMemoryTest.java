package org.soilcast.dayline.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellMemoryTest {
    private static final ResidualNumbers NUMBERS = new ResidualNumbers(29, 0.0109, 1.74, 0.0098, 0.0088);

    /** The same filter as matrices in double precision. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void errorsAreThoseOfAKalmanFilter(long seed) {
        var random = new SplittableRandom(seed);
        var values = new float[CellMemory.ROWS];
        var memory = new CellMemory(values, 0, 1);
        memory.begin();
        double[] phi = {Math.exp(-1 / 29.0), Math.exp(-1 / 1.74)};
        double[] climate = {0.0109 * 0.0109, 0.0098 * 0.0098};
        double[] q = {climate[0] * (1 - phi[0] * phi[0]), climate[1] * (1 - phi[1] * phi[1])};
        double[] x = new double[2];
        double[][] p = {{climate[0], 0}, {0, climate[1]}};
        for (int day = 0; day < 400; day++) {
            if (day > 0) {
                for (int i = 0; i < 2; i++) {
                    for (int j = 0; j < 2; j++) {
                        p[i][j] = phi[i] * phi[j] * p[i][j] + (i == j ? q[i] : 0);
                    }
                }
            }
            x[0] *= phi[0];
            x[1] *= phi[1];
            memory.beginDay(NUMBERS);
            double variance = p[0][0] + 2 * p[0][1] + p[1][1] + 0.0088 * 0.0088;
            assertThat((double) memory.innovationVariance(NUMBERS, 0)).isCloseTo(variance, within(1e-8));
            float openLoop = (float) (0.2 + 0.1 * random.nextDouble());
            float observed = random.nextInt(3) == 0 ? (float) (0.2 + 0.1 * random.nextDouble()) : Float.NaN;
            if (!Float.isNaN(observed)) {
                double innovation = observed - openLoop - x[0] - x[1];
                double[] h = {p[0][0] + p[0][1], p[0][1] + p[1][1]};
                for (int i = 0; i < 2; i++) {
                    x[i] += h[i] / variance * innovation;
                    for (int j = 0; j < 2; j++) {
                        p[i][j] -= h[i] * h[j] / variance;
                    }
                }
            }
            memory.endDay(NUMBERS, new float[] {openLoop}, new float[] {observed}, new float[] {2, 10, 3});
            assertThat((double) memory.get(MemoryRow.SLOW_ERROR, 0))
                    .as("seed %s day %s", seed, day)
                    .isCloseTo(x[0], within(1e-6));
            assertThat((double) memory.get(MemoryRow.FAST_ERROR, 0))
                    .as("seed %s day %s", seed, day)
                    .isCloseTo(x[1], within(1e-6));
        }
        assertThat(memory.get(MemoryRow.RAIN_OF_5_DAYS, 0))
                .isCloseTo((float) (2 / (1 - Math.exp(-0.2))), within(1e-3f));
    }
}
