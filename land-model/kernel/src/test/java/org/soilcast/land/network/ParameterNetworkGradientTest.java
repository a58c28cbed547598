package org.soilcast.land.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.land.physics.Parameter;

class ParameterNetworkGradientTest {
    /** Central differences of the reference in double; a float network cannot be differenced to three digits. */
    @ParameterizedTest
    @CsvSource({"81, 1, 0", "82, 1, 0.3", "83, 3, 0.3"})
    void equalsCentralDifferences(long seed, int members, double absent) {
        NetworkShape shape = new NetworkShape(Networks.NAMES.size(), List.of(12, 9), members);
        NetworkWeights weights = Networks.trained(seed, shape);
        NetworkInputs inputs = Networks.inputs(seed, 40, absent);
        float[] factors = factors(seed, inputs.cells());
        List<float[]> gradient;
        try (ParameterNetwork network = new ParameterNetwork(Networks.scaling(), weights)) {
            gradient = network.lossByWeight(inputs, factors);
        }
        List<double[]> varied = ReferenceNetwork.inDouble(weights);
        Random random = new Random(seed);
        for (int tensor = 0; tensor < varied.size(); tensor++) {
            double[] values = varied.get(tensor);
            float[] found = gradient.get(tensor);
            double largest = 0;
            for (float value : found) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int trial = 0; trial < 12; trial++) {
                int i = random.nextInt(values.length);
                double step = 1e-6;
                double centre = values[i];
                values[i] = centre + step;
                double above = loss(shape, varied, inputs, factors);
                values[i] = centre - step;
                double below = loss(shape, varied, inputs, factors);
                values[i] = centre;
                double expected = (above - below) / (2 * step);
                // Relative to the weight's own gradient, or to the tensor's largest where it is nearly nothing.
                assertThat(Math.abs(found[i] - expected))
                        .as(
                                "seed %d, %s[%d], expected %s",
                                seed, shape.tensors().get(tensor).name(), i, expected)
                        .isLessThanOrEqualTo(1e-3 * Math.max(Math.abs(expected), 1e-2 * largest));
            }
        }
    }

    @Test
    void anUntrainedNetworkLearnsThroughItsOutputLayerFirst() {
        NetworkInputs inputs = Networks.inputs(85, 30, 0.1);
        try (ParameterNetwork network = ParameterBundle.untrained(Networks.scaling(), Networks.manifest())
                .network()) {
            List<float[]> gradient = network.lossByWeight(inputs, factors(85, 30));
            for (int tensor = 0; tensor < 4; tensor++) {
                assertThat(gradient.get(tensor)).as("hidden tensor %d", tensor).containsOnly(0f);
            }
            assertThat(gradient.get(4)).as("output weights").isNotEqualTo(new float[gradient.get(4).length]);
        }
    }

    @Test
    void pseudoLossStepsMoveTheParametersToATarget() {
        NetworkInputs inputs = Networks.inputs(86, 100, 0.1);
        InputScaling scaling = Networks.scaling();
        NetworkWeights weights = NetworkWeights.untrained(NetworkShape.standard(Networks.NAMES.size()));
        // A target no texture regression knows: all parameters at 30 % or, with much rain, 70 % of their range.
        float[] rain = inputs.input("mean_precipitation_mm_per_day");
        double first = 0;
        double last = 0;
        for (int step = 0; step <= 300; step++) {
            try (ParameterNetwork network = new ParameterNetwork(scaling, weights)) {
                float[] parameters = network.parameters(inputs);
                float[] lossByParameter = new float[parameters.length];
                last = 0;
                for (int i = 0; i < parameters.length; i++) {
                    Parameter parameter = Parameter.values()[i / inputs.cells()];
                    double target = rain[i % inputs.cells()] > 4 ? 0.7 : 0.3;
                    double error = parameter.toUnit(parameters[i]) - target;
                    last += error * error / parameters.length;
                    lossByParameter[i] = (float) (2 * error * unitByValue(parameter, parameters[i]));
                }
                first = step == 0 ? last : first;
                weights = descend(weights, network.lossByWeight(inputs, lossByParameter), 1e-3);
            }
        }
        assertThat(last).as("mean squared error, at first %s", first).isLessThan(first / 5);
    }

    /** λ·mean(learned²) by the bias of one output of one cell: 2·λ·learned/22, with learned in logits. */
    @Test
    void priorDrawsEachLogitBackToTexture() {
        NetworkShape shape = NetworkShape.standard(Networks.NAMES.size());
        NetworkInputs inputs = Networks.inputs(90, 1, 0);
        int outputs = shape.outputs();
        float[] texture;
        try (ParameterNetwork network = new ParameterNetwork(Networks.scaling(), NetworkWeights.untrained(shape))) {
            texture = network.parameters(inputs);
        }
        try (ParameterNetwork network = new ParameterNetwork(Networks.scaling(), Networks.trained(90, shape))) {
            float[] parameters = network.parameters(inputs);
            List<float[]> gradient = network.lossByWeight(inputs, new float[outputs], 0.5f);
            float[] byBias = gradient.get(gradient.size() - 1);
            for (Parameter parameter : Parameter.values()) {
                int p = parameter.ordinal();
                double learned = logit(parameter.toUnit(parameters[p])) - logit(parameter.toUnit(texture[p]));
                assertThat((double) byBias[p])
                        .as(parameter.name())
                        .isCloseTo(2 * 0.5 * learned / outputs, within(1e-3 / outputs));
            }
        }
    }

    private static double logit(double unit) {
        return Math.log(unit / (1 - unit));
    }

    /** Finds tensors whose Java memory is freed, and written to by others, before the backward pass reads it. */
    @Test
    void gradientsHoldWhileJavaReusesItsMemory() throws Exception {
        NetworkInputs inputs = Networks.inputs(89, 100, 0.1);
        NetworkShape shape = new NetworkShape(Networks.NAMES.size(), List.of(64, 64), 4);
        AtomicBoolean done = new AtomicBoolean();
        Thread reuse = new Thread(() -> {
            while (!done.get()) {
                for (int i = 0; i < 2000; i++) {
                    ByteBuffer small = ByteBuffer.allocateDirect(4);
                    small.putInt(0, 0x7fc00000);
                }
                System.gc();
            }
        });
        try (ParameterNetwork network = new ParameterNetwork(Networks.scaling(), Networks.trained(89, shape))) {
            List<float[]> calm = network.lossByWeight(inputs, factors(89, 100));
            reuse.start();
            for (int call = 0; call < 300; call++) {
                List<float[]> found = network.lossByWeight(inputs, factors(89, 100));
                for (int tensor = 0; tensor < calm.size(); tensor++) {
                    assertThat(found.get(tensor))
                            .as("call %d, tensor %d", call, tensor)
                            .isEqualTo(calm.get(tensor));
                }
            }
        } finally {
            done.set(true);
            reuse.join();
        }
    }

    @Test
    void gradientsDoNotAddUpFromCallToCall() {
        NetworkInputs inputs = Networks.inputs(87, 30, 0.1);
        NetworkWeights weights = Networks.trained(87, NetworkShape.standard(Networks.NAMES.size()));
        try (ParameterNetwork network = new ParameterNetwork(Networks.scaling(), weights)) {
            List<float[]> once = network.lossByWeight(inputs, factors(87, 30));
            List<float[]> twice = network.lossByWeight(inputs, factors(87, 30));
            for (int tensor = 0; tensor < once.size(); tensor++) {
                assertThat(twice.get(tensor)).containsExactly(once.get(tensor));
            }
        }
    }

    @Test
    void aGradientOfAnotherLengthIsABug() {
        try (ParameterNetwork network = ParameterBundle.untrained(Networks.scaling(), Networks.manifest())
                .network()) {
            assertThatThrownBy(() -> network.lossByWeight(Networks.inputs(88, 3, 0), new float[5]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("found 5 values");
        }
    }

    private static double unitByValue(Parameter parameter, double value) {
        return parameter.scale() == Parameter.Scale.LINEAR
                ? 1 / (parameter.upper() - parameter.lower())
                : 1 / (value * Math.log(parameter.upper() / parameter.lower()));
    }

    private static NetworkWeights descend(NetworkWeights weights, List<float[]> gradient, double rate) {
        List<float[]> next = new ArrayList<>();
        for (int tensor = 0; tensor < gradient.size(); tensor++) {
            float[] values = weights.tensor(tensor);
            for (int i = 0; i < values.length; i++) {
                values[i] -= (float) (rate * gradient.get(tensor)[i]);
            }
            next.add(values);
        }
        return new NetworkWeights(weights.shape(), next);
    }

    /** Random factors of the parameters, over their range so that each matters alike. */
    private static float[] factors(long seed, int cells) {
        Random random = new Random(seed);
        float[] factors = new float[Parameter.values().length * cells];
        for (int i = 0; i < factors.length; i++) {
            Parameter parameter = Parameter.values()[i / cells];
            factors[i] = (float) (random.nextGaussian() / (parameter.upper() - parameter.lower()));
        }
        return factors;
    }

    private static double loss(NetworkShape shape, List<double[]> weights, NetworkInputs inputs, float[] factors) {
        double[] parameters = ReferenceNetwork.parameters(Networks.scaling(), shape, weights, inputs);
        double sum = 0;
        for (int i = 0; i < parameters.length; i++) {
            sum += parameters[i] * factors[i];
        }
        return sum;
    }
}
