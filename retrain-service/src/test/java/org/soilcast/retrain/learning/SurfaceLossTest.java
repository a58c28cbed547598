package org.soilcast.retrain.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.physics.State;

class SurfaceLossTest {
    private static final int LANES = CellBlocks.CELLS;
    private static final int DAYS = 30;

    /** With a bias of its own for each cell, or for all, between model and retrieval the loss would be nothing. */
    @Test
    void constantDifferenceIsAllLoss() {
        float[] observed = random(1);
        assertThat(loss(observed, shifted(observed, 0.1f), false)).isCloseTo(0.1, within(1e-6));
    }

    /** With a scale of its own for each cell, or for all, the loss would be nothing. */
    @Test
    void constantFactorIsAllLoss() {
        float[] observed = random(2);
        float[] modelled = observed.clone();
        double expected = 0;
        for (int lane = 0; lane < LANES; lane++) {
            double squares = 0;
            for (int day = 0; day < DAYS; day++) {
                modelled[day * LANES + lane] *= 2;
                squares += Math.pow(observed[day * LANES + lane], 2);
            }
            expected += Math.sqrt(squares / DAYS) / LANES;
        }
        assertThat(loss(observed, modelled, false)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void isTheMeanOverCellsOfEachCellsError() {
        float[] observed = new float[DAYS * LANES];
        Arrays.fill(observed, Float.NaN);
        float[] modelled = new float[DAYS * LANES];
        for (int day = 0; day < DAYS; day++) {
            observed[day * LANES] = 0.2f;
            modelled[day * LANES] = 0.2f + (day % 2 == 0 ? 0.03f : -0.03f);
            if (day < 10) {
                observed[day * LANES + 1] = 0.3f;
                modelled[day * LANES + 1] = 0.2f;
            }
            if (day < SurfaceLoss.FEWEST - 1) {
                observed[day * LANES + 2] = 0.5f; // too few to count
            }
        }
        assertThat(loss(observed, modelled, false)).isCloseTo((0.03 + 0.1) / 2, within(1e-6));
    }

    @Test
    void withoutAnyRetrievalThereIsNoLossAndNoGradient() {
        var observed = new float[DAYS * LANES];
        Arrays.fill(observed, Float.NaN);
        var loss = new SurfaceLoss(observed, false);
        assertThat(run(loss, new float[DAYS * LANES])).isNaN();
        assertThat(gradients(loss)).containsOnly(0f);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gradientEqualsCentralDifferences(boolean dailyMean) {
        float[] observed = random(3);
        for (int i = 0; i < observed.length; i += 3) {
            observed[i] = Float.NaN;
        }
        float[] modelled = random(4);
        var loss = new SurfaceLoss(observed.clone(), dailyMean);
        run(loss, modelled);
        float[] gradients = gradients(loss);
        var random = new Random(5);
        for (int trial = 0; trial < 50; trial++) {
            int i = random.nextInt(modelled.length);
            float step = 1e-2f;
            float[] above = modelled.clone();
            above[i] += step;
            float[] below = modelled.clone();
            below[i] -= step;
            double perMm = (loss(observed, above, dailyMean) - loss(observed, below, dailyMean)) / (2 * step) / 50;
            assertThat((double) gradients[i]).as("trial %d", trial).isCloseTo(perMm, within(2e-7));
        }
    }

    private static double loss(float[] observed, float[] surface, boolean dailyMean) {
        return run(new SurfaceLoss(observed.clone(), dailyMean), surface);
    }

    /** Runs these surface values, m3/m3, [day][128], through the loss; the day before the first has 0.2. */
    private static double run(SurfaceLoss loss, float[] surface) {
        var states = new float[State.values().length * LANES];
        int layer1 = State.LAYER_1_WATER_MM.ordinal() * LANES;
        Arrays.fill(states, layer1, layer1 + LANES, 0.2f * 50);
        loss.begin(states, 0);
        for (int day = 0; day < DAYS; day++) {
            for (int lane = 0; lane < LANES; lane++) {
                states[layer1 + lane] = surface[day * LANES + lane] * 50;
            }
            loss.compare(day, states, 0, 0, new float[0]);
        }
        return loss.loss();
    }

    /** dL/d(water of the first layer), 1/mm, [day][128]. */
    private static float[] gradients(SurfaceLoss loss) {
        var all = new float[DAYS * LANES];
        int layer1 = State.LAYER_1_WATER_MM.ordinal() * LANES;
        for (int day = DAYS - 1; day >= 0; day--) {
            var states = new float[State.values().length * LANES];
            loss.differentiate(day, states, new float[0]);
            System.arraycopy(states, layer1, all, day * LANES, LANES);
        }
        return all;
    }

    private static float[] shifted(float[] values, float by) {
        float[] shifted = values.clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += by;
        }
        return shifted;
    }

    private static float[] random(long seed) {
        var random = new Random(seed);
        var values = new float[DAYS * LANES];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.05f + 0.4f * random.nextFloat();
        }
        return values;
    }
}
