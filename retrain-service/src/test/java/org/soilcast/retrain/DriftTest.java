package org.soilcast.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.soilcast.learning.history.CellHistory;

/** Innovations that are known: forecasts a given distance below the retrievals. */
class DriftTest {
    private static final CellHistory DAYS = LearnableCells.history();
    private static final float SD = 0.02f;

    @Test
    void innovationsAsExpectedAreNoDrift() {
        Drift drift = drift(SD, -SD);
        assertThat(drift.retrievals()).isEqualTo(7 * LearnableCells.CELLS);
        assertThat(drift.standardisedSd()).isCloseTo(1, within(1e-5));
        assertThat(drift.meanM3PerM3()).isCloseTo(0, within(1e-6));
        assertThat(drift.isDrift()).isFalse();
    }

    @Test
    void errorsThatAreLargerOrSmallerThanExpectedAre() {
        assertThat(drift(1.3f * SD, -1.3f * SD).isDrift()).isTrue();
        assertThat(drift(0.7f * SD, -0.7f * SD).isDrift()).isTrue();
    }

    @Test
    void aMeanBeyondItsLimitIs() {
        Drift drift = drift(0.8f * SD + 0.011f, -0.8f * SD + 0.011f);
        assertThat(drift.meanM3PerM3()).isCloseTo(0.011, within(1e-6));
        assertThat(drift.standardisedSd()).isBetween(Drift.LOWEST_SD, Drift.HIGHEST_SD);
        assertThat(drift.isDrift()).isTrue();
        assertThat(drift.detail()).contains("mean +0.0110 m3/m3");
    }

    @Test
    void withoutRetrievalsNothingIsSaid() {
        var nothing = new float[LearnableCells.DAYS * LearnableCells.CELLS];
        Arrays.fill(nothing, Float.NaN);
        assertThat(Drift.of(DAYS, nothing, nothing)).isEqualTo(Optional.empty());
    }

    /** Half of the cells miss by one innovation, half by the other; only the last fortnight counts. */
    private static Drift drift(float even, float odd) {
        int cells = LearnableCells.CELLS;
        var forecast = new float[LearnableCells.DAYS * cells];
        var sd = new float[forecast.length];
        Arrays.fill(sd, SD);
        for (int i = 0; i < forecast.length; i++) {
            boolean counts = i / cells >= LearnableCells.DAYS - Drift.DAYS;
            float missed = counts ? i % cells % 2 == 0 ? even : odd : 1;
            forecast[i] = DAYS.recommendedRetrieval(i / cells, i % cells) - missed;
        }
        return Drift.of(DAYS, forecast, sd).orElseThrow();
    }
}
