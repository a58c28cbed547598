package org.soilcast.laboratory.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.score.CellScores;
import org.soilcast.learning.score.Metric;

/**
 * One figure about one model.
 *
 * @param model its name
 * @param split trained, unseen or region
 * @param regime dry, middle, wet or all
 * @param metric a {@link Metric}, or one of {@link LandChecks}
 * @param median over cells
 * @param mean over cells
 * @param cells for how many cells it is defined
 * @param from first day judged
 * @param to last day judged
 * @param coreSeconds processor time of learning and predicting all cells of the domain
 */
public record ResultRow(
        String model,
        String split,
        String regime,
        String metric,
        double median,
        double mean,
        int cells,
        LocalDate from,
        LocalDate to,
        double coreSeconds) {

    /**
     * All metrics of an outcome in all regimes; those that no cell defines are left out.
     *
     * @param judged all days of the outcome
     * @param from first day to judge, one of them; the last one is theirs
     */
    public static List<ResultRow> of(Outcome outcome, CellHistory judged, LocalDate from, Regimes regimes) {
        CellScores scores = scores(outcome, judged, from);
        List<ResultRow> rows = new ArrayList<>();
        Stream.concat(Stream.of(Regimes.ALL), Regimes.TERCILES.stream()).forEach(regime -> {
            for (Metric metric : Metric.values()) {
                int cells = scores.cells(metric, cell -> regimes.contains(regime, cell));
                if (cells > 0) {
                    rows.add(new ResultRow(
                            outcome.model(),
                            outcome.split().label(),
                            regime,
                            metric.label(),
                            scores.median(metric, cell -> regimes.contains(regime, cell)),
                            scores.mean(metric, cell -> regimes.contains(regime, cell)),
                            cells,
                            from,
                            judged.span().last(),
                            outcome.coreSeconds()));
                }
            }
        });
        rows.addAll(InnovationHealth.rows(outcome, judged, from));
        return rows;
    }

    /** The scores of an outcome from one day on. */
    public static CellScores scores(Outcome outcome, CellHistory judged, LocalDate from) {
        return CellScores.of(judged.between(from, judged.span().last()), from(outcome.surface(), judged, from));
    }

    /** The part of {@code [day][cell]} from one day on. */
    static float[] from(float[] surface, CellHistory judged, LocalDate from) {
        int begin = judged.span().day(from) * judged.cells().size();
        return java.util.Arrays.copyOfRange(surface, begin, surface.length);
    }
}
