package org.soilcast.laboratory.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeasonalAnomaliesTest {
    private static final LocalDate FIRST = LocalDate.parse("2017-01-01");
    private static final int YEAR = 365;
    private static final int CELLS = 2;

    /** Years that are all alike but for their level: a year and its level are told apart wherever the year is straight. */
    @Test
    void aYearOfItsOwnIsWhatRemains() {
        float[] level = {0.02f, -0.01f, -0.01f};
        var series = new float[3 * YEAR * CELLS];
        for (int at = 0; at < series.length; at++) {
            int day = at / CELLS;
            series[at] = 0.2f + 1e-4f * (day % YEAR) * (1 + at % CELLS) + level[day / YEAR];
        }
        float[] anomalies = SeasonalAnomalies.of(series, CELLS, FIRST);
        for (int day = 0; day < 3 * YEAR; day++) {
            boolean straight =
                    day % YEAR >= SeasonalAnomalies.REACH_DAYS && day % YEAR < YEAR - 1 - SeasonalAnomalies.REACH_DAYS;
            for (int cell = 0; straight && cell < CELLS; cell++) {
                assertThat(anomalies[day * CELLS + cell])
                        .as("day %d, cell %d", day, cell)
                        .isCloseTo(level[day / YEAR], within(1e-6f));
            }
        }
    }

    @Test
    void aMeanOfFewValuesIsNone() {
        var series = new float[YEAR];
        Arrays.fill(series, Float.NaN);
        Arrays.fill(series, 100, 100 + SeasonalAnomalies.FEWEST_VALUES - 1, 0.3f);
        assertThat(SeasonalAnomalies.of(series, 1, FIRST)).containsOnly(Float.NaN);
        series[100 + SeasonalAnomalies.FEWEST_VALUES - 1] = 0.3f;
        float[] anomalies = SeasonalAnomalies.of(series, 1, FIRST);
        assertThat(anomalies[100 + SeasonalAnomalies.REACH_DAYS]).isZero(); // the one whose window has them all
        assertThat(anomalies[100]).isNaN();
    }
}
