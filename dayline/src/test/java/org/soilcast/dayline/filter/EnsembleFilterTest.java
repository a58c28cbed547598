package org.soilcast.dayline.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.dayline.ensemble.EnsembleNumbers;
import org.soilcast.dayline.ensemble.RunParameters;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.physics.Parameter;

class EnsembleFilterTest {
    private static final int CELLS = 5;
    private static final FilterNumbers NUMBERS = new FilterNumbers(EnsembleNumbers.PLANNED, 0.03, 0.2, 60, 0.7, 0.4);

    private final EnsembleFilter filter = new EnsembleFilter();
    private final float[] bias = new float[CELLS];
    private final int[] flags = new int[CELLS];
    private final float[] incrementMm = new float[CELLS];

    private static RunParameters parameters() {
        var parameters = new float[Parameter.values().length * CELLS];
        Arrays.fill(parameters, 0.45f);
        return RunParameters.shared(parameters);
    }

    /** Members around θ = .25, .3 and .28 whose layers go together; the control at their mean. */
    private static float[] states(long seed) {
        var random = new SplittableRandom(seed);
        var states = new float[Runs.length(CELLS)];
        for (int cell = 0; cell < CELLS; cell++) {
            for (int member = 0; member < Runs.MEMBERS; member++) {
                double shared = random.nextDouble() - 0.5;
                states[Runs.at(member, CELLS) + cell] = (float) (12.5 + 6 * shared);
                states[Runs.at(member, CELLS) + CELLS + cell] =
                        (float) (75 + 20 * shared + 10 * (random.nextDouble() - 0.5));
                states[Runs.at(member, CELLS) + 2 * CELLS + cell] =
                        (float) (196 + 30 * shared + 40 * (random.nextDouble() - 0.5));
            }
            for (int layer = 0; layer < 3; layer++) {
                double mean = 0;
                for (int member = 0; member < Runs.MEMBERS; member++) {
                    mean += states[Runs.at(member, CELLS) + layer * CELLS + cell] / Runs.MEMBERS;
                }
                states[Runs.at(Runs.CONTROL, CELLS) + layer * CELLS + cell] = (float) mean;
            }
        }
        return states;
    }

    private static double covariance(float[] states, int layer, int cell, int otherLayer) {
        double[] mean = new double[2];
        double sum = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int member = 0; member < Runs.MEMBERS; member++) {
                double one = states[Runs.at(member, CELLS) + layer * CELLS + cell];
                double two = states[Runs.at(member, CELLS) + otherLayer * CELLS + cell];
                if (pass == 0) {
                    mean[0] += one / Runs.MEMBERS;
                    mean[1] += two / Runs.MEMBERS;
                } else {
                    sum += (one - mean[0]) * (two - mean[1]);
                }
            }
        }
        return sum / (Runs.MEMBERS - 1);
    }

    private void analyse(float[] states, float[] observed) {
        filter.forecast(ObservationOperator.END_OF_DAY, states, states, CELLS);
        filter.analyse(NUMBERS, parameters(), observed, flags, states, bias, 0, incrementMm);
    }

    /** Kalman's update of mean and variance, in double, for a state of one layer and the damped ones beside it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void updateIsKalmans(long seed) {
        float[] before = states(seed);
        float[] after = before.clone();
        float[] observed = {0.22f, 0.3f, 0.25f, 0.28f, 0.2f};
        bias[1] = 0.01f;
        analyse(after, observed);
        double[] shares = {1, 0.7, 0.4};
        for (int cell = 0; cell < CELLS; cell++) {
            double v = covariance(before, 0, cell, 0) / 2500;
            double innovation =
                    observed[cell] - (before[Runs.at(Runs.CONTROL, CELLS) + cell] / 50 - (cell == 1 ? 0.01f : 0));
            double gained = 0;
            for (int layer = 0; layer < 3; layer++) {
                double gain = shares[layer] * covariance(before, layer, cell, 0) / 50 / (v + 0.0009);
                int at = Runs.at(Runs.CONTROL, CELLS) + layer * CELLS + cell;
                assertThat((double) after[at])
                        .as("seed %s cell %s layer %s", seed, cell, layer)
                        .isCloseTo(before[at] + gain * innovation, within(2e-4));
                gained += gain * innovation;
            }
            assertThat((double) incrementMm[cell]).isCloseTo(gained, within(5e-4));
            assertThat(covariance(after, 0, cell, 0) / 2500)
                    .as("variance after, seed %s", seed)
                    .isCloseTo(v * 0.0009 / (v + 0.0009), within(1e-7));
            double expectedBias = ((cell == 1 ? 0.01f : 0) - 0.2 * v / (v + 0.0009) * innovation) * Math.exp(-1 / 60.0);
            assertThat((double) bias[cell]).isCloseTo(expectedBias, within(1e-7));
            assertThat(flags[cell] & AnalysisFlags.ASSIMILATED).isNotZero();
        }
    }

    @Test
    void withoutUsableRetrievalNothingChangesButTheBias() {
        float[] before = states(4);
        float[] after = before.clone();
        flags[0] = AnalysisFlags.SNOW;
        flags[1] = AnalysisFlags.HEAVY_RAIN;
        Arrays.fill(bias, 0.02f);
        analyse(after, new float[] {0.3f, 0.3f, Float.NaN, 0.8f, 0.3f});
        for (int cell = 0; cell < 4; cell++) {
            for (int row = 0; row < before.length / CELLS; row++) {
                assertThat(after[row * CELLS + cell]).as("cell %s", cell).isEqualTo(before[row * CELLS + cell]);
            }
            assertThat(bias[cell]).isCloseTo(0.02f * (float) Math.exp(-1 / 60.0), within(1e-8f));
            assertThat(incrementMm[cell]).isZero();
        }
        assertThat(flags[3]).isEqualTo(AnalysisFlags.OUTLIER);
        assertThat(flags[4]).isEqualTo(AnalysisFlags.ASSIMILATED);
        assertThat(after[Runs.at(0, CELLS) + 4]).isNotEqualTo(before[Runs.at(0, CELLS) + 4]);
    }

    @Test
    void waterStaysWithinItsBoundsAndWhatIsBookedIsWhatWasGained() {
        float[] before = states(5);
        for (int cell = 0; cell < CELLS; cell++) {
            for (int run = 0; run < Runs.COUNT; run++) {
                before[Runs.at(run, CELLS) + cell] += 9.8f; // near saturation at 22.5 mm
            }
        }
        float[] after = before.clone();
        float[] observed = new float[CELLS];
        Arrays.fill(observed, 0.54f);
        analyse(after, observed);
        for (int cell = 0; cell < CELLS; cell++) {
            double gained = 0;
            for (int layer = 0; layer < 3; layer++) {
                int at = Runs.at(Runs.CONTROL, CELLS) + layer * CELLS + cell;
                gained += (double) after[at] - before[at];
            }
            assertThat((double) incrementMm[cell]).isCloseTo(gained, within(1e-5));
            for (int run = 0; run <= Runs.CONTROL; run++) {
                assertThat(after[Runs.at(run, CELLS) + cell]).isBetween(0f, 0.45f * 50);
            }
        }
    }
}
