package org.soilcast.laboratory.verification;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.soilcast.laboratory.evaluation.Outcome.Split;
import org.soilcast.laboratory.evaluation.Regimes;
import org.soilcast.laboratory.evaluation.ResultRow;
import org.soilcast.learning.score.CellScores;

/** Takes figures of cells and makes rows of them, each once they are known of at least one cell. */
final class VerificationRows {
    private final Split split;
    private final List<ResultRow> rows = new ArrayList<>();

    /** Rows of a split. */
    VerificationRows(Split split) {
        this.split = split;
    }

    /** All rows so far. */
    List<ResultRow> rows() {
        return List.copyOf(rows);
    }

    /**
     * Median and mean over cells.
     *
     * @param ofCells {@code [cell]}, NaN where unknown
     */
    void add(String model, VerificationMetric metric, double[] ofCells, LocalDate from, LocalDate to) {
        double[] known =
                Arrays.stream(ofCells).filter(value -> !Double.isNaN(value)).toArray();
        if (known.length > 0) {
            add(
                    model,
                    metric,
                    CellScores.median(known),
                    Arrays.stream(known).average().orElseThrow(),
                    known.length,
                    from,
                    to);
        }
    }

    /** Share of the cells where one figure less another passes, of those where both are known. */
    void addShare(
            String model,
            VerificationMetric metric,
            double[] some,
            double[] others,
            DoublePredicate passes,
            LocalDate from,
            LocalDate to) {
        double[] differences = IntStream.range(0, some.length)
                .mapToDouble(cell -> some[cell] - others[cell])
                .filter(value -> !Double.isNaN(value))
                .toArray();
        long passed = Arrays.stream(differences).filter(passes).count();
        addOne(model, metric, (double) passed / differences.length, differences.length, from, to);
    }

    /** One figure of all cells together; nothing if it is not known. */
    void addOne(String model, VerificationMetric metric, double value, int cells, LocalDate from, LocalDate to) {
        if (!Double.isNaN(value)) {
            add(model, metric, value, value, cells, from, to);
        }
    }

    private void add(
            String model,
            VerificationMetric metric,
            double median,
            double mean,
            int cells,
            LocalDate from,
            LocalDate to) {
        rows.add(new ResultRow(model, split.label(), Regimes.ALL, metric.label(), median, mean, cells, from, to, 0));
    }
}
