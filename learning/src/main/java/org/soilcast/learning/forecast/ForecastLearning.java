package org.soilcast.learning.forecast;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.correction.Correction;
import org.soilcast.dayline.correction.ResidualNumbers;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.dayline.forecast.ForecastNumbers;
import org.soilcast.dayline.forecast.ForecastRuns;
import org.soilcast.dayline.forecast.ForecastSpan;
import org.soilcast.dayline.forecast.ForecastWeather;
import org.soilcast.dayline.forecast.Predictors;
import org.soilcast.dayline.forecast.SpanNumbers;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.learning.correction.CorrectionLearning;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.DayLineRun;

/**
 * Learns the calibration of forecasts from those that would have been issued in a history: their traces are taken from
 * anywhere in it but the days forecast, before and after, so that one year is enough to learn how a forecast errs whose
 * weather is another year's. For given weather it is learned with the weather that came: real forecast weather errs more.
 * A week's mean is compared with the mean of its retrievals, where there are at least {@value #FEWEST_OF_A_WEEK}.
 */
public final class ForecastLearning {
    private static final int CYCLES = 6;
    private static final int FEWEST_OF_A_WEEK = 2;
    /** Issues that teach all there is to learn, of each cell. */
    private static final int ENOUGH_ISSUES = 240;
    /** Fewer samples of a span teach it nothing. */
    private static final int FEWEST_SAMPLES = 300;

    private static final int SPANS = ForecastSpan.of(ForecastSpan.WHOLE_DAYS).size();

    private final DayLineRun run;
    private final DayNumbers numbers;

    /** A learning to come, from the days of a run. */
    public ForecastLearning(DayLineRun run, DayNumbers numbers) {
        this.run = run;
        this.numbers = numbers;
    }

    /**
     * Learns from all days and cells of a history.
     *
     * @param parameters of its cells, {@code [parameter][cell]}
     */
    public static Optional<ForecastNumbers> learn(CellHistory history, float[] parameters, DayNumbers numbers) {
        return new ForecastLearning(DayLineRun.settled(history, parameters, CYCLES), numbers).learn();
    }

    /** Samples of a tile, by span. */
    private record Samples(List<SpanSamples> traces, List<SpanSamples> given) {}

    /** The calibration; none where there are too few retrievals for one. */
    public Optional<ForecastNumbers> learn() {
        Map<Integer, Samples> ofTiles = new ConcurrentSkipListMap<>(); // in the order of tiles, whoever is first
        int days = run.history().span().days();
        int every = Math.max(2, (days - CorrectionLearning.FIRST_DAYS) / ENOUGH_ISSUES);
        new PastIssues(run, numbers)
                .show(
                        day -> day >= CorrectionLearning.FIRST_DAYS
                                && (day - CorrectionLearning.FIRST_DAYS) % every == 0,
                        chosen -> {
                            var samples = new Samples(SpanSamples.empty(SPANS), SpanSamples.empty(SPANS));
                            ofTiles.put(chosen[0], samples);
                            var runs = new ForecastRuns(new LandKernel());
                            CellHistory history = run.history();
                            return issue -> {
                                issue.tracesWithin(history.span())
                                        .ifPresent(weather -> add(issue, weather, runs, chosen, samples.traces));
                                issue.weatherThatCame()
                                        .ifPresent(weather -> add(issue, weather, runs, chosen, samples.given));
                            };
                        });
        List<SpanSamples> traces =
                joined(ofTiles.values().stream().map(Samples::traces).toList());
        List<SpanSamples> given =
                joined(ofTiles.values().stream().map(Samples::given).toList());
        if (IntStream.range(0, SPANS)
                .anyMatch(span ->
                        Math.min(traces.get(span).count(), given.get(span).count()) < FEWEST_SAMPLES)) {
            return Optional.empty();
        }
        double retrievalSd = numbers.correction()
                .map(Correction::numbers)
                .map(ResidualNumbers::retrievalSdM3PerM3)
                .or(() -> numbers.filter().map(FilterNumbers::retrievalSdM3PerM3))
                .orElse(0.0);
        return Optional.of(new ForecastNumbers(learned(traces), learned(given), (float) retrievalSd));
    }

    private static List<SpanSamples> joined(List<List<SpanSamples>> ofTiles) {
        return IntStream.range(0, SPANS)
                .mapToObj(span -> SpanSamples.joined(
                        ofTiles.stream().map(spans -> spans.get(span)).toList()))
                .toList();
    }

    private static List<SpanNumbers> learned(List<SpanSamples> spans) {
        return spans.parallelStream()
                .map(samples -> new SpanLearning(samples).learn())
                .toList();
    }

    private void add(
            PastIssues.Issue issue,
            ForecastWeather weather,
            ForecastRuns runs,
            int[] chosen,
            List<SpanSamples> samples) {
        Predictors predictors = Predictors.of(issue.tile(), weather, runs.of(issue.tile(), weather));
        List<ForecastSpan> spans = ForecastSpan.of(weather.days());
        for (int span = 0; span < spans.size(); span++) {
            int place = placeOf(spans.get(span));
            for (int cell = 0; cell < chosen.length; cell++) {
                double retrieved = retrieved(run.history(), issue.day(), spans.get(span), chosen[cell]);
                if (!Double.isNaN(retrieved)) {
                    samples.get(place).add(predictors, span, cell, retrieved);
                }
            }
        }
    }

    private static int placeOf(ForecastSpan span) {
        return ForecastSpan.of(ForecastSpan.WHOLE_DAYS).indexOf(span);
    }

    /** Mean of the recommended retrievals of a span after an issue, m3/m3; NaN with too few of them. */
    public static double retrieved(CellHistory history, int issueDay, ForecastSpan span, int cell) {
        double sum = 0;
        int count = 0;
        for (int lead = span.firstLead(); lead <= span.lastLead(); lead++) {
            int day = issueDay + lead;
            float retrieval = day < history.span().days() ? history.recommendedRetrieval(day, cell) : Float.NaN;
            if (!Float.isNaN(retrieval)) {
                sum += retrieval;
                count++;
            }
        }
        return count >= (span.isWeek() ? FEWEST_OF_A_WEEK : 1) ? sum / count : Double.NaN;
    }
}
