package org.soilcast.laboratory.verification;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.Reported;
import org.soilcast.laboratory.evaluation.Outcome;
import org.soilcast.laboratory.evaluation.Outcome.Split;
import org.soilcast.laboratory.evaluation.ResultRow;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.learning.run.DayLineRun;
import org.soilcast.learning.run.OpenLoop;
import org.soilcast.learning.score.Metric;

/**
 * The analysis of a bundle, beside its own open loop, against what neither has seen: probes on the days without a
 * retrieval and below the surface, and drought maps; and what the filter does to reach it. Predictions of the surface are
 * compared with the probe on all days.
 */
public final class Verification {
    private static final int CYCLES = 6;

    private final CellHistory history;
    private final LocalDate trainTo;
    private final LocalDate from;
    private final LocalDate to;
    private final Observations observations;

    /**
     * Of a history.
     *
     * @param trainTo last training day; percentiles are ranks among the days up to it
     * @param from first day judged
     * @param observations of all its days and cells
     */
    public Verification(CellHistory history, LocalDate trainTo, LocalDate from, Observations observations) {
        this.history = history;
        this.trainTo = trainTo;
        this.from = from;
        this.to = history.span().last();
        this.observations = observations;
    }

    /** A prediction of the surface against the probe on all days; nothing without probes. */
    public List<ResultRow> ofPrediction(Outcome outcome) {
        var rows = new VerificationRows(outcome.split());
        observations.probes().ifPresent(probes -> {
            ProbeScores scores = scores(probes.surface(), outcome.surface());
            String model = outcome.model();
            rows.add(model, VerificationMetric.PROBE_RMSE, scores.of(Metric.RMSE), from, to);
            rows.add(model, VerificationMetric.PROBE_UBRMSE, scores.of(Metric.UBRMSE), from, to);
            rows.add(model, VerificationMetric.PROBE_R, scores.of(Metric.R), from, to);
            rows.add(model, VerificationMetric.PROBE_ANOMALY_R, scores.anomalyCorrelation(), from, to);
        });
        return rows.rows();
    }

    /**
     * Share of the cells where a forecast of retrievals misses them by less than another: by RMSE, of those that both have
     * spoken of.
     */
    public List<ResultRow> comparison(Outcome forecast, Outcome other) {
        var rows = new VerificationRows(forecast.split());
        rows.addShare(
                forecast.model(),
                VerificationMetric.SHARE_RMSE_BELOW_RESIDUAL_FILTER,
                rmse(forecast),
                rmse(other),
                less -> less < 0,
                from,
                to);
        return rows.rows();
    }

    private double[] rmse(Outcome outcome) {
        var scores = ResultRow.scores(outcome, history, from);
        var rmse = new double[history.cells().size()];
        Arrays.setAll(rmse, cell -> scores.of(Metric.RMSE, cell));
        return rmse;
    }

    /**
     * The analysis of a bundle with a filter, and its open loop.
     *
     * @param bundle its name
     * @param parameters {@code [parameter][cell]} of all cells
     * @param numbers what it says of the analysis
     * @param cells that are judged
     */
    public List<ResultRow> ofAnalysis(
            String bundle, Split split, float[] parameters, DayNumbers numbers, int... cells) {
        float[] start = OpenLoop.cycled(history.forcing().between(history.span().first(), trainTo), parameters, CYCLES);
        DayLineRun run = new DayLineRun(history, parameters, start).withClimatologyTo(trainTo);
        DayLineRun.Series series = run.with(
                new DayNumbers(numbers.filter(), Optional.empty()),
                Reported.FILTER_FORECAST,
                Reported.FILTER_ANALYSIS,
                Reported.SURFACE_MEAN,
                Reported.ROOT_ZONE_MEAN,
                Reported.SURFACE_OPEN_LOOP,
                Reported.ROOT_ZONE_OPEN_LOOP,
                Reported.ROOT_ZONE_PERCENTILE,
                Reported.INCREMENT_MM);
        var rows = new VerificationRows(split);
        balance(rows, bundle + "-filter", new FilterBalance(history, series, from), cells);
        OpenLoop openLoop = OpenLoop.run(history.forcing(), parameters, start, history.observation());
        cold(rows, bundle + "-filter", new ColdSpells(history, series, openLoop, from), cells);
        observations.probes().ifPresent(probes -> {
            float[] rootZone =
                    ProbeScores.only(probes.rootZone(), history.cells().size(), cells);
            float[] withheld = ProbeScores.without(
                    ProbeScores.only(probes.surface(), history.cells().size(), cells), retrievals());
            compare(rows, bundle, series, withheld, rootZone);
        });
        observations.maps().ifPresent(maps -> {
            var comparison = new DroughtComparison(maps, DaySpan.of(from, to));
            if (comparison.maps() > 0) {
                float[] openLoopPercentile = run.with(
                                new DayNumbers(Optional.empty(), Optional.empty()), Reported.ROOT_ZONE_PERCENTILE)
                        .row(Reported.ROOT_ZONE_PERCENTILE);
                new DroughtFigures(history, trainTo, comparison)
                        .add(rows, bundle, series.row(Reported.ROOT_ZONE_PERCENTILE), openLoopPercentile, cells);
            }
        });
        return rows.rows();
    }

