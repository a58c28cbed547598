package org.soilcast.learning.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.kernel.WindowAdjoint;
import org.soilcast.land.physics.State;

class SurfaceLossTest {
    private static final int LANES = CellBlocks.CELLS;
    private static final int DAYS = 30;

    /** With a bias of its own for each cell, or for all, between model and retrieval the loss would be nothing. */
    @Test
    void constantDifferenceIsAllLoss() {
        float[] observed = random(1);
        assertThat(loss(observed, shifted(observed, 0.1f), ObservationOperator.END_OF_DAY))
                .isCloseTo(0.1, within(1e-6));
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
        assertThat(loss(observed, modelled, ObservationOperator.END_OF_DAY)).isCloseTo(expected, within(1e-6));
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
        assertThat(loss(observed, modelled, ObservationOperator.END_OF_DAY)).isCloseTo((0.03 + 0.1) / 2, within(1e-6));
    }

    @Test
    void withoutAnyRetrievalThereIsNoLossAndNoGradient() {
        var observed = new float[DAYS * LANES];
        Arrays.fill(observed, Float.NaN);
        var loss = new SurfaceLoss(observed, ObservationOperator.DAILY_MEAN);
        double[] errors = errors(loss, new float[DAYS * LANES]);
        assertThat(errors).containsOnly(Double.NaN);
        assertThat(gradients(loss, errors)).containsOnly(0f);
    }

    @ParameterizedTest
    @EnumSource
    void gradientEqualsCentralDifferences(ObservationOperator operator) {
        float[] observed = random(3);
        for (int i = 0; i < observed.length; i += 3) {
            observed[i] = Float.NaN;
        }
        float[] modelled = random(4);
        var loss = new SurfaceLoss(observed.clone(), operator);
        float[] gradients = gradients(loss, errors(loss, modelled));
        var random = new Random(5);
        for (int trial = 0; trial < 50; trial++) {
            int i = random.nextInt(modelled.length);
            float step = 1e-2f;
            float[] above = modelled.clone();
            above[i] += step;
            float[] below = modelled.clone();
            below[i] -= step;
            double perMm = (loss(observed, above, operator) - loss(observed, below, operator)) / (2 * step) / 50;
            assertThat((double) gradients[i]).as("trial %d", trial).isCloseTo(perMm, within(2e-7));
        }
    }

    /** Mean over the cells with an error. */
    private static double loss(float[] observed, float[] surface, ObservationOperator operator) {
        return Arrays.stream(errors(new SurfaceLoss(observed.clone(), operator), surface))
                .filter(error -> !Double.isNaN(error))
                .average()
                .orElse(Double.NaN);
    }

    /** Runs these surface values, m3/m3, [day][128], through the loss; the day before the first has 0.2. */
    private static double[] errors(SurfaceLoss loss, float[] surface) {
        int block = State.values().length * LANES;
        var states = new float[2 * block]; // begin and end of a day
        int layer1 = State.LAYER_1_WATER_MM.ordinal() * LANES;
        Arrays.fill(states, block + layer1, block + layer1 + LANES, 0.2f * 50);
        for (int day = 0; day < DAYS; day++) {
            System.arraycopy(states, block, states, 0, block);
            for (int lane = 0; lane < LANES; lane++) {
                states[block + layer1 + lane] = surface[day * LANES + lane] * 50;
            }
            loss.compare(day, states, 0, block, new float[0]);
        }
        return loss.errors();
    }

    /** Of the mean: dL/d(water of the first layer), 1/mm, [day][128]. */
    private static float[] gradients(SurfaceLoss loss, double[] errors) {
        var all = new float[DAYS * LANES];
        int layer1 = State.LAYER_1_WATER_MM.ordinal() * LANES;
        WindowAdjoint.Gradients gradients = loss.gradients(errors, LANES);
        for (int day = DAYS - 1; day >= 0; day--) {
            var states = new float[State.values().length * LANES];
            gradients.day(day, states, new float[0]);
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
