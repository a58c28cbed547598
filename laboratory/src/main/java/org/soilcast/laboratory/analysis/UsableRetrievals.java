package org.soilcast.laboratory.analysis;

import org.soilcast.dayline.filter.AnalysisFlags;
import org.soilcast.dayline.filter.Retrievals;
import org.soilcast.learning.history.CellHistory;

/** The retrievals that an analysis may use: by the rules of the ensemble filter, so that all see the same. */
final class UsableRetrievals {
    private static final float OUTLIER_SDS = 4;

    private final CellHistory history;
    private final float[] parameters;

    /**
     * Of the cells of a history.
     *
     * @param parameters {@code [parameter][cell]}
     */
    UsableRetrievals(CellHistory history, float[] parameters) {
        this.history = history;
        this.parameters = parameters;
    }

    /**
     * Those of a day, {@code [cell]}, m3/m3; NaN where there is none to use.
     *
     * @param drivers {@code [driver][cell]}
     * @param states at the end of the day, before any retrieval of it, {@code [state][cell]}
     * @param expectedM3PerM3 what is forecast of them
     * @param expectedSdM3PerM3 their standard deviation around it
     */
    float[] of(int day, float[] drivers, float[] states, float[] expectedM3PerM3, float[] expectedSdM3PerM3) {
        int cells = history.cells().size();
        var observed = new float[cells];
        var recommended = new boolean[cells];
        var flags = new int[cells];
        for (int cell = 0; cell < cells; cell++) {
            observed[cell] = history.retrieval(day, cell);
            recommended[cell] = !Float.isNaN(history.recommendedRetrieval(day, cell));
        }
        Retrievals.judge(observed, recommended, drivers, states, 0, parameters, flags);
        for (int cell = 0; cell < cells; cell++) {
            boolean outlier = Math.abs(observed[cell] - expectedM3PerM3[cell]) > OUTLIER_SDS * expectedSdM3PerM3[cell];
            if (outlier || (flags[cell] & AnalysisFlags.REFUSED) != 0) {
                observed[cell] = Float.NaN;
            }
        }
        return observed;
    }

    /** Whether there is any. */
    static boolean any(float[] usable) {
        for (float value : usable) {
            if (!Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }
}
