package org.soilcast.retrain.gate;

import java.time.LocalDate;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;

/** The retrievals that versions are judged by: recommended ones, of cells and days that no version has learned from. */
public final class JudgedPairs {
    private final DaySpan days;
    private final int cells;
    private final float[] retrievals; // [day][cell], NaN where none is judged by

    private JudgedPairs(DaySpan days, int cells, float[] retrievals) {
        this.days = days;
        this.cells = cells;
        this.retrievals = retrievals;
    }

    /** Whether a version has learned from a cell on a date. */
    @FunctionalInterface
    public interface Learned {
        /** Of a cell, by its key. */
        boolean from(String cell, LocalDate date);
    }

    /**
     * Those of a history.
     *
     * @param judged the days that may be judged
     * @param versions what each version has learned from
     */
    public static JudgedPairs of(CellHistory judged, Learned... versions) {
        int cells = judged.cells().size();
        DaySpan days = judged.span();
        var retrievals = new float[days.days() * cells];
        for (int i = 0; i < retrievals.length; i++) {
            String cell = judged.cells().get(i % cells).id();
            LocalDate date = days.first().plusDays(i / cells);
            boolean seen = false;
            for (Learned version : versions) {
                seen |= version.from(cell, date);
            }
            retrievals[i] = seen ? Float.NaN : judged.recommendedRetrieval(i / cells, i % cells);
        }
        return new JudgedPairs(days, cells, retrievals);
    }

    /** The days. */
    DaySpan days() {
        return days;
    }

    /** Number of cells, with and without such a retrieval. */
    int cells() {
        return cells;
    }

    /** One of them, {@code [day][cell]} as a position, m3/m3; NaN for none. */
    float retrieval(int position) {
        return retrievals[position];
    }

    /** Length of all series. */
    int positions() {
        return retrievals.length;
    }

    /** How many there are. */
    public long count() {
        long count = 0;
        for (float retrieval : retrievals) {
            count += Float.isNaN(retrieval) ? 0 : 1;
        }
        return count;
    }

    /** Mean of each cell's, m3/m3; NaN of a cell without any. */
    double[] means() {
        var sums = new double[cells];
        var counts = new int[cells];
        for (int i = 0; i < retrievals.length; i++) {
            if (!Float.isNaN(retrievals[i])) {
                sums[i % cells] += retrievals[i];
                counts[i % cells]++;
            }
        }
        for (int cell = 0; cell < cells; cell++) {
            sums[cell] /= counts[cell];
        }
        return sums;
    }
}
