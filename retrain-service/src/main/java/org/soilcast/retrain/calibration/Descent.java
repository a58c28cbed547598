package org.soilcast.retrain.calibration;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) with a rate that falls to nothing along half a cosine. Each number has its own
 * moments and nothing else, so cells that are calibrated side by side know nothing of each other.
 */
public final class Descent {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final float[] values;
    private final double[] first;
    private final double[] second;
    private final int steps;
    private final double rate;
    private int step;

    /**
     * @param start taken over
     * @param steps how many there will be
     * @param rate at the first of them
     */
    public Descent(float[] start, int steps, double rate) {
        values = start;
        first = new double[start.length];
        second = new double[start.length];
        this.steps = steps;
        this.rate = rate;
    }

    /** The numbers as they are now; a copy. */
    public float[] values() {
        return values.clone();
    }

    /** One step against the gradient. */
    public void step(float[] gradient) {
        double now = rate * (1 + StrictMath.cos(Math.PI * step / steps)) / 2;
        step++;
        double correction1 = 1 - StrictMath.pow(BETA_1, step);
        double correction2 = 1 - StrictMath.pow(BETA_2, step);
        for (int i = 0; i < values.length; i++) {
            double slope = gradient[i];
            first[i] = BETA_1 * first[i] + (1 - BETA_1) * slope;
            second[i] = BETA_2 * second[i] + (1 - BETA_2) * slope * slope;
            values[i] -= (float) (now * first[i] / correction1 / (Math.sqrt(second[i] / correction2) + EPSILON));
        }
    }
}
