package org.soilcast.retrain.calibration;

import org.soilcast.retrain.archive.CellHistory;
import org.soilcast.retrain.learning.OpenLoop;
import org.soilcast.schemas.avro.ObservationTime;

/**
 * Cells whose parameters are calibrated, prepared once: states to begin from, and which retrievals count, which is the
 * same as for differentiable parameter learning: days above 0 °C with less than {@value #SNOW_FREE_MM} mm of snow by the
 * land model with texture parameters. Immutable.
 */
public final class CalibrationCells {
    private static final int CYCLES = 5;
    private static final float SNOW_FREE_MM = 1;

    private final CellHistory history;
    private final ParameterLogits texture;
    private final float[] start; // [state][cell]
    private final float[] retrievals; // [day][cell], NaN where none counts

    /** Prepares these cells on these days. */
    public CalibrationCells(CellHistory history) {
        this.history = history;
        texture = ParameterLogits.ofTexture(history);
        float[] parameters = texture.parameters();
        start = OpenLoop.cycled(history.forcing(), parameters, CYCLES);
        OpenLoop untrained = OpenLoop.run(history.forcing(), parameters, start, ObservationTime.END_OF_DAY);
        int cells = cells();
        retrievals = new float[days() * cells];
        for (int day = 0; day < days(); day++) {
            for (int cell = 0; cell < cells; cell++) {
                boolean counts =
                        history.forcing().airTemperatureC(day, cell) > 0 && untrained.snowMm(day, cell) < SNOW_FREE_MM;
                retrievals[day * cells + cell] = counts ? history.recommendedRetrieval(day, cell) : Float.NaN;
            }
        }
    }

    public CellHistory history() {
        return history;
    }

    public int cells() {
        return history.cells().size();
    }

    public int days() {
        return history.span().days();
    }

    public ParameterLogits texture() {
        return texture;
    }

    /** States near equilibrium with texture parameters, {@code [state][cell]}; a copy. */
    public float[] start() {
        return start.clone();
    }

    /** The retrieval of a day, 0-based, and cell, m3/m3; NaN where none counts. */
    public float retrieval(int day, int cell) {
        return retrievals[day * cells() + cell];
    }
}
