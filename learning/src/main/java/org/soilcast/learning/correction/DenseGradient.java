package org.soilcast.learning.correction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.soilcast.dayline.arithmetic.RepeatableFunctions;
import org.soilcast.dayline.arithmetic.RowSums;
import org.soilcast.dayline.correction.DenseNet;
import org.soilcast.dayline.correction.DenseNet.Layer;

/**
 * The output of a {@link DenseNet} for one sample after the other, to the same bits, and its gradient by weights and
 * biases. Plain sums in a fixed order: a training has the same bits on every machine. Holds work space, so each thread
 * needs its own.
 */
final class DenseGradient {
    private final List<Layer> layers;
    private final List<float[]> columns = new ArrayList<>(); // weights of each layer, [output][input]
    private final List<float[]> gradients = new ArrayList<>(); // weights, biases of each layer
    private final List<float[]> signals = new ArrayList<>(); // inputs of each layer, then the output
    private final List<float[]> slopes = new ArrayList<>(); // by each of these

    /** Gradients of a network whose weights may change before each {@link #begin}. */
    DenseGradient(DenseNet net) {
        layers = net.layers();
        signals.add(new float[net.inputs()]);
        slopes.add(new float[net.inputs()]);
        for (Layer layer : layers) {
            columns.add(new float[layer.weights().length]);
            gradients.add(new float[layer.weights().length]);
            gradients.add(new float[layer.biases().length]);
            signals.add(new float[layer.biases().length]);
            slopes.add(new float[layer.biases().length]);
        }
    }

    /** Weights and biases of each layer, the arrays themselves, in the order of {@link #gradients}. */
    static List<float[]> tensors(DenseNet net) {
        List<float[]> tensors = new ArrayList<>();
        for (Layer layer : net.layers()) {
            tensors.add(layer.weights());
            tensors.add(layer.biases());
        }
        return tensors;
    }

    /** Sums of all {@link #addGradient} since the last {@link #begin}; the arrays themselves. */
    List<float[]> gradients() {
        return gradients;
    }

    /** Begins anew with the weights as they are now. */
    void begin() {
        gradients.forEach(gradient -> Arrays.fill(gradient, 0));
        for (int i = 0; i < layers.size(); i++) {
            float[] weights = layers.get(i).weights();
            int outputs = layers.get(i).biases().length;
            int inputs = weights.length / outputs;
            for (int at = 0; at < weights.length; at++) {
                columns.get(i)[at % outputs * inputs + at / outputs] = weights[at];
            }
        }
    }

    /** The output for features that stand side by side from a place on. */
    float output(float[] features, int at) {
        System.arraycopy(features, at, signals.get(0), 0, signals.get(0).length);
        for (int i = 0; i < layers.size(); i++) {
            forward(layers.get(i), signals.get(i), signals.get(i + 1));
            if (i < layers.size() - 1) {
                float[] bent = signals.get(i + 1);
                for (int unit = 0; unit < bent.length; unit++) {
                    bent[unit] = RepeatableFunctions.tanh(bent[unit]);
                }
            }
        }
        return signals.get(layers.size())[0];
    }

    /** Adds a factor times the gradient of the last output. */
    void addGradient(float factor) {
        slopes.get(layers.size())[0] = factor;
        for (int i = layers.size() - 1; i >= 0; i--) {
            float[] slope = slopes.get(i + 1);
            float[] inputs = signals.get(i);
            add(inputs, slope, gradients.get(2 * i), gradients.get(2 * i + 1));
            if (i > 0) { // nobody asks for the slope of the features
                backward(columns.get(i), inputs, slope, slopes.get(i));
            }
        }
    }

    private static void forward(Layer layer, float[] inputs, float[] outputs) {
        System.arraycopy(layer.biases(), 0, outputs, 0, outputs.length);
        RowSums.addProduct(outputs, inputs, layer.weights());
    }

    private static void add(float[] inputs, float[] slope, float[] byWeight, float[] byBias) {
        for (int output = 0; output < slope.length; output++) {
            byBias[output] += slope[output];
        }
        RowSums.addOuterProduct(byWeight, inputs, slope);
    }

    /** @param columns weights {@code [output][input]} */
    private static void backward(float[] columns, float[] inputs, float[] slope, float[] byInput) {
        Arrays.fill(byInput, 0);
        RowSums.addProduct(byInput, slope, columns);
        for (int input = 0; input < inputs.length; input++) {
            byInput[input] *= 1 - inputs[input] * inputs[input];
        }
    }
}
