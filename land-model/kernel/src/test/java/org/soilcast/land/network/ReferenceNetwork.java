package org.soilcast.land.network;

import java.util.List;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.TextureParameters;

/** The same network written down a second time, in double and without DJL, for tests to compare with. */
final class ReferenceNetwork {
    private ReferenceNetwork() {}

    /** Parameters, flat [parameter][cell]. */
    static double[] parameters(InputScaling scaling, NetworkShape shape, List<double[]> weights, NetworkInputs inputs) {
        int cells = inputs.cells();
        Parameter[] parameters = Parameter.values();
        double[] result = new double[parameters.length * cells];
        for (int cell = 0; cell < cells; cell++) {
            double[] texture = TextureParameters.of(
                    inputs.value("sand_percent", cell),
                    inputs.value("clay_percent", cell),
                    inputs.value("ndvi_mean", cell));
            double[] unit = new double[parameters.length];
            for (int member = 0; member < shape.members(); member++) {
                double[] added = member(scaling, shape, weights, member, inputs, cell);
                for (int p = 0; p < unit.length; p++) {
                    double u = parameters[p].toUnit(texture[p]);
                    double logit = Math.log(u / (1 - u)) + added[p];
                    unit[p] += 1 / (1 + Math.exp(-logit)) / shape.members();
                }
            }
            for (int p = 0; p < unit.length; p++) {
                result[p * cells + cell] = parameters[p].fromUnit(unit[p]);
            }
        }
        return result;
    }

    private static double[] member(
            InputScaling scaling,
            NetworkShape shape,
            List<double[]> weights,
            int member,
            NetworkInputs inputs,
            int cell) {
        double[] signal = new double[2 * shape.inputs()];
        for (int input = 0; input < shape.inputs(); input++) {
            float value = inputs.value(scaling.names().get(input), cell);
            if (!Float.isNaN(value)) {
                double standardised = ((double) value - scaling.means()[input]) / scaling.standardDeviations()[input];
                signal[2 * input] = Math.max(-5, Math.min(5, standardised));
                signal[2 * input + 1] = 1;
            }
        }
        int layers = shape.hiddenWidths().size() + 1;
        for (int layer = 0; layer < layers; layer++) {
            double[] weight = weights.get(2 * (member * layers + layer));
            double[] next = weights.get(2 * (member * layers + layer) + 1).clone();
            for (int to = 0; to < next.length; to++) {
                for (int from = 0; from < signal.length; from++) {
                    next[to] += signal[from] * weight[from * next.length + to];
                }
                if (layer < layers - 1) {
                    next[to] = Math.max(0, next[to]);
                }
            }
            signal = next;
        }
        return signal;
    }

    static List<double[]> inDouble(NetworkWeights weights) {
        return weights.tensors().stream()
                .map(tensor -> {
                    double[] values = new double[tensor.length];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = tensor[i];
                    }
                    return values;
                })
                .toList();
    }
}
