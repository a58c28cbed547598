package org.soilcast.learning.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) on a list of tensors, with a rate that falls to nothing along half a cosine.
 * Plain sequential sums: the same bits in every run. But for a limit on the whole gradient, numbers know nothing of each
 * other.
 */
public final class Adam {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final List<float[]> tensors;
    private final List<float[]> first;
    private final List<float[]> second;
    private final double rate;
    private final int steps;
    private final double largestNorm;

    /**
     * A descent that has not begun.
     *
     * @param tensors where it begins; changed by each step
     * @param rate at the first step
     * @param steps how many there will be
     * @param largestNorm a longer gradient is scaled down to this length; infinite for no limit
     */
    public Adam(List<float[]> tensors, double rate, int steps, double largestNorm) {
        this.tensors = List.copyOf(tensors);
        first = zeros(tensors);
        second = zeros(tensors);
        this.rate = rate;
        this.steps = steps;
        this.largestNorm = largestNorm;
    }

    /** First, then second moments of all tensors; the arrays themselves, for a checkpoint. */
    List<float[]> moments() {
        List<float[]> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** Rate of a step, from 0. */
    public double rate(int step) {
        return rate * (1 + StrictMath.cos(Math.PI * step / steps)) / 2;
    }

    /**
     * One step against the gradients.
     *
     * @param step from 0
     */
    public void descend(List<float[]> gradients, int step) {
        double now = rate(step);
        double squares = 0;
        for (float[] gradient : gradients) {
            for (float value : gradient) {
                squares += (double) value * value;
            }
        }
        double scale = Math.min(1, largestNorm / Math.max(Math.sqrt(squares), 1e-30));
        double correction1 = 1 - StrictMath.pow(BETA_1, step + 1);
        double correction2 = 1 - StrictMath.pow(BETA_2, step + 1);
        for (int tensor = 0; tensor < gradients.size(); tensor++) {
            float[] gradient = gradients.get(tensor);
            float[] values = tensors.get(tensor);
            float[] mean = first.get(tensor);
            float[] square = second.get(tensor);
            for (int i = 0; i < gradient.length; i++) {
                double slope = gradient[i] * scale;
                mean[i] = (float) (BETA_1 * mean[i] + (1 - BETA_1) * slope);
                square[i] = (float) (BETA_2 * square[i] + (1 - BETA_2) * slope * slope);
                values[i] -= (float) (now * (mean[i] / correction1) / (Math.sqrt(square[i] / correction2) + EPSILON));
            }
        }
    }

    private static List<float[]> zeros(List<float[]> tensors) {
        return tensors.stream().map(tensor -> new float[tensor.length]).toList();
    }
}
