package org.soilcast.laboratory.evaluation;

import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.score.Metric;
import org.soilcast.learning.score.PairSums;

/**
 * Whether forecasts of retrievals know how far they are off: of all recommended retrievals y with forecast f and expected
 * standard deviation s, in all cells together, the mean of y − f, the standard deviation and the correlation from one to the
 * next of z = (y − f)/s, and the share with |z| ≤ 1.2816, which is .8 for a normal error of that size.
 */
public final class InnovationHealth {
    /** Mean innovation, m3/m3. */
    public static final String MEAN = "innovation_mean";
    /** Standard deviation of standardised innovations. */
    public static final String SD = "innovation_sd";
    /** Their correlation from one to the next. */
    public static final String LAG_1 = "innovation_lag1";
    /** Share of the retrievals within the 10–90 % interval. */
    public static final String COVERAGE = "coverage_10_90";

    private static final double NORMAL_90_PERCENT = 1.2816;

    private InnovationHealth() {}

    /** The rows of an outcome that says how sure it is; none of others. */
    static List<ResultRow> rows(Outcome outcome, CellHistory judged, LocalDate from) {
        return outcome.sd().map(sd -> rows(outcome, sd, judged, from)).orElse(List.of());
    }

    private static List<ResultRow> rows(Outcome outcome, float[] sd, CellHistory judged, LocalDate from) {
        int cells = judged.cells().size();
        double sum = 0;
        double squares = 0;
        double standardised = 0;
        int count = 0;
        int inside = 0;
        var successive = new PairSums();
        for (int cell = 0; cell < cells; cell++) {
            double before = Double.NaN;
            for (int day = judged.span().day(from); day < judged.span().days(); day++) {
                int at = day * cells + cell;
                double missed = judged.recommendedRetrieval(day, cell) - (double) outcome.surface()[at];
                double z = missed / sd[at];
                if (Double.isNaN(z)) {
                    continue;
                }
                sum += missed;
                standardised += z;
                squares += z * z;
                inside += Math.abs(z) <= NORMAL_90_PERCENT ? 1 : 0;
                count++;
                if (!Double.isNaN(before)) {
                    successive.add(before, z);
                }
                before = z;
            }
        }
        if (count == 0) {
            return List.of();
        }
        double mean = standardised / count;
        int all = count;
        BiFunction<String, Double, ResultRow> row = (metric, value) -> new ResultRow(
                outcome.model(),
                outcome.split().label(),
                Regimes.ALL,
                metric,
                value,
                value,
                all,
                from,
                judged.span().last(),
                outcome.coreSeconds());
        return List.of(
                row.apply(MEAN, sum / count),
                row.apply(SD, Math.sqrt(squares / count - mean * mean)),
                row.apply(LAG_1, Metric.R.of(successive)),
                row.apply(COVERAGE, (double) inside / count));
    }
}
