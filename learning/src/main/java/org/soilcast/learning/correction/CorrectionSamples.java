package org.soilcast.learning.correction;

import java.util.Arrays;
import org.soilcast.dayline.correction.CorrectionNet;
import org.soilcast.dayline.correction.Features;

/**
 * What networks learn from: features before a retrieval, and by how much the residual filter missed it, in units of
 * {@link CorrectionNet#UNIT_M3_PER_M3}.
 */
final class CorrectionSamples {
    private final float[] features; // [sample][feature]
    private final float[] targets; // [sample]
    private final int[] cells; // [sample]

    private CorrectionSamples(float[] features, float[] targets, int[] cells) {
        this.features = features;
        this.targets = targets;
        this.cells = cells;
    }

    /** Collects samples. */
    static final class Builder {
        private float[] features = new float[1 << 16];
        private float[] targets = new float[1 << 12];
        private int[] cells = new int[1 << 12];
        private int count;

        /** Takes a column of {@code [feature][cell]}. */
        void add(float[] columns, int cell, int width, float missed) {
            if (count == targets.length) {
                targets = Arrays.copyOf(targets, 2 * count);
                cells = Arrays.copyOf(cells, 2 * count);
            }
            if ((count + 1) * Features.COUNT > features.length) {
                features = Arrays.copyOf(features, 2 * features.length);
            }
            for (int feature = 0; feature < Features.COUNT; feature++) {
                features[count * Features.COUNT + feature] = columns[feature * width + cell];
            }
            targets[count] = missed / CorrectionNet.UNIT_M3_PER_M3;
            cells[count] = cell;
            count++;
        }

        CorrectionSamples build() {
            return new CorrectionSamples(
                    Arrays.copyOf(features, count * Features.COUNT),
                    Arrays.copyOf(targets, count),
                    Arrays.copyOf(cells, count));
        }
    }

    int count() {
        return targets.length;
    }

    /** By how much a retrieval was missed. */
    float target(int sample) {
        return targets[sample];
    }

    int cell(int sample) {
        return cells[sample];
    }

    /** All features, {@code [sample][feature]}; the array itself. */
    float[] features() {
        return features;
    }

    /** Mean of each feature. */
    float[] means() {
        var sums = new double[Features.COUNT];
        for (int i = 0; i < features.length; i++) {
            sums[i % Features.COUNT] += features[i];
        }
        var means = new float[Features.COUNT];
        for (int feature = 0; feature < means.length; feature++) {
            means[feature] = (float) (sums[feature] / count());
        }
        return means;
    }

    /** Standard deviation of each feature; 1 where it does not vary. */
    float[] deviations(float[] means) {
        var sums = new double[Features.COUNT];
        for (int i = 0; i < features.length; i++) {
            double off = features[i] - means[i % Features.COUNT];
            sums[i % Features.COUNT] += off * off;
        }
        var deviations = new float[Features.COUNT];
        for (int feature = 0; feature < deviations.length; feature++) {
            float deviation = (float) Math.sqrt(sums[feature] / count());
            deviations[feature] = deviation > 1e-6f ? deviation : 1;
        }
        return deviations;
    }

    /** The same samples with standardised features. */
    CorrectionSamples standardised(float[] means, float[] deviations) {
        var scaled = new float[features.length];
        for (int i = 0; i < scaled.length; i++) {
            float value = (features[i] - means[i % Features.COUNT]) / deviations[i % Features.COUNT];
            scaled[i] = Math.max(-CorrectionNet.LARGEST_FEATURE, Math.min(CorrectionNet.LARGEST_FEATURE, value));
        }
        return new CorrectionSamples(scaled, targets, cells);
    }
}
