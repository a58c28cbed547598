package org.soilcast.laboratory.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.dayline.forecast.ForecastLine;
import org.soilcast.dayline.forecast.ForecastNumbers;
import org.soilcast.dayline.forecast.TileForecast;
import org.soilcast.dayline.forecast.TileForecast.Value;
import org.soilcast.laboratory.evaluation.BundleSplit;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.learning.forecast.PastIssues;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.DayLineRun;
import org.soilcast.learning.run.OpenLoop;
import org.soilcast.learning.training.TrainedNetwork;

/**
 * Forecasts issued every five days over the days judged, by a model that has learned from the days before: once with
 * traces of days up to the issue, as a running system has them, and once with the weather that came in their place, which
 * shows what weather forecasts could give at best. Both are judged as forecasts of retrievals: the error of a retrieval is
 * added to what is published.
 */
public final class ForecastVerification {
    private static final int CYCLES = 6;
    /** Members that are all alike are as sure as numbers are exact. */
    private static final double LEAST_SD_M3_PER_M3 = 1e-6;

    private static final Set<String> PRINTED_LEADS = Set.of("1", "5", "10", "15", "15-21", "22-28");

    private final JudgedIssues issues;
    private final LocalDate from;
    private final List<IssuedForecasts> competitors;

    /**
     * A verification to come.
     *
     * @param history all cells, from the first training day to the last day judged
     * @param trainTo last training day
     * @param from first day judged
     */
    public ForecastVerification(CellHistory history, LocalDate trainTo, LocalDate from) {
        issues = new JudgedIssues(history, trainTo, from);
        this.from = from;
        competitors = new LeadCompetitors(issues).all();
    }

    /** First day judged. */
    public LocalDate from() {
        return from;
    }

    /** Figures of persistence, damped persistence and climatology at all cells. */
    public List<LeadRow> competitors() {
        int[] all = IntStream.range(0, issues.cells()).toArray();
        return scored(competitors, "all", all).toList();
    }

    /**
     * Figures of a bundle in each split.
     *
     * @param name of the bundle
     */
    public List<LeadRow> of(String name, ParameterBundle bundle, BundleSplit split) {
        float[] parameters = new TrainedNetwork(bundle.scaling(), bundle.weights()).parameters(training());
        DayNumbers numbers = DayNumbers.of(bundle.sections());
        List<IssuedForecasts> forecasts = issued(name, parameters, numbers, ForecastNumbers.of(bundle.sections()));
        return split.judged().stream()
                .flatMap(one -> scored(forecasts, one.label(), split.cells(one)))
                .toList();
    }

    /**
     * Figures of a model at some cells.
     *
     * @param name of the model
     * @param parameters of all cells, {@code [parameter][cell]}
     * @param numbers of the analysis that forecasts begin with
     * @param calibration of the forecasts
     * @param split that the cells are
     */
    public List<LeadRow> of(
            String name,
            float[] parameters,
            DayNumbers numbers,
            Optional<ForecastNumbers> calibration,
            String split,
            int... cells) {
        return scored(issued(name, parameters, numbers, calibration), split, cells)
                .toList();
    }

    private Stream<LeadRow> scored(List<IssuedForecasts> forecasts, String split, int... cells) {
        var scores = new LeadScores(issues, competitors, split, cells);
        return forecasts.stream().flatMap(each -> scores.of(each).stream());
    }

    private CellHistory training() {
        CellHistory history = issues.history();
        return history.between(history.span().first(), history.span().first().plusDays(issues.trainingDays() - 1L));
    }

    private List<IssuedForecasts> issued(
            String name, float[] parameters, DayNumbers numbers, Optional<ForecastNumbers> calibration) {
        var withTraces = new IssuedForecasts(
                name + "-forecast", issues.count(), issues.spans().size(), issues.cells());
        var withWeather = new IssuedForecasts(
                name + "-forecast-weather-known", issues.count(), issues.spans().size(), issues.cells());
        CellHistory history = issues.history();
        float[] start = OpenLoop.cycled(training().forcing(), parameters, CYCLES);
        double retrievalSd = calibration
                .map(ForecastNumbers::retrievalSdM3PerM3)
                .map(Float::doubleValue)
                .or(() -> numbers.filter().map(FilterNumbers::retrievalSdM3PerM3))
                .orElse(0.0);
        new PastIssues(new DayLineRun(history, parameters, start), numbers)
                .show(day -> issues.issueOf(day) >= 0, chosen -> {
                    var line = new ForecastLine(new LandKernel());
                    return issue -> {
                        int place = issues.issueOf(issue.day());
                        issue.tracesBefore()
                                .ifPresent(weather -> put(
                                        line.of(issue.tile(), weather, calibration),
                                        withTraces,
                                        place,
                                        retrievalSd,
                                        chosen));
                        issue.weatherThatCame()
                                .ifPresent(weather -> put(
                                        line.of(issue.tile(), weather, calibration),
                                        withWeather,
                                        place,
                                        retrievalSd,
                                        chosen));
                    };
                });
        return List.of(withTraces, withWeather);
    }

    private void put(TileForecast forecast, IssuedForecasts into, int issue, double retrievalSd, int... chosen) {
        for (int i = 0; i < forecast.spans().size(); i++) {
            int span = issues.spans().indexOf(forecast.spans().get(i));
            for (int cell = 0; cell < chosen.length; cell++) {
                double sd = Math.max(
                        LEAST_SD_M3_PER_M3, Math.hypot(forecast.get(Depth.SURFACE, i, Value.SD, cell), retrievalSd));
                into.put(issue, span, chosen[cell], forecast.get(Depth.SURFACE, i, Value.MEAN, cell), sd);
            }
        }
    }

    /** Some leads as a table: errors and CRPS over cells, median and mean, and coverage. */
    public static List<String> table(List<LeadRow> rows) {
        List<String> lines = new ArrayList<>();
        rows.stream()
                .filter(row ->
                        PRINTED_LEADS.contains(row.leads()) && !row.metric().startsWith("d1_"))
                .forEach(row -> lines.add(String.format(
                        Locale.ROOT,
                        "%-34s %-8s lead %-6s %-12s %s%.4f  (%d)",
                        row.model(),
                        row.split(),
                        row.leads(),
                        row.metric(),
                        Double.isNaN(row.median()) ? "" : String.format(Locale.ROOT, "%.4f/", row.median()),
                        row.mean(),
                        row.pairs())));
        return lines;
    }
}
