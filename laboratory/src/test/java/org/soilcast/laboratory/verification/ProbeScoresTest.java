package org.soilcast.laboratory.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.soilcast.learning.score.Metric;

class ProbeScoresTest {
    private static final LocalDate FIRST = LocalDate.parse("2017-01-01");
    private static final int DAYS = 4 * 365;

    @Test
    void aConstantErrorIsBiasAlone() {
        var observed = new float[DAYS];
        var predicted = new float[DAYS];
        for (int day = 0; day < DAYS; day++) {
            observed[day] = (float) (0.25 + 0.1 * Math.sin(day / 58.0) + 0.02 * Math.sin(day / 3.0));
            predicted[day] = observed[day] + 0.05f;
        }
        ProbeScores scores = ProbeScores.of(observed, predicted, 1, FIRST);
        assertThat(scores.of(Metric.RMSE)[0]).isCloseTo(0.05, within(1e-6));
        assertThat(scores.of(Metric.UBRMSE)[0]).isCloseTo(0, within(1e-4));
        assertThat(scores.anomalyCorrelation()[0]).isCloseTo(1, within(1e-4));
    }

    /** The season's correlation is not that of the anomalies, which are opposite here. */
    @Test
    void seasonsDoNotMakeUpForAnomalies() {
        var observed = new float[DAYS];
        var predicted = new float[DAYS];
        for (int day = 0; day < DAYS; day++) {
            double season =
                    0.25 + 0.1 * Math.cos(2 * Math.PI * FIRST.plusDays(day).getDayOfYear() / 366.0);
            double anomaly = day / 365 % 2 == 0 ? 0.02 : -0.02;
            observed[day] = (float) (season + anomaly);
            predicted[day] = (float) (season - anomaly);
        }
        ProbeScores scores = ProbeScores.of(observed, predicted, 1, FIRST);
        assertThat(scores.of(Metric.R)[0]).isGreaterThan(0.8);
        assertThat(scores.anomalyCorrelation()[0]).isLessThan(-0.9);
    }

    @Test
    void cellsOfFewDaysHaveNoScore() {
        var observed = new float[2 * DAYS];
        fill(observed, at -> at / 2 < ProbeScores.FEWEST_DAYS - at % 2 ? 0.2f : Float.NaN);
        var predicted = new float[2 * DAYS];
        Arrays.fill(predicted, 0.3f);
        assertThat(ProbeScores.of(observed, predicted, 2, FIRST).of(Metric.RMSE)[0])
                .isCloseTo(0.1, within(1e-6));
        assertThat(ProbeScores.of(observed, predicted, 2, FIRST).of(Metric.RMSE)[1])
                .isNaN();
    }

    @Test
    void whatAFilterHasSeenIsTakenOut() {
        float nothing = Float.NaN;
        assertThat(ProbeScores.without(new float[] {1, 2, 3}, new float[] {nothing, 5, nothing}))
                .containsExactly(1, nothing, 3);
        assertThat(ProbeScores.only(new float[] {1, 2, 3, 4}, 2, 1)).containsExactly(nothing, 2, nothing, 4);
    }

    private static void fill(float[] values, IntToDoubleFunction of) {
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) of.applyAsDouble(at);
        }
    }
}
