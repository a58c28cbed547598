package org.soilcast.laboratory.analysis;

import java.util.List;
import java.util.Optional;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.Reported;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.learning.correction.FilterLearning;
import org.soilcast.learning.correction.ForecastRun;
import org.soilcast.learning.run.DayLineRun;

/**
 * The ensemble filter of the day line, as it is or with parameters of their own for its members: those that the members of
 * the parameter network give, in turn.
 *
 * @param numbers learned
 * @param ownParameters whether members have parameters of their own
 */
public record EnsembleAnalysis(FilterNumbers numbers, boolean ownParameters) implements Analysis {
    /** Learns the filter's numbers under the parameters that its members have. */
    public static Learning learning(boolean ownParameters) {
        return training ->
                new EnsembleAnalysis(new FilterLearning(run(training, ownParameters)).learn(), ownParameters);
    }

    @Override
    public ForecastRun.Forecasts forecasts(SettledCells cells) {
        DayLineRun.Series series = run(cells, ownParameters)
                .with(
                        new DayNumbers(Optional.of(numbers), Optional.empty()),
                        Reported.FILTER_FORECAST,
                        Reported.FILTER_FORECAST_SD);
        return new ForecastRun.Forecasts(series.row(Reported.FILTER_FORECAST), series.row(Reported.FILTER_FORECAST_SD));
    }

    private static DayLineRun run(SettledCells cells, boolean ownParameters) {
        return new DayLineRun(cells.history(), cells.parameters(), cells.start())
                .withMembers(ownParameters ? cells.ofMembers() : List.of());
    }
}
