package org.soilcast.dayline.filter;

import java.util.Arrays;
import org.soilcast.dayline.ensemble.RunParameters;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.land.kernel.ObservationOperator;

/**
 * A square-root ensemble Kalman filter, cell by cell, on the three soil layers (Whitaker and Hamill 2002, Monthly Weather
 * Review 130, 1913–1924, eqs 4–13, for one observation), with a bias of the cell (Dee 2005, Quarterly Journal of the Royal
 * Meteorological Society 131, 3323–3343) that is estimated on the way. With h = H(x) of each member, h̄ that of the
 * control, V the variance of h over members, R that of the retrieval y, and ρ the layer's share:
 *
 * <pre>
 *   d = y − (h̄ − β)                      β is how much wetter the model is than the retrievals
 *   K = ρ·Cov(W, h)/(V + R)
 *   control:  W += K·d                    members: W += K·d − α·K·(h − mean h),  α = 1/(1 + √(R/(V + R)))
 *   β := (β − λ·d)·e^(−1/memory),  λ = share·V/(V + R)
 * </pre>
 *
 * <p>No random numbers. Without a usable retrieval every state keeps its bits, and β fades. A retrieval further off than
 * {@value #OUTLIER_SDS}·√(V + R) is not used. Holds work space, so each thread needs its own.
 */
public final class EnsembleFilter {
    static final float OUTLIER_SDS = 4;

    private float[] seen = new float[0]; // h, [member][cell]
    private float[] mean = new float[0]; // of members' h, [cell], as are the next
    private float[] variance = new float[0];
    private float[] control = new float[0];
    private float[] innovation = new float[0];
    private float[] shrink = new float[0];
    private float[] gain = new float[0];
    private float[] layerMean = new float[0];
    private float[] covariance = new float[0];
    private float[] added = new float[0];

    /**
     * What of the day's states a retrieval would see; keeps it for {@link #analyse}.
     *
     * @param start {@code [run][state][cell]} at the begin of the day
     * @param end the same at its end, before the retrieval
     */
    public void forecast(ObservationOperator observation, float[] start, float[] end, int cells) {
        if (mean.length != cells) {
            seen = new float[Runs.MEMBERS * cells];
            mean = new float[cells];
            variance = new float[cells];
            control = new float[cells];
            innovation = new float[cells];
            shrink = new float[cells];
            gain = new float[cells];
            layerMean = new float[cells];
            covariance = new float[cells];
            added = new float[cells];
        }
        for (int member = 0; member < Runs.MEMBERS; member++) {
            int at = Runs.at(member, cells);
            observation.surface(start, at, end, at, seen, member * cells, cells);
        }
        int at = Runs.at(Runs.CONTROL, cells);
        observation.surface(start, at, end, at, control, 0, cells);
        moments(seen, mean, variance, cells);
    }

    /** What the filter expects the day's retrieval to be, h̄ − β, and its variance V + R; {@code [cell]}, written. */
    public void expectation(FilterNumbers numbers, float[] bias, int biasAt, float[] expected, float[] expectedSd) {
        float retrievalVariance = square(numbers.retrievalSdM3PerM3());
        for (int cell = 0; cell < control.length; cell++) {
            expected[cell] = control[cell] - bias[biasAt + cell];
            expectedSd[cell] = (float) Math.sqrt(variance[cell] + retrievalVariance);
        }
    }

