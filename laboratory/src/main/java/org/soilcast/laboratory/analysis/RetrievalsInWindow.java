package org.soilcast.laboratory.analysis;

import java.util.Arrays;

/**
 * The retrievals y of each cell in a window, with the derivatives G of what is expected of them, and the controls u that
 * minimise
 *
 * <pre>  J(u) = ½·uᵀu + ½·Σ (y − f(u))²/R </pre>
 *
 * <p>where f is linear around the controls u_k: a Gauss–Newton step, written in the space of the retrievals, which are
 * fewer than the controls (representers: Courtier 1997, Quarterly Journal of the Royal Meteorological Society 123,
 * 2449–2461),
 *
 * <pre>
 *   u = Gᵀ·(G·Gᵀ + R)⁻¹·(y − f(u_k) + G·u_k)          variance of another f after it: gᵀg − (G·g)ᵀ·(G·Gᵀ + R)⁻¹·(G·g)
 * </pre>
 */
final class RetrievalsInWindow {
    private static final int LANES = WindowModel.LANES;

    private final double retrievalVariance;
    private final int[][] day; // [slot][128], −1 for none
    private final float[][] observed; // [slot][128]
    private final float[][] rows; // [slot][control][128]
    private final int[] count = new int[LANES];
    private final double[][] factor; // [slot][slot], Cholesky of G·Gᵀ + R of one cell

    /** None yet of a window of at most so many days. */
    RetrievalsInWindow(int mostDays, double retrievalSdM3PerM3) {
        retrievalVariance = retrievalSdM3PerM3 * retrievalSdM3PerM3;
        day = new int[mostDays][LANES];
        for (int[] slot : day) {
            Arrays.fill(slot, -1);
        }
        observed = new float[mostDays][LANES];
        rows = new float[mostDays][WindowModel.controls(mostDays) * LANES];
        factor = new double[mostDays][mostDays];
    }

    /** Takes the derivatives around the model's last run, of the cells chosen: others keep theirs. */
    void linearise(WindowModel model, boolean... chosen) {
        var fresh = new float[rows[0].length];
        int slots = Arrays.stream(count).max().orElse(0);
        for (int slot = 0; slot < slots; slot++) {
            model.derivatives(day[slot], fresh);
            for (int at = 0; at < fresh.length; at++) {
                if (chosen[at % LANES]) {
                    rows[slot][at] = fresh[at];
                }
            }
        }
    }

    /** Takes a cell's retrieval with the derivatives of what was expected of it, {@code [control][128]}. */
    void add(int lane, int ofDay, float value, float[] derivatives) {
        int slot = count[lane]++;
        day[slot][lane] = ofDay;
        observed[slot][lane] = value;
        for (int at = lane; at < derivatives.length; at += LANES) {
            rows[slot][at] = derivatives[at];
        }
    }

    /** Forgets those of the first days, when these leave the window. */
    void drop(int days) {
        for (int lane = 0; lane < LANES; lane++) {
            int kept = 0;
            for (int slot = 0; slot < count[lane]; slot++) {
                if (day[slot][lane] >= days) {
                    observed[kept][lane] = observed[slot][lane];
                    day[kept++][lane] = day[slot][lane] - days;
                }
            }
            for (int slot = kept; slot < count[lane]; slot++) {
                day[slot][lane] = -1;
            }
            count[lane] = kept;
        }
    }

    /** The Gauss–Newton step of a cell from the controls {@code [control][128]}, in place. */
    void step(WindowModel model, float[] controls, int lane) {
        int slots = factor(lane);
        var weights = new double[slots];
        for (int slot = 0; slot < slots; slot++) {
            weights[slot] = observed[slot][lane]
                    - model.expected(controls, day[slot][lane], lane)
                    + product(rows[slot], controls, lane);
        }
        solve(weights);
        for (int at = lane; at < controls.length; at += LANES) {
            double sum = 0;
            for (int slot = 0; slot < slots; slot++) {
                sum += rows[slot][at] * weights[slot];
            }
            controls[at] = (float) sum;
        }
    }

    /** Variance of what is expected of another retrieval of a cell after those that are here, and of its own error. */
    double variance(float[] derivatives, int lane) {
        int slots = factor(lane);
        var weights = new double[slots];
        var products = new double[slots];
        for (int slot = 0; slot < slots; slot++) {
            products[slot] = product(rows[slot], derivatives, lane);
            weights[slot] = products[slot];
        }
        solve(weights);
        double variance = product(derivatives, derivatives, lane);
        for (int slot = 0; slot < slots; slot++) {
            variance -= products[slot] * weights[slot];
        }
        return Math.max(0, variance) + retrievalVariance;
    }

    private static double product(float[] a, float[] b, int lane) {
        double sum = 0;
        for (int at = lane; at < a.length; at += LANES) {
            sum += a[at] * (double) b[at];
        }
        return sum;
    }

    /** Cholesky's factor of a cell's G·Gᵀ + R; gives the number of its retrievals. */
    private int factor(int lane) {
        int slots = count[lane];
        for (int i = 0; i < slots; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = product(rows[i], rows[j], lane) + (i == j ? retrievalVariance : 0);
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
            }
        }
        return slots;
    }

    private void solve(double[] values) {
        for (int i = 0; i < values.length; i++) {
            for (int k = 0; k < i; k++) {
                values[i] -= factor[i][k] * values[k];
            }
            values[i] /= factor[i][i];
        }
        for (int i = values.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < values.length; k++) {
                values[i] -= factor[k][i] * values[k];
            }
            values[i] /= factor[i][i];
        }
    }
}
