package org.soilcast.laboratory.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.soilcast.learning.correction.ForecastRun;

/** What every analysis owes: forecasts of what it has not seen, from what it has, cell by cell. */
class AnalysesTest {
    private static final int CELLS = AnalysisScene.CELLS;
    private static final int DAYS = AnalysisScene.DAYS;

    static List<Analysis> analyses() {
        return List.of(
                new VariationalAnalysis(VariationalNumbers.PLANNED),
                new VariationalAnalysis(VariationalNumbers.PLANNED.withAnchorDays(5)),
                new LearnedGain(GainNumbers.PLANNED));
    }

    @ParameterizedTest
    @MethodSource("analyses")
    void forecastsAreNearerThanTheOpenLoopWhereTheRainIsWrong(Analysis analysis) {
        SettledCells cells = AnalysisScene.cells(DAYS);
        double open = AnalysisScene.rmse(cells.history(), AnalysisScene.openLoop(cells));
        double forecast =
                AnalysisScene.rmse(cells.history(), analysis.forecasts(cells).expected());
        System.out.printf("seed %d, %s: open loop %.4f, forecast %.4f%n", AnalysisScene.SEED, analysis, open, forecast);
        assertThat(forecast).isLessThan(0.85 * open);
    }

    @ParameterizedTest
    @MethodSource("analyses")
    void aForecastKnowsNothingOfItsOwnDayOrLater(Analysis analysis) {
        int last = 121;
        ForecastRun.Forecasts all = analysis.forecasts(AnalysisScene.cells(DAYS));
        ForecastRun.Forecasts some = analysis.forecasts(AnalysisScene.cells(last));
        int end = (last + 2) * CELLS; // day 122 has a retrieval that the others have not
        assertThat(Arrays.copyOf(some.expected(), end)).containsExactly(Arrays.copyOf(all.expected(), end));
        assertThat(Arrays.copyOf(some.expectedSd(), end)).containsExactly(Arrays.copyOf(all.expectedSd(), end));
        assertThat(some.expected()[end]).isNotEqualTo(all.expected()[end]);
    }

    @ParameterizedTest
    @MethodSource("analyses")
    void withoutRetrievalsItIsTheOpenLoop(Analysis analysis) {
        SettledCells cells = AnalysisScene.cells(-1);
        float[] open = AnalysisScene.openLoop(cells);
        float[] expected = analysis.forecasts(cells).expected();
        for (int at = 0; at < open.length; at++) {
            assertThat(expected[at]).as("value %d", at).isCloseTo(open[at], within(1e-6f));
        }
    }

    @ParameterizedTest
    @MethodSource("analyses")
    void aCellIsTheSameAloneOrBesideOthers(Analysis analysis) {
        SettledCells cells = AnalysisScene.cells(DAYS);
        float[] together = analysis.forecasts(cells).expected();
        float[] alone = analysis.forecasts(cells.select(2)).expected();
        for (int day = 0; day < DAYS; day++) {
            assertThat(alone[day]).as("day %d", day).isEqualTo(together[day * CELLS + 2]);
        }
    }
}