    private void balance(VerificationRows rows, String model, FilterBalance balance, int... cells) {
        rows.add(
                model,
                VerificationMetric.O_MINUS_F_SD,
                of(balance.deviation(Reported.FILTER_FORECAST), cells),
                from,
                to);
        rows.add(
                model,
                VerificationMetric.O_MINUS_A_SD,
                of(balance.deviation(Reported.FILTER_ANALYSIS), cells),
                from,
                to);
        rows.add(model, VerificationMetric.MONTHLY_INCREMENT, of(balance.monthlyIncrement(), cells), from, to);
        rows.add(model, VerificationMetric.MONTHLY_INCREMENT_SIZE, of(balance.monthlyIncrementSize(), cells), from, to);
    }

    private void cold(VerificationRows rows, String model, ColdSpells spells, int... cells) {
        rows.add(model, VerificationMetric.COLD_INCREMENT, of(spells.increment(), cells), from, to);
        rows.add(model, VerificationMetric.COLD_DIFFERENCE_BEFORE, of(spells.before(), cells), from, to);
        rows.add(model, VerificationMetric.COLD_DIFFERENCE_AT_END, of(spells.atEnd(), cells), from, to);
        rows.add(model, VerificationMetric.COLD_DIFFERENCE_GROWTH, of(spells.growth(), cells), from, to);
    }

    private static double[] of(double[] all, int... cells) {
        return Arrays.stream(cells).mapToDouble(cell -> all[cell]).toArray();
    }

    private void compare(
            VerificationRows rows, String bundle, DayLineRun.Series series, float[] withheld, float[] rootZone) {
        ProbeScores openSurface = scores(withheld, series.row(Reported.SURFACE_OPEN_LOOP));
        ProbeScores openRootZone = scores(rootZone, series.row(Reported.ROOT_ZONE_OPEN_LOOP));
        ProbeScores surface = scores(withheld, series.row(Reported.SURFACE_MEAN));
        ProbeScores ofRootZone = scores(rootZone, series.row(Reported.ROOT_ZONE_MEAN));
        skill(rows, bundle + "-open-loop", openSurface, openRootZone);
        String analysis = bundle + "-analysis";
        skill(rows, analysis, surface, ofRootZone);
        rows.addShare(
                analysis,
                VerificationMetric.SHARE_ROOT_ZONE_UBRMSE_LOWER,
                ofRootZone.of(Metric.UBRMSE),
                openRootZone.of(Metric.UBRMSE),
                less -> less < 0,
                from,
                to);
        rows.addShare(
                analysis,
                VerificationMetric.SHARE_ROOT_ZONE_ANOMALY_R_HIGHER,
                ofRootZone.anomalyCorrelation(),
                openRootZone.anomalyCorrelation(),
                more -> more > 0,
                from,
                to);
        rows.addShare(
                analysis,
                VerificationMetric.SHARE_WITHHELD_ANOMALY_R_HIGHER,
                surface.anomalyCorrelation(),
                openSurface.anomalyCorrelation(),
                more -> more > 0,
                from,
                to);
    }

    private void skill(VerificationRows rows, String model, ProbeScores surface, ProbeScores rootZone) {
        rows.add(model, VerificationMetric.WITHHELD_UBRMSE, surface.of(Metric.UBRMSE), from, to);
        rows.add(model, VerificationMetric.WITHHELD_R, surface.of(Metric.R), from, to);
        rows.add(model, VerificationMetric.WITHHELD_ANOMALY_R, surface.anomalyCorrelation(), from, to);
        rows.add(model, VerificationMetric.ROOT_ZONE_UBRMSE, rootZone.of(Metric.UBRMSE), from, to);
        rows.add(model, VerificationMetric.ROOT_ZONE_R, rootZone.of(Metric.R), from, to);
        rows.add(model, VerificationMetric.ROOT_ZONE_ANOMALY_R, rootZone.anomalyCorrelation(), from, to);
    }

    /** {@code [day][cell]} of all days. */
    private float[] retrievals() {
        var retrievals = new float[history.span().days() * history.cells().size()];
        for (int i = 0; i < retrievals.length; i++) {
            retrievals[i] = history.retrieval(
                    i / history.cells().size(), i % history.cells().size());
        }
        return retrievals;
    }

    /** The judged days of two series of all days. */
    private ProbeScores scores(float[] observed, float[] predicted) {
        int cells = history.cells().size();
        int begin = history.span().day(from) * cells;
        return ProbeScores.of(
                Arrays.copyOfRange(observed, begin, observed.length),
                Arrays.copyOfRange(predicted, begin, predicted.length),
                cells,
                from);
    }
}
