package org.soilcast.learning.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.correction.Correction;
import org.soilcast.dayline.correction.ResidualNumbers;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.dayline.forecast.ForecastLine;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.MadeUpCells;
import org.soilcast.learning.history.CellForcing;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.DayLineRun;
import org.soilcast.learning.run.OpenLoop;

class PastIssuesTest {
    private static final int CELLS = 7;
    private static final int KNOWN_DAYS = 90;
    private static final DayNumbers NUMBERS = new DayNumbers(
            Optional.of(FilterNumbers.PLANNED),
            Optional.of(new Correction(new ResidualNumbers(30, 0.02, 2, 0.01, 0.01), Optional.empty())));

    private static CellHistory history(int days) {
        return MadeUpCells.of(
                CELLS,
                days,
                ObservationOperator.END_OF_DAY,
                (day, cell) -> (day + cell) % 3 == 0 ? 0.2f + 0.01f * cell : Float.NaN);
    }

    private static float[] parameters() {
        var parameters = new float[Parameter.values().length * CELLS];
        for (Parameter parameter : Parameter.values()) {
            for (int cell = 0; cell < CELLS; cell++) {
                parameters[parameter.ordinal() * CELLS + cell] = (float) parameter.fromUnit(.3 + .02 * cell);
            }
        }
        return parameters;
    }

    /** Forecasts with traces, by the day of issue. */
    private static SortedMap<Integer, float[]> issued(CellHistory history) {
        CellForcing known = history.forcing()
                .between(history.span().first(), history.span().first().plusDays(KNOWN_DAYS - 1L));
        var run = new DayLineRun(history, parameters(), OpenLoop.cycled(known, parameters(), 2));
        SortedMap<Integer, float[]> issued = new ConcurrentSkipListMap<>();
        new PastIssues(run, NUMBERS).show(day -> day % 30 == 29, chosen -> {
            var line = new ForecastLine(new LandKernel());
            return issue -> issue.tracesBefore()
                    .ifPresent(weather -> issued.put(
                            issue.day(),
                            line.of(issue.tile(), weather, Optional.empty()).all()));
        });
        return issued;
    }

    /** A history that goes on gives the same bytes for every issue that the shorter one had. */
    @Test
    void noDayAfterTheIssueChangesAForecast() {
        SortedMap<Integer, float[]> early = issued(history(KNOWN_DAYS));
        SortedMap<Integer, float[]> late = issued(history(KNOWN_DAYS + 60));
        assertThat(early).containsOnlyKeys(29, 59, 89);
        assertThat(late).containsKeys(29, 59, 89, 119, 149);
        early.forEach((day, forecast) ->
                assertThat(late.get(day)).as("issue of day %s", day).isEqualTo(forecast));
    }
}
