package org.soilcast.retrain;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.soilcast.dayline.Reported;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.DayLineRun;
import org.soilcast.learning.run.OpenLoop;

/**
 * How the retrievals of a fortnight fit what the version in force expects of them: the filter's innovations y − f, and these
 * over their expected standard deviation. It drifts where the latter's standard deviation is outside {@value #LOWEST_SD} …
 * {@value #HIGHEST_SD}, or the mean innovation beyond ±{@value #LARGEST_MEAN} m3/m3: errors have become larger or smaller
 * than the filter believes, or an instrument, a product or the land has changed.
 *
 * @param last last day of the fortnight
 * @param retrievals number of innovations
 * @param meanM3PerM3 their mean, m3/m3
 * @param standardisedSd root mean square of the standardised ones; 1 is best
 */
record Drift(LocalDate last, int retrievals, double meanM3PerM3, double standardisedSd) {
    /** Days of a window. */
    static final int DAYS = 14;
    /** Days that must be there: a year, so that the land is settled. */
    static final int FEWEST_DAYS = 365;

    static final double LOWEST_SD = 0.8;
    static final double HIGHEST_SD = 1.2;
    static final double LARGEST_MEAN = 0.01;

    /** Days of filtering before the fortnight, in which the ensemble spreads and the bias is learned. */
    private static final int WARM_UP_DAYS = 60;
    /** Fewer tell nothing. */
    private static final int FEWEST = 100;

    private static final int CYCLES = 3;

    /**
     * The last fortnight of a history; empty with too few retrievals.
     *
     * @param history at least {@value #FEWEST_DAYS} days
     * @param champion version in force, for the same cells
     */
    static Optional<Drift> of(CellHistory history, Champion champion) {
        float[] parameters = champion.parameters();
        LocalDate last = history.span().last();
        LocalDate from = last.minusDays(DAYS + WARM_UP_DAYS - 1L);
        CellHistory before = history.between(history.span().first(), from.minusDays(1));
        float[] settled = OpenLoop.cycled(history.forcing(), parameters, CYCLES);
        float[] start = OpenLoop.run(before.forcing(), parameters, settled, history.observation())
                .endStates();
        CellHistory days = history.between(from, last);
        DayLineRun.Series series = new DayLineRun(days, parameters, start)
                .with(champion.numbers(), Reported.FILTER_FORECAST, Reported.FILTER_FORECAST_SD);
        return of(days, series.row(Reported.FILTER_FORECAST), series.row(Reported.FILTER_FORECAST_SD));
    }

    /** The same of forecasts that have been made, {@code [day][cell]}, m3/m3. */
    static Optional<Drift> of(CellHistory days, float[] forecast, float[] forecastSd) {
        int cells = days.cells().size();
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = (days.span().days() - DAYS) * cells; i < forecast.length; i++) {
            double missed = days.recommendedRetrieval(i / cells, i % cells) - (double) forecast[i];
            if (!Double.isNaN(missed)) {
                sum += missed;
                squares += missed / forecastSd[i] * (missed / forecastSd[i]);
                count++;
            }
        }
        return count < FEWEST
                ? Optional.empty()
                : Optional.of(new Drift(days.span().last(), count, sum / count, Math.sqrt(squares / count)));
    }

    /** Whether the version in force does not fit any more. */
    boolean isDrift() {
        return standardisedSd < LOWEST_SD || standardisedSd > HIGHEST_SD || Math.abs(meanM3PerM3) > LARGEST_MEAN;
    }

    /** In words, whether it drifts and by what figures. */
    String told() {
        return (isDrift() ? "the model drifts: " : "no drift: ") + detail();
    }

    /** Its figures in words. */
    String detail() {
        return String.format(
                Locale.ROOT,
                "%d innovations of the fortnight to %s: mean %+.4f m3/m3, expected within %.2f; standardised %.2f,"
                        + " expected %.1f to %.1f",
                retrievals,
                last,
                meanM3PerM3,
                LARGEST_MEAN,
                standardisedSd,
                LOWEST_SD,
                HIGHEST_SD);
    }
}
