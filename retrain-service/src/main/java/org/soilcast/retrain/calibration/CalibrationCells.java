package org.soilcast.retrain.calibration;

import org.soilcast.retrain.archive.CellHistory;
import org.soilcast.retrain.learning.UntrainedRun;

/**
 * Cells whose parameters are calibrated, prepared once; they begin from the same states and are compared with the same
 * retrievals as in differentiable parameter learning. Immutable.
 */
public final class CalibrationCells {
    private final CellHistory history;
    private final ParameterLogits texture;
    private final UntrainedRun untrained;

    /** Prepares these cells on these days. */
    public CalibrationCells(CellHistory history) {
        this.history = history;
        texture = ParameterLogits.ofTexture(history);
        untrained = new UntrainedRun(history, texture.parameters());
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
        return untrained.start();
    }

    /** The retrieval of a day, 0-based, and cell, m3/m3; NaN where none counts. */
    public float retrieval(int day, int cell) {
        return untrained.retrieval(day, cell);
    }
}
