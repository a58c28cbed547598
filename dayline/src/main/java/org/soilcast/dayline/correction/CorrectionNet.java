package org.soilcast.dayline.correction;

import java.util.List;

/**
 * What is added to the residual filter's forecast, and how far the sum is expected to be off: the mean of some networks,
 * and one network of the logarithm of the error's variance.
 *
 * <pre>
 *   z = clip((feature − mean)/deviation, ±5)
 *   correction = .03·mean over nets of net(z)      sd = .03·exp(½·spread(z))
 * </pre>
 */
public final class CorrectionNet {
    /** What targets were divided by, m3/m3. */
    public static final float UNIT_M3_PER_M3 = 0.03f;
    /** Standardised features are kept within ± this. */
    public static final float LARGEST_FEATURE = 5;

    private final float[] means;
    private final float[] deviations;
    private final List<DenseNet> nets;
    private final DenseNet spread;

    /**
     * Learned networks.
     *
     * @param means of the features, {@code [feature]}
     * @param deviations their standard deviations, above 0
     * @param nets of the correction, at least one
     * @param spread of the logarithm of the variance
     */
    public CorrectionNet(float[] means, float[] deviations, List<DenseNet> nets, DenseNet spread) {
        this.means = means.clone();
        this.deviations = deviations.clone();
        this.nets = List.copyOf(nets);
        this.spread = spread;
        if (means.length != Features.COUNT || deviations.length != Features.COUNT || nets.isEmpty()) {
            throw new IllegalArgumentException("expected scaling of " + Features.COUNT + " features and a network, got "
                    + means.length + ", " + deviations.length + " and " + nets.size() + " networks");
        }
        for (DenseNet net : nets) {
            requireInputs(net);
        }
        requireInputs(spread);
        for (float deviation : deviations) {
            if (!(deviation > 0)) {
                throw new IllegalArgumentException("a feature's standard deviation is " + deviation);
            }
        }
    }

    private static void requireInputs(DenseNet net) {
        if (net.inputs() != Features.COUNT) {
            throw new IllegalArgumentException(
                    "a network reads " + net.inputs() + " features, there are " + Features.COUNT);
        }
    }

    /** Means of the features; a copy. */
    public float[] means() {
        return means.clone();
    }

    /** Standard deviations of the features; a copy. */
    public float[] deviations() {
        return deviations.clone();
    }

    /** Networks of the correction. */
    public List<DenseNet> nets() {
        return nets;
    }

    /** Network of the logarithm of the variance. */
    public DenseNet spread() {
        return spread;
    }

    /** Standardises features in place, {@code [feature][cell]}. */
    public void standardise(float[] features, int cells) {
        for (int feature = 0; feature < Features.COUNT; feature++) {
            float mean = means[feature];
            float deviation = deviations[feature];
            for (int i = feature * cells; i < (feature + 1) * cells; i++) {
                float scaled = (features[i] - mean) / deviation;
                features[i] = Math.max(-LARGEST_FEATURE, Math.min(LARGEST_FEATURE, scaled));
            }
        }
    }

    /** Adds the correction of every cell, m3/m3, from standardised features. */
    void addCorrection(float[] standardised, float[] corrections, int cells) {
        float share = UNIT_M3_PER_M3 / nets.size();
        for (DenseNet net : nets) {
            net.addTo(standardised, share, corrections, cells);
        }
    }

    /** Adds the logarithm of the variance in units of .03² of every cell, from standardised features. */
    void addLogVariance(float[] standardised, float[] logVariances, int cells) {
        spread.addTo(standardised, 1, logVariances, cells);
    }
}
