package org.soilcast.laboratory.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.soilcast.learning.history.CellHistory;

/**
 * Dry, middle and wet cells: terciles of the mean retrieval over the training days, of equal size to one cell. A cell
 * without retrievals in those days belongs to none. Immutable.
 */
public final class Regimes {
    /** Every cell, whatever its regime. */
    public static final String ALL = "all";

    /** The terciles, driest first. */
    public static final List<String> TERCILES = List.of("dry", "middle", "wet");

    private static final int NONE = -1;

    private final int[] tercile; // [cell]

    private Regimes(int[] tercile) {
        this.tercile = tercile;
    }

    /** The regimes of these cells by the retrievals of these days. */
    public static Regimes of(CellHistory training) {
        int cells = training.cells().size();
        double[] means = IntStream.range(0, cells)
                .mapToDouble(cell -> meanRetrieval(training, cell))
                .toArray();
        int[] driestFirst = IntStream.range(0, cells)
                .filter(cell -> !Double.isNaN(means[cell]))
                .boxed()
                .sorted((a, b) -> Double.compare(means[a], means[b])) // stable: ties stay in the order of cells
                .mapToInt(Integer::intValue)
                .toArray();
        var tercile = new int[cells];
        Arrays.fill(tercile, NONE);
        for (int rank = 0; rank < driestFirst.length; rank++) {
            tercile[driestFirst[rank]] = rank * TERCILES.size() / driestFirst.length;
        }
        return new Regimes(tercile);
    }

    /** Whether a cell belongs to a regime: one of {@link #TERCILES}, or {@link #ALL}. */
    public boolean contains(String regime, int cell) {
        return regime.equals(ALL) || tercile[cell] == TERCILES.indexOf(regime) && tercile[cell] != NONE;
    }

    /** Mean of a cell's retrievals, m3/m3; NaN without any. */
    public static double meanRetrieval(CellHistory history, int cell) {
        double sum = 0;
        int count = 0;
        for (int day = 0; day < history.span().days(); day++) {
            float retrieval = history.recommendedRetrieval(day, cell);
            if (!Float.isNaN(retrieval)) {
                sum += retrieval;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
