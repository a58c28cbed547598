package org.soilcast.retrain.calibration;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

/**
 * DJL's Adam on one array, with a rate that falls to a hundredth along half a cosine; each number has its own moments,
 * so cells that are calibrated side by side know nothing of each other.
 */
public final class Descent implements AutoCloseable {
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final NDArray values;
    private final Optimizer adam;

    public Descent(float[] start, int steps, float rate) {
        values = manager.create(start.clone()).duplicate();
        adam = Optimizer.adam()
                .optLearningRateTracker(Tracker.cosine()
                        .setBaseValue(rate)
                        .optFinalValue(rate / 100)
                        .setMaxUpdates(steps)
                        .build())
                .build();
    }

    /** The numbers as they are now; a copy. */
    public float[] values() {
        return values.toFloatArray();
    }

    /** One step against the gradient. */
    public void step(float[] gradient) {
        try (NDArray borrowed = manager.create(gradient);
                NDArray slope = borrowed.duplicate()) {
            adam.update("values", values, slope);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
