package org.soilcast.dayline.correction;

import java.util.Arrays;
import java.util.List;
import org.soilcast.dayline.arithmetic.RepeatableFunctions;
import org.soilcast.dayline.arithmetic.RowSums;

/**
 * A feed-forward network of tanh layers and one linear output, forward only, over {@code [feature][cell]}. Sums run over
 * inputs in their order, so a cell's result has the same bits whatever stands beside it. Holds no work space of its own.
 */
public final class DenseNet {
    private final List<Layer> layers;

    /**
     * A layer.
     *
     * @param weights {@code [input][output]}
     * @param biases {@code [output]}
     */
    public record Layer(float[] weights, float[] biases) {
        public Layer {
            if (biases.length == 0 || weights.length == 0 || weights.length % biases.length != 0) {
                throw new IllegalArgumentException(
                        "no layer of " + weights.length + " weights and " + biases.length + " biases");
            }
        }

        int inputs() {
            return weights.length / biases.length;
        }

        int outputs() {
            return biases.length;
        }
    }

    /**
     * A network.
     *
     * @throws IllegalArgumentException if layers do not fit one to the next, or the last has more than one output
     */
    public DenseNet(List<Layer> layers) {
        this.layers = List.copyOf(layers);
        for (int i = 1; i < layers.size(); i++) {
            if (layers.get(i).inputs() != layers.get(i - 1).outputs()) {
                throw new IllegalArgumentException(
                        "layer " + i + " has " + layers.get(i).inputs() + " inputs after "
                                + layers.get(i - 1).outputs() + " outputs");
            }
        }
        if (layers.isEmpty() || layers.get(layers.size() - 1).outputs() != 1) {
            throw new IllegalArgumentException("a network of " + layers.size() + " layers must end in one output");
        }
    }

    /** The layers from the first on. */
    public List<Layer> layers() {
        return layers;
    }

    /** Number of inputs. */
    public int inputs() {
        return layers.get(0).inputs();
    }

    /**
     * Adds a share of the output of every cell.
     *
     * @param features {@code [feature][cell]}
     * @param sums {@code [cell]}, added to
     */
    void addTo(float[] features, float share, float[] sums, int cells) {
        float[] signal = features;
        for (int i = 0; i < layers.size(); i++) {
            signal = forward(layers.get(i), signal, cells, i < layers.size() - 1);
        }
        for (int cell = 0; cell < cells; cell++) {
            sums[cell] += share * signal[cell];
        }
    }

    private static float[] forward(Layer layer, float[] signal, int cells, boolean bend) {
        var outputs = new float[layer.outputs() * cells];
        for (int output = 0; output < layer.outputs(); output++) {
            int at = output * cells;
            Arrays.fill(outputs, at, at + cells, layer.biases()[output]);
            RowSums.addProduct(outputs, at, cells, layer.weights(), output, layer.outputs(), layer.inputs(), signal);
        }
        if (bend) {
            for (int i = 0; i < outputs.length; i++) {
                outputs[i] = RepeatableFunctions.tanh(outputs[i]);
            }
        }
        return outputs;
    }
}
