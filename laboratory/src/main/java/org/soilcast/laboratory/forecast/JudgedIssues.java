package org.soilcast.laboratory.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.soilcast.dayline.forecast.ForecastSpan;
import org.soilcast.learning.forecast.ForecastLearning;
import org.soilcast.learning.history.CellHistory;

/**
 * When forecasts are issued, and what was retrieved after each issue. The first one is issued on the day before the first
 * day judged, so that no training day is ever forecast.
 */
final class JudgedIssues {
    private static final int EVERY_DAYS = 5;
    /** Percentile of the training retrievals that class D1 ends at. */
    private static final double D1_SHARE = 0.2;

    private final CellHistory history;
    private final int trainingDays;
    private final int[] days;
    private final List<ForecastSpan> spans = ForecastSpan.of(ForecastSpan.WHOLE_DAYS);

    /**
     * Issues of a history.
     *
     * @param trainTo last training day
     * @param from first day judged
     */
    JudgedIssues(CellHistory history, LocalDate trainTo, LocalDate from) {
        this.history = history;
        trainingDays = history.span().day(trainTo) + 1;
        int first = history.span().day(from) - 1;
        int last = history.span().days() - 2;
        days = IntStream.rangeClosed(first, last)
                .filter(day -> (day - first) % EVERY_DAYS == 0)
                .toArray();
    }

    CellHistory history() {
        return history;
    }

    /** Days of training, the first ones of the history. */
    int trainingDays() {
        return trainingDays;
    }

    int cells() {
        return history.cells().size();
    }

    List<ForecastSpan> spans() {
        return spans;
    }

    /** Number of issues. */
    int count() {
        return days.length;
    }

    /** Position in the history of an issue's day. */
    int day(int issue) {
        return days[issue];
    }

    /** Which issue a day is; negative if none. */
    int issueOf(int day) {
        return Arrays.binarySearch(days, day);
    }

    /** What was retrieved, m3/m3; NaN with nothing. */
    double retrieved(int issue, int span, int cell) {
        return ForecastLearning.retrieved(history, days[issue], spans.get(span), cell);
    }

    /** The same after any day, of training days alone. */
    double retrievedInTraining(int day, int span, int cell) {
        return day + spans.get(span).lastLead() < trainingDays
                ? ForecastLearning.retrieved(history, day, spans.get(span), cell)
                : Double.NaN;
    }

    /** The retrieval that a fifth of a cell's training retrievals do not exceed, m3/m3; NaN without any. */
    double d1Limit(int cell) {
        double[] sorted = IntStream.range(0, trainingDays)
                .mapToDouble(day -> history.recommendedRetrieval(day, cell))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) (D1_SHARE * (sorted.length - 1))];
    }
}
