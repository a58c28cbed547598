package org.soilcast.retrain.learning;

import java.util.ArrayList;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) on a list of tensors, after scaling the gradient down to a norm of at most
 * {@value #LARGEST_NORM}. Plain sequential sums: the same bits in every run.
 */
final class Adam {
    private static final double LARGEST_NORM = 1;
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final List<float[]> first;
    private final List<float[]> second;

    /** Moments of zero for tensors of these lengths. */
    static Adam forTensors(List<float[]> tensors) {
        return new Adam(zeros(tensors), zeros(tensors));
    }

    /** Goes on from these moments, which are taken over. */
    Adam(List<float[]> first, List<float[]> second) {
        this.first = List.copyOf(first);
        this.second = List.copyOf(second);
    }

    /** First, then second moments of all tensors; the arrays themselves. */
    List<float[]> moments() {
        List<float[]> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /**
     * One step, in place.
     *
     * @param step 1-based
     */
    void descend(List<float[]> tensors, List<float[]> gradients, double learningRate, int step) {
        double squares = 0;
        for (float[] gradient : gradients) {
            for (float value : gradient) {
                squares += (double) value * value;
            }
        }
        double scale = Math.min(1, LARGEST_NORM / Math.max(Math.sqrt(squares), 1e-30));
        double correction1 = 1 - StrictMath.pow(BETA_1, step);
        double correction2 = 1 - StrictMath.pow(BETA_2, step);
        for (int tensor = 0; tensor < gradients.size(); tensor++) {
            float[] gradient = gradients.get(tensor);
            float[] values = tensors.get(tensor);
            float[] mean = first.get(tensor);
            float[] square = second.get(tensor);
            for (int i = 0; i < gradient.length; i++) {
                double slope = gradient[i] * scale;
                mean[i] = (float) (BETA_1 * mean[i] + (1 - BETA_1) * slope);
                square[i] = (float) (BETA_2 * square[i] + (1 - BETA_2) * slope * slope);
                values[i] -= (float)
                        (learningRate * (mean[i] / correction1) / (Math.sqrt(square[i] / correction2) + EPSILON));
            }
        }
    }

    private static List<float[]> zeros(List<float[]> tensors) {
        return tensors.stream().map(tensor -> new float[tensor.length]).toList();
    }
}
