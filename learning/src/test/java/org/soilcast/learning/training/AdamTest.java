package org.soilcast.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AdamTest {
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

    /** The first step is the rate against the sign of the slope, whatever its size. */
    @Test
    void theFirstStepIsTheRate() {
        float[] values = {1, 1, 1};
        new Adam(List.of(values), 0.1, 100, NO_LIMIT).descend(List.of(new float[] {5, -0.01f, 0}), 0);
        assertThat(values[0]).isCloseTo(0.9f, within(1e-6f));
        assertThat(values[1]).isCloseTo(1.1f, within(1e-6f));
        assertThat(values[2]).isEqualTo(1);
    }

    /** With a constant slope the means are that slope: each step is the rate, which is half in the middle and then ends. */
    @Test
    void theRateFallsToNothingAlongHalfACosine() {
        float[] values = {0};
        var adam = new Adam(List.of(values), 0.1, 4, NO_LIMIT);
        double sum = 0;
        for (int step = 0; step < 4; step++) {
            adam.descend(List.of(new float[] {3}), step);
            sum += 0.1 * (1 + Math.cos(Math.PI * step / 4)) / 2;
            assertThat((double) values[0]).as("step %d", step).isCloseTo(-sum, within(1e-6));
        }
    }

    /** Scaling changes nothing while the slope is constant; after a short slope a long one counts the less the limit is. */
    @Test
    void aLongGradientIsScaledDownAsAWhole() {
        float[] limited = {0, 0};
        float[] scaled = {0, 0};
        var withLimit = new Adam(List.of(limited), 0.1, 10, 1);
        var without = new Adam(List.of(scaled), 0.1, 10, NO_LIMIT);
        withLimit.descend(List.of(new float[] {0.1f, 0.2f}), 0);
        without.descend(List.of(new float[] {0.1f, 0.2f}), 0);
        withLimit.descend(List.of(new float[] {30, 40}), 1);
        without.descend(List.of(new float[] {0.6f, 0.8f}), 1);
        assertThat(limited[0]).isCloseTo(scaled[0], within(1e-6f));
        assertThat(limited[1]).isCloseTo(scaled[1], within(1e-6f));
    }

    @Test
    void tensorsKnowNothingOfEachOtherWithoutALimit() {
        float[] alone = {2};
        float[] beside = {2};
        var one = new Adam(List.of(alone), 0.1, 10, NO_LIMIT);
        var two = new Adam(List.of(beside, new float[] {7, 8}), 0.1, 10, NO_LIMIT);
        for (int step = 0; step < 10; step++) {
            one.descend(List.of(new float[] {alone[0]}), step);
            two.descend(List.of(new float[] {beside[0]}, new float[] {100, step}), step);
        }
        assertThat(beside[0]).isEqualTo(alone[0]);
    }
}
