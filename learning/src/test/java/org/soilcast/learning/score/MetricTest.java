package org.soilcast.learning.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricTest {
    @Test
    void valuesWorkedByHand() {
        PairSums pairs = pairs(new double[] {.1, .2, .3, .4}, new double[] {.2, .2, .4, .4});

        assertThat(Metric.BIAS.of(pairs)).isCloseTo(-0.05, within(1e-12));
        assertThat(Metric.RMSE.of(pairs)).isCloseTo(Math.sqrt(0.005), within(1e-12));
        assertThat(Metric.UBRMSE.of(pairs)).isCloseTo(0.05, within(1e-12)); // √(.005 − .0025)
        assertThat(Metric.R.of(pairs)).isCloseTo(0.04 / Math.sqrt(0.05 * 0.04), within(1e-12));
        // α = √(.05/.04), β = .25/.3
        assertThat(Metric.KGE.of(pairs)).isCloseTo(0.770096, within(1e-6));
    }

    @Test
    void perfectPrediction() {
        PairSums pairs = pairs(new double[] {.1, .2, .3}, new double[] {.1, .2, .3});

        assertThat(Metric.RMSE.of(pairs)).isZero();
        assertThat(Metric.R.of(pairs)).isCloseTo(1, within(1e-12));
        assertThat(Metric.KGE.of(pairs)).isCloseTo(1, within(1e-12));
    }

    @Test
    void constantPredictionHasNoCorrelation() {
        PairSums pairs = pairs(new double[] {.2, .2, .2}, new double[] {.1, .2, .3});

        assertThat(Metric.R.of(pairs)).isNaN();
        assertThat(Metric.KGE.of(pairs)).isNaN();
        assertThat(Metric.UBRMSE.of(pairs)).isCloseTo(Math.sqrt(0.02 / 3), within(1e-12));
    }

    private static PairSums pairs(double[] predicted, double[] observed) {
        var pairs = new PairSums();
        for (int i = 0; i < predicted.length; i++) {
            pairs.add(predicted[i], observed[i]);
        }
        return pairs;
    }
}
