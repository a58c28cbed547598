package org.soilcast.learning.correction;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.soilcast.dayline.arithmetic.RepeatableFunctions;
import org.soilcast.dayline.correction.DenseNet;
import org.soilcast.dayline.correction.Features;
import org.soilcast.learning.training.Adam;

/** Trains one network on some samples; what is drawn follows from its seed alone. */
final class NetTraining {
    private static final double LARGEST_GRADIENT = 10;
    private static final float FIRST_OUTPUT_SHARE = 0.1f;

    private final CorrectionSettings settings;
    private final SplittableRandom random;

    NetTraining(CorrectionSettings settings, long seed) {
        this.settings = settings;
        random = new SplittableRandom(seed);
    }

    /** The derivative of a sample's loss by the network's output for it. */
    interface Slope {
        double at(int sample, float output);
    }

    /**
     * Learns from some of the samples.
     *
     * @param chosen which of them
     */
    DenseNet train(CorrectionSamples samples, int[] chosen, List<Integer> hiddenWidths, Slope slope) {
        DenseNet net = untrained(hiddenWidths);
        List<float[]> tensors = DenseGradient.tensors(net);
        var gradient = new DenseGradient(net);
        var adam = new Adam(tensors, settings.rate(), settings.steps(), LARGEST_GRADIENT);
        for (int step = 0; step < settings.steps(); step++) {
            gradient.begin();
            for (int i = 0; i < settings.batch(); i++) {
                int sample = chosen[random.nextInt(chosen.length)];
                float output = gradient.output(samples.features(), sample * Features.COUNT);
                gradient.addGradient((float) (slope.at(sample, output) / settings.batch()));
            }
            double kept = 1 - adam.rate(step) * settings.weightDecay();
            for (int tensor = 0; tensor < tensors.size(); tensor += 2) { // weights, not biases
                float[] weights = tensors.get(tensor);
                for (int i = 0; i < weights.length; i++) {
                    weights[i] *= (float) kept;
                }
            }
            adam.descend(gradient.gradients(), step);
        }
        return net;
    }

    /** Normal weights of variance 1/inputs, smaller ones before the output, no biases. */
    private DenseNet untrained(List<Integer> hiddenWidths) {
        List<DenseNet.Layer> layers = new ArrayList<>();
        int inputs = Features.COUNT;
        for (int i = 0; i <= hiddenWidths.size(); i++) {
            boolean last = i == hiddenWidths.size();
            int outputs = last ? 1 : hiddenWidths.get(i);
            var weights = new float[inputs * outputs];
            float scale = (float) StrictMath.sqrt(1.0 / inputs) * (last ? FIRST_OUTPUT_SHARE : 1);
            for (int k = 0; k < weights.length; k++) {
                weights[k] = scale * RepeatableFunctions.normal(random.nextInt());
            }
            layers.add(new DenseNet.Layer(weights, new float[outputs]));
            inputs = outputs;
        }
        return new DenseNet(layers);
    }
}
