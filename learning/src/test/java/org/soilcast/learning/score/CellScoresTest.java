package org.soilcast.learning.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.learning.MadeUpCells;
import org.soilcast.learning.history.CellHistory;

class CellScoresTest {
    private static final int CELLS = 4;
    private static final int DAYS = 3;

    @Test
    void onlyDaysWithRetrievalAndPredictionCount() {
        CellScores scores = CellScores.of(history(), predictions());

        assertThat(scores.of(Metric.RMSE, 0)).isCloseTo(0.1, within(1e-6));
        assertThat(scores.of(Metric.RMSE, 1)).isCloseTo(0.2, within(1e-6));
        assertThat(scores.of(Metric.RMSE, 2)).isNaN(); // no retrieval
        assertThat(scores.of(Metric.RMSE, 3)).isCloseTo(0.3, within(1e-6)); // no prediction on day 2
    }

    @Test
    void medianAndMeanOverCellsWithTheMetric() {
        CellScores scores = CellScores.of(history(), predictions());

        assertThat(scores.cells(Metric.RMSE, cell -> true)).isEqualTo(3);
        assertThat(scores.median(Metric.RMSE, cell -> true)).isCloseTo(0.2, within(1e-6));
        assertThat(scores.mean(Metric.RMSE, cell -> cell != 0)).isCloseTo(0.25, within(1e-6));
        assertThat(scores.median(Metric.RMSE, cell -> cell < 2)).isCloseTo(0.15, within(1e-6));
        assertThat(scores.median(Metric.RMSE, cell -> cell == 2)).isNaN();
    }

    @Test
    void wrongShapeIsRefused() {
        assertThatThrownBy(() -> CellScores.of(history(), new float[CELLS]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 days x 4 cells");
    }

    private CellHistory history() {
        return MadeUpCells.of(
                CELLS, DAYS, ObservationOperator.END_OF_DAY, (day, cell) -> day > 0 && cell != 2 ? 0.2f : Float.NaN);
    }

    /** Off by .1 a cell, and nothing of the last cell on the last day. */
    private static float[] predictions() {
        var surface = new float[DAYS * CELLS];
        for (int i = 0; i < surface.length; i++) {
            int cell = i % CELLS;
            surface[i] = 0.2f + (cell == 3 ? 0.3f : 0.1f * (cell + 1));
        }
        surface[2 * CELLS + 3] = Float.NaN;
        return surface;
    }
}