    /**
     * Updates states and biases in place.
     *
     * @param observedM3PerM3 {@code [cell]}, NaN where there is none
     * @param flags bits of {@link AnalysisFlags}, {@code [cell]}, with reasons against retrievals; added to
     * @param states {@code [run][state][cell]} at the end of the day
     * @param bias β, {@code [cell]} from {@code biasAt} on, m3/m3
     * @param incrementMm water that the control gains, {@code [cell]}, added to
     */
    public void analyse(
            FilterNumbers numbers,
            RunParameters parameters,
            float[] observedM3PerM3,
            int[] flags,
            float[] states,
            float[] bias,
            int biasAt,
            float[] incrementMm) {
        int cells = control.length;
        float retrievalVariance = square(numbers.retrievalSdM3PerM3());
        float biasShare = (float) numbers.biasShare();
        float biasKept = (float) StrictMath.exp(-1 / numbers.biasMemoryDays());
        boolean any = false;
        for (int cell = 0; cell < cells; cell++) {
            float total = variance[cell] + retrievalVariance;
            float off = observedM3PerM3[cell] - (control[cell] - bias[biasAt + cell]);
            if (Math.abs(off) > OUTLIER_SDS * (float) Math.sqrt(total)) {
                flags[cell] |= AnalysisFlags.OUTLIER;
            }
            boolean used = !Float.isNaN(off) && (flags[cell] & AnalysisFlags.REFUSED) == 0;
            flags[cell] |= used ? AnalysisFlags.ASSIMILATED : 0;
            any |= used;
            innovation[cell] = used ? off : 0;
            gain[cell] = used ? 1 / total : 0;
            shrink[cell] = 1 / (1 + (float) Math.sqrt(retrievalVariance / total));
            bias[biasAt + cell] =
                    (bias[biasAt + cell] - biasShare * (variance[cell] * gain[cell]) * innovation[cell]) * biasKept;
        }
        if (any) {
            float[] shares = {1, (float) numbers.layer2Share(), (float) numbers.layer3Share()};
            for (int layer = 0; layer < Runs.LAYERS; layer++) {
                update(layer, shares[layer], parameters, states, incrementMm);
            }
        }
    }

    private void update(int layer, float share, RunParameters parameters, float[] states, float[] incrementMm) {
        int cells = control.length;
        Arrays.fill(covariance, 0);
        Arrays.fill(layerMean, 0);
        for (int member = 0; member < Runs.MEMBERS; member++) {
            int at = Runs.at(member, cells) + layer * cells;
            for (int cell = 0; cell < cells; cell++) {
                layerMean[cell] += states[at + cell];
            }
        }
        for (int cell = 0; cell < cells; cell++) {
            layerMean[cell] /= Runs.MEMBERS;
        }
        for (int member = 0; member < Runs.MEMBERS; member++) {
            int at = Runs.at(member, cells) + layer * cells;
            for (int cell = 0; cell < cells; cell++) {
                covariance[cell] += (states[at + cell] - layerMean[cell]) * (seen[member * cells + cell] - mean[cell]);
            }
        }
        for (int cell = 0; cell < cells; cell++) {
            covariance[cell] *= share * gain[cell] / (Runs.MEMBERS - 1); // from here on K
        }
        for (int member = 0; member < Runs.MEMBERS; member++) {
            for (int cell = 0; cell < cells; cell++) {
                added[cell] = covariance[cell]
                        * (innovation[cell] - shrink[cell] * (seen[member * cells + cell] - mean[cell]));
            }
            parameters.add(member, layer, added, states, Runs.at(member, cells) + layer * cells);
        }
        int at = Runs.at(Runs.CONTROL, cells) + layer * cells;
        float[] before = layerMean; // needed no more
        for (int cell = 0; cell < cells; cell++) {
            added[cell] = covariance[cell] * innovation[cell];
            before[cell] = states[at + cell];
        }
        parameters.add(Runs.CONTROL, layer, added, states, at);
        for (int cell = 0; cell < cells; cell++) {
            incrementMm[cell] += states[at + cell] - before[cell];
        }
    }

    /** Mean and variance over members, {@code [member][cell]} to {@code [cell]}. */
    public static void moments(float[] values, float[] mean, float[] variance, int cells) {
        Arrays.fill(mean, 0, cells, 0);
        Arrays.fill(variance, 0, cells, 0);
        for (int member = 0; member < Runs.MEMBERS; member++) {
            for (int cell = 0; cell < cells; cell++) {
                mean[cell] += values[member * cells + cell];
            }
        }
        for (int cell = 0; cell < cells; cell++) {
            mean[cell] /= Runs.MEMBERS;
        }
        for (int member = 0; member < Runs.MEMBERS; member++) {
            for (int cell = 0; cell < cells; cell++) {
                float off = values[member * cells + cell] - mean[cell];
                variance[cell] += off * off;
            }
        }
        for (int cell = 0; cell < cells; cell++) {
            variance[cell] /= Runs.MEMBERS - 1;
        }
    }

    private static float square(double value) {
        return (float) (value * value);
    }
}
