package org.soilcast.laboratory.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.soilcast.laboratory.competitors.Competitor;
import org.soilcast.laboratory.evaluation.Outcome.Split;
import org.soilcast.learning.score.CellScores;
import org.soilcast.learning.score.Metric;

/**
 * How skill grows with the number of cells learned from: a sixteenth, an eighth, a quarter, half and all of each half of
 * the domain, judged on the whole other half.
 */
public final class Scaling {
    /** The shares. */
    public static final List<Double> SHARES = List.of(1 / 16.0, 1 / 8.0, 1 / 4.0, 1 / 2.0, 1.0);

    private Scaling() {}

    /**
     * Skill and cost of a model that has learned from some of the cells.
     *
     * @param model its name
     * @param split trained for a model that learns each cell by itself, else unseen
     * @param share of the cells of each half that it learned from
     * @param cells how many these are in both halves
     * @param medianRmse over the cells it is judged on, m3/m3
     * @param meanRmse over the same
     * @param coreSeconds processor time of learning and predicting
     */
    public record Point(
            String model,
            String split,
            double share,
            int cells,
            double medianRmse,
            double meanRmse,
            double coreSeconds) {

        /** As a row of all figures, under the model's name with the share behind it. */
        public ResultRow row(LocalDate from, LocalDate to) {
            return new ResultRow(
                    name(),
                    split,
                    Regimes.ALL,
                    Metric.RMSE.label(),
                    medianRmse,
                    meanRmse,
                    cells,
                    from,
                    to,
                    coreSeconds);
        }

        /** As a line. */
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "%-26s %-8s learned from %d cells: RMSE %.4f/%.4f, %.1f core seconds, %.4f a cell",
                    name(),
                    split,
                    cells,
                    medianRmse,
                    meanRmse,
                    coreSeconds,
                    coreSeconds / cells);
        }

        private String name() {
            return model + "@1/" + Math.round(1 / share);
        }
    }

    /**
     * One point for each share. A competitor that learns each cell by itself is run once, judged on the cells it learned,
     * and its cost taken in proportion: it knows nothing of how many others there are.
     *
     * @param from first day judged
     * @throws InterruptedException when the thread is interrupted
     */
    public static List<Point> of(Evaluation evaluation, Competitor competitor, LocalDate from)
            throws InterruptedException {
        List<Point> points = new ArrayList<>();
        boolean across = competitor.scope() == Competitor.Scope.ACROSS_CELLS;
        if (across) {
            for (double share : SHARES) {
                Outcome outcome = evaluation
                        .runOnShare(competitor, share, Set.of(Split.UNSEEN))
                        .get(0);
                points.add(point(evaluation, outcome, share, outcome.coreSeconds(), from));
            }
        } else {
            Outcome outcome = evaluation.run(competitor, Set.of(Split.TRAINED)).get(0);
            for (double share : SHARES) {
                points.add(point(evaluation, outcome, share, share * outcome.coreSeconds(), from));
            }
        }
        return points;
    }

    private static Point point(
            Evaluation evaluation, Outcome outcome, double share, double coreSeconds, LocalDate from) {
        CellScores scores = ResultRow.scores(outcome, evaluation.history(), from);
        int cells = Group.share(evaluation.history().cells(), share).stream()
                .mapToInt(group -> group.learned().length)
                .sum();
        return new Point(
                outcome.model(),
                outcome.split().label(),
                share,
                cells,
                scores.median(Metric.RMSE, cell -> true),
                scores.mean(Metric.RMSE, cell -> true),
                coreSeconds);
    }
}
