package org.soilcast.learning.run;

import java.util.List;

/**
 * The error of parameters, with its gradient: by the land model itself ({@link LossWindow}), or by what stands in for it.
 */
public interface ParameterLoss {
    /**
     * The gradient of the mean over the cells that have an error.
     *
     * @param chosen at most 128 cells, each once
     * @param parameters {@code [parameter][chosen]}
     */
    LossWindow.Slope ofMean(int[] chosen, float[] parameters);

    /** What one call leaves for the next, the arrays themselves: for a checkpoint. */
    List<float[]> remembered();
}
