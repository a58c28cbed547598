package org.soilcast.learning.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.Reported;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.MadeUpCells;
import org.soilcast.learning.history.CellHistory;

class DayLineRunTest {
    private static final int CELLS = 140;
    private static final int DAYS = 50;
    private static final DayNumbers FILTER = new DayNumbers(Optional.of(FilterNumbers.PLANNED), Optional.empty());

    private static DayLineRun run() {
        return DayLineRun.settled(MadeUpCells.of(CELLS, DAYS), parameters(0), 2);
    }

    private static float[] parameters(double moved) {
        var parameters = new float[Parameter.values().length * CELLS];
        for (Parameter parameter : Parameter.values()) {
            for (int cell = 0; cell < CELLS; cell++) {
                parameters[parameter.ordinal() * CELLS + cell] = (float) parameter.fromUnit(.3 + .002 * cell + moved);
            }
        }
        return parameters;
    }

    @Test
    void withoutAFilterItIsTheOpenLoopBitForBit() {
        DayLineRun run = run();
        DayLineRun.Series series = run.with(
                new DayNumbers(Optional.empty(), Optional.empty()), Reported.SURFACE_FORECAST, Reported.SURFACE_MEAN);
        assertThat(series.row(Reported.SURFACE_FORECAST)).isEqualTo(run.openLoop());
        assertThat(series.row(Reported.SURFACE_MEAN)).isEqualTo(run.openLoop());
    }

    @Test
    void aCellHasTheSameAnalysisWhateverCellsAreBesideIt() {
        DayLineRun run = run();
        float[] all = run.with(FILTER, Reported.SURFACE_MEAN).row(Reported.SURFACE_MEAN);
        int[] some = {139, 3, 77};
        float[] alone = run.select(some).with(FILTER, Reported.SURFACE_MEAN).row(Reported.SURFACE_MEAN);
        for (int day = 0; day < DAYS; day++) {
            for (int i = 0; i < some.length; i++) {
                assertThat(alone[day * some.length + i])
                        .as("day %d, cell %d", day, some[i])
                        .isEqualTo(all[day * CELLS + some[i]]);
            }
        }
    }

    @Test
    void membersMayHaveParametersOfTheirOwn() {
        float[] shared = run().with(FILTER, Reported.FILTER_FORECAST_SD).row(Reported.FILTER_FORECAST_SD);
        float[] alike = run().withMembers(List.of(parameters(0), parameters(0)))
                .with(FILTER, Reported.FILTER_FORECAST_SD)
                .row(Reported.FILTER_FORECAST_SD);
        assertThat(alike).isEqualTo(shared);
        float[] apart = run().withMembers(List.of(parameters(-.1), parameters(.1)))
                .with(FILTER, Reported.FILTER_FORECAST_SD)
                .row(Reported.FILTER_FORECAST_SD);
        assertThat(mean(apart)).isGreaterThan(mean(shared));
    }

    private static double mean(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
    }

    @Test
    void forecastAndAnalysisAreNearerToTheRetrievalsThanTheOpenLoop() {
        DayLineRun run = run();
        DayLineRun.Series series =
                run.with(FILTER, Reported.SURFACE_FORECAST, Reported.SURFACE_MEAN, Reported.SURFACE_OPEN_LOOP);
        double openLoop = squares(run.history(), series.row(Reported.SURFACE_OPEN_LOOP));
        assertThat(squares(run.history(), series.row(Reported.SURFACE_FORECAST)))
                .as("the forecast contains the bias of the retrievals")
                .isLessThan(.8 * openLoop);
        assertThat(squares(run.history(), series.row(Reported.SURFACE_MEAN))).isLessThan(openLoop);
    }

    private static double squares(CellHistory history, float[] surface) {
        double sum = 0;
        for (int i = 10 * CELLS; i < surface.length; i++) {
            double off = history.retrieval(i / CELLS, i % CELLS) - (double) surface[i];
            sum += Double.isNaN(off) ? 0 : off * off;
        }
        return sum;
    }
}
