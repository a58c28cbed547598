package org.soilcast.laboratory.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.soilcast.learning.forecast.NormalScore;
import org.soilcast.learning.score.CellScores;

/**
 * How forecasts of each lead are judged by the retrievals that came, over some cells. Only those are judged of which all
 * models to compare with say something, so that all are judged by the same.
 */
final class LeadScores {
    private static final int BINS = 10;

    private final JudgedIssues issues;
    private final List<IssuedForecasts> compared;
    private final int[] cells;
    private final String split;

    /** Over some cells, which are one split. */
    LeadScores(JudgedIssues issues, List<IssuedForecasts> compared, String split, int... cells) {
        this.issues = issues;
        this.compared = compared;
        this.split = split;
        this.cells = cells;
    }

    /** Sums over the pairs of one span. */
    private final class Sums {
        private final IssuedForecasts forecasts;
        private final String leads;
        private final double[] squares = new double[cells.length];
        private final double[] crps = new double[cells.length];
        private final int[] pairs = new int[cells.length];
        private final double[] probability = new double[BINS];
        private final int[] dry = new int[BINS];
        private final int[] inBin = new int[BINS];
        private int covered;

        Sums(IssuedForecasts forecasts, int span) {
            this.forecasts = forecasts;
            leads = issues.spans().get(span).label();
            for (int i = 0; i < cells.length; i++) {
                double limit = issues.d1Limit(cells[i]);
                for (int issue = 0; issue < issues.count(); issue++) {
                    double mean = forecasts.mean(issue, span, cells[i]);
                    double sd = forecasts.sd(issue, span, cells[i]);
                    double retrieved =
                            judged(issue, span, cells[i]) ? issues.retrieved(issue, span, cells[i]) : Double.NaN;
                    if (!Double.isNaN(mean + retrieved) && sd > 0) {
                        add(i, mean, sd, retrieved, limit);
                    }
                }
            }
        }

        private void add(int place, double mean, double sd, double retrieved, double limit) {
            squares[place] += (retrieved - mean) * (retrieved - mean);
            crps[place] += NormalScore.crps(mean, sd, retrieved);
            pairs[place]++;
            covered += NormalScore.covers(mean, sd, retrieved) ? 1 : 0;
            double dryProbability = NormalScore.probabilityUpTo(limit, mean, sd);
            int bin = Math.min(BINS - 1, (int) (BINS * dryProbability));
            probability[bin] += dryProbability;
            dry[bin] += retrieved <= limit ? 1 : 0;
            inBin[bin]++;
        }

        List<LeadRow> rows() {
            int all = Arrays.stream(pairs).sum();
            List<LeadRow> rows = new ArrayList<>();
            if (all == 0) {
                return rows;
            }
            rows.add(row("rmse", perCell(squares, true), all));
            rows.add(row("crps", perCell(crps, false), all));
            rows.add(pooled("coverage_90", (double) covered / all, all));
            for (int bin = 0; bin < BINS; bin++) {
                if (inBin[bin] > 0) {
                    String from = String.format(Locale.ROOT, "%.1f", bin / (double) BINS);
                    rows.add(pooled("d1_forecast_" + from, probability[bin] / inBin[bin], inBin[bin]));
                    rows.add(pooled("d1_observed_" + from, (double) dry[bin] / inBin[bin], inBin[bin]));
                }
            }
            return rows;
        }

        private double[] perCell(double[] sums, boolean root) {
            var values = new ArrayList<Double>();
            for (int i = 0; i < sums.length; i++) {
                if (pairs[i] > 0) {
                    values.add(root ? Math.sqrt(sums[i] / pairs[i]) : sums[i] / pairs[i]);
                }
            }
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }

        private LeadRow row(String metric, double[] ofCells, int all) {
            double mean = Arrays.stream(ofCells).average().orElse(Double.NaN);
            return new LeadRow(forecasts.model(), split, leads, metric, CellScores.median(ofCells), mean, all);
        }

        private LeadRow pooled(String metric, double value, int all) {
            return new LeadRow(forecasts.model(), split, leads, metric, Double.NaN, value, all);
        }
    }

    private boolean judged(int issue, int span, int cell) {
        return compared.stream()
                .allMatch(model -> !Double.isNaN(model.mean(issue, span, cell)) && model.sd(issue, span, cell) > 0);
    }

    /** All figures of a model, by lead. */
    List<LeadRow> of(IssuedForecasts forecasts) {
        List<LeadRow> rows = new ArrayList<>();
        for (int span = 0; span < issues.spans().size(); span++) {
            rows.addAll(new Sums(forecasts, span).rows());
        }
        return rows;
    }
}
