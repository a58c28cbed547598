package org.soilcast.learning.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.learning.MadeUpCells;

class RetrievalStatisticsTest {
    private static final int DAYS = 100;

    @Test
    void sayWhatTheRetrievalsAre() {
        CellHistory history = MadeUpCells.of(3, DAYS);
        NetworkInputs statistics = RetrievalStatistics.of(history);
        for (int cell = 0; cell < 3; cell++) {
            int chosen = cell;
            double[] sorted = IntStream.range(0, DAYS)
                    .mapToDouble(day -> history.retrieval(day, chosen))
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray();
            double mean = Arrays.stream(sorted).average().orElseThrow();
            double variance =
                    Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum() / sorted.length;
            assertThat((double) statistics.value("retrieval_mean_m3_per_m3", cell))
                    .isCloseTo(mean, within(1e-6));
            assertThat((double) statistics.value("retrieval_standard_deviation_m3_per_m3", cell))
                    .isCloseTo(Math.sqrt(variance), within(1e-6));
            assertThat((double) statistics.value("retrieval_quantile_50_m3_per_m3", cell))
                    .isCloseTo((sorted[24] + sorted[25]) / 2, within(1e-6));
            assertThat(statistics.value("retrieval_dry_change_per_day", cell)).isNegative();
            assertThat(statistics.value("retrieval_gain_per_mm_rain", cell)).isPositive();
            assertThat((double) statistics.value("retrieval_log_count", cell)).isCloseTo(Math.log(50), within(1e-6));
        }
    }

    @Test
    void tooFewRetrievalsSayNothing() {
        CellHistory history = MadeUpCells.of(1, DAYS);
        int enough = 2 * RetrievalStatistics.FEWEST; // one every other day
        assertThat(RetrievalStatistics.of(history, 0, 0, enough - 2)).containsOnly(Float.NaN);
        assertThat(RetrievalStatistics.of(history, 0, 0, enough)[0]).isFinite();
        assertThat(RetrievalStatistics.of(history, 0, 0, enough)[9]).isFinite(); // pairs of every second day
    }
}
