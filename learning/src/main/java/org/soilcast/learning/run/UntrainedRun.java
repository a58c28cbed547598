package org.soilcast.learning.run;

import java.util.Arrays;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.learning.history.CellHistory;

/**
 * What all that learns or calibrates begins from: states near equilibrium under texture parameters, and which retrievals
 * count. Frozen or snow-covered ground looks dry to a radiometer: a retrieval counts on days above 0 °C with less than
 * {@value #SNOW_FREE_MM} mm of snow by the untrained model, which no learning can bend. Immutable.
 */
public final class UntrainedRun {
    private static final int CYCLES = 5;
    private static final float SNOW_FREE_MM = 1;

    private final int cells;
    private final float[] start; // [state][cell]
    private final float[] retrievals; // [day][cell], NaN where none counts

    /**
     * Runs the days of a history.
     *
     * @param texture texture parameters of its cells, {@code [parameter][cell]}
     */
    public UntrainedRun(CellHistory history, float[] texture) {
        cells = history.cells().size();
        start = OpenLoop.cycled(history.forcing(), texture, CYCLES);
        OpenLoop untrained = OpenLoop.run(history.forcing(), texture, start, ObservationOperator.END_OF_DAY);
        int days = history.span().days();
        retrievals = new float[days * cells];
        for (int day = 0; day < days; day++) {
            for (int cell = 0; cell < cells; cell++) {
                boolean counts =
                        history.forcing().airTemperatureC(day, cell) > 0 && untrained.snowMm(day, cell) < SNOW_FREE_MM;
                retrievals[day * cells + cell] = counts ? history.recommendedRetrieval(day, cell) : Float.NaN;
            }
        }
    }

    /** States at the begin of the first day, {@code [state][cell]}; a copy. */
    public float[] start() {
        return start.clone();
    }

    /**
     * Retrievals that count, side by side as a block has its cells.
     *
     * @param chosen at most 128 cells
     * @return {@code [day][128]}, m3/m3; NaN where none counts and behind the last cell
     */
    public float[] retrievals(int... chosen) {
        int days = retrievals.length / cells;
        var some = new float[days * CellBlocks.CELLS];
        Arrays.fill(some, Float.NaN);
        for (int day = 0; day < days; day++) {
            for (int lane = 0; lane < chosen.length; lane++) {
                some[day * CellBlocks.CELLS + lane] = retrievals[day * cells + chosen[lane]];
            }
        }
        return some;
    }
}
