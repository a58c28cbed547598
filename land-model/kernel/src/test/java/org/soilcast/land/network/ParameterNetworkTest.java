package org.soilcast.land.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.TextureParameters;

class ParameterNetworkTest {
    private static final ParameterBundle UNTRAINED = ParameterBundle.untrained(Networks.scaling(), Networks.manifest());
    private static final NetworkShape SHAPE = NetworkShape.standard(Networks.NAMES.size());

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void untrainedReturnsTheTextureParametersOfEveryCell(long seed) {
        NetworkInputs inputs = Networks.inputs(seed, 1000, 0.25);
        try (ParameterNetwork network = UNTRAINED.network()) {
            assertThat(worstRelativeError(inputs, network.parameters(inputs)))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(1e-5);
        }
    }

    @Test
    void untrainedMembersAgreeOnTheTextureParameters() {
        NetworkInputs inputs = Networks.inputs(15, 200, 0.25);
        NetworkWeights weights = NetworkWeights.untrained(new NetworkShape(Networks.NAMES.size(), List.of(64, 64), 4));
        assertThat(weights.tensor(0)).isNotEqualTo(weights.tensor(6));
        try (ParameterNetwork network = new ParameterNetwork(Networks.scaling(), weights)) {
            assertThat(worstRelativeError(inputs, network.parameters(inputs))).isLessThanOrEqualTo(1e-5);
        }
    }

    @Test
    void aTileWithoutAnyAttributeGetsTheDefaults() {
        NetworkInputs nothing = new NetworkInputs(List.of(), new float[0], 3);
        try (ParameterNetwork network = UNTRAINED.network()) {
            assertThat(worstRelativeError(nothing, network.parameters(nothing))).isLessThanOrEqualTo(1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void computesWhatTheReferenceComputes(long seed) {
        NetworkShape shape = new NetworkShape(Networks.NAMES.size(), List.of(64, 64), 3);
        NetworkWeights weights = Networks.trained(seed, shape);
        NetworkInputs inputs = Networks.inputs(seed, 300, 0.2);
        double[] expected =
                ReferenceNetwork.parameters(Networks.scaling(), shape, ReferenceNetwork.inDouble(weights), inputs);
        try (ParameterNetwork network = new ParameterNetwork(Networks.scaling(), weights)) {
            float[] found = network.parameters(inputs);
            for (int i = 0; i < expected.length; i++) {
                Parameter parameter = Parameter.values()[i / inputs.cells()];
                assertThat(Math.abs(parameter.toUnit(found[i]) - parameter.toUnit(expected[i])))
                        .as("seed %d, %s of cell %d", seed, parameter, i % inputs.cells())
                        .isLessThanOrEqualTo(1e-5);
            }
        }
    }

    @Test
    void parametersStayInsideTheirBoundsWhateverTheWeights() {
        NetworkWeights weights = Networks.trained(31, SHAPE);
        List<float[]> tensors = weights.tensors();
        for (float[] tensor : tensors) {
            for (int i = 0; i < tensor.length; i++) {
                tensor[i] *= 100;
            }
        }
        NetworkInputs inputs = Networks.inputs(31, 200, 0.1);
        try (ParameterNetwork network = new ParameterNetwork(Networks.scaling(), new NetworkWeights(SHAPE, tensors))) {
            float[] found = network.parameters(inputs);
            for (int i = 0; i < found.length; i++) {
                Parameter parameter = Parameter.values()[i / inputs.cells()];
                assertThat(found[i]).as(parameter.name()).isBetween((float) parameter.lower(), (float)
                        parameter.upper());
            }
        }
    }

    @Test
    void theSameTileGivesTheSameBytesInAnyOrderOfCalls() {
        NetworkInputs one = Networks.inputs(41, 100, 0.2);
        NetworkInputs other = Networks.inputs(42, 37, 0.2);
        NetworkWeights weights = Networks.trained(43, SHAPE);
        float[] firstOne;
        float[] firstOther;
        try (ParameterNetwork network = new ParameterNetwork(Networks.scaling(), weights)) {
            firstOne = network.parameters(one);
            firstOther = network.parameters(other);
        }
        try (ParameterNetwork network = new ParameterNetwork(Networks.scaling(), weights)) {
            for (int i = 0; i < 50; i++) {
                assertThat(network.parameters(other)).as("call %d", i).containsExactly(firstOther);
                assertThat(network.parameters(one)).as("call %d", i).containsExactly(firstOne);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53})
    void aCellHasTheSameBytesWhateverLiesBesideIt(long seed) {
        NetworkInputs all = Networks.inputs(seed, 306, 0.2);
        Random random = new Random(seed);
        try (ParameterNetwork network = new ParameterNetwork(Networks.scaling(), Networks.trained(seed, SHAPE))) {
            float[] together = network.parameters(all);
            for (int trial = 0; trial < 20; trial++) {
                int[] chosen =
                        random.ints(1 + random.nextInt(200), 0, all.cells()).toArray();
                float[] alone = network.parameters(all.select(chosen));
                for (int p = 0; p < Parameter.values().length; p++) {
                    for (int i = 0; i < chosen.length; i++) {
                        assertThat(alone[p * chosen.length + i])
                                .as("seed %d, trial %d, cell %d", seed, trial, chosen[i])
                                .isEqualTo(together[p * all.cells() + chosen[i]]);
                    }
                }
            }
        }
    }

    @Test
    void threadsShareANetwork() throws Exception {
        NetworkInputs inputs = Networks.inputs(61, 306, 0.2);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (ParameterNetwork network = new ParameterNetwork(Networks.scaling(), Networks.trained(61, SHAPE))) {
            float[] expected = network.parameters(inputs);
            float[] ones = new float[expected.length];
            Arrays.fill(ones, 1);
            List<float[]> gradient = network.lossByWeight(inputs, ones);
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                calls.add(() -> Arrays.equals(network.parameters(inputs), expected));
                calls.add(() -> Arrays.equals(network.lossByWeight(inputs, ones).get(0), gradient.get(0)));
            }
            for (Future<Boolean> call : threads.invokeAll(calls)) {
                assertThat(call.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void unknownInputsAreIgnoredAndMissingOnesAreNotPresent() {
        NetworkInputs inputs = Networks.inputs(71, 50, 0);
        float[] unknown = new float[50];
        Arrays.fill(unknown, 7);
        NetworkInputs more = new NetworkInputs(List.of("elevation_m"), unknown, 50).and(inputs);
        float[] values = inputs.values();
        Arrays.fill(values, 6 * 50, 7 * 50, Float.NaN);
        NetworkInputs absent = new NetworkInputs(Networks.NAMES, values, 50);
        NetworkInputs without = new NetworkInputs(Networks.NAMES.subList(0, 6), Arrays.copyOf(values, 6 * 50), 50);
        try (ParameterNetwork network = new ParameterNetwork(Networks.scaling(), Networks.trained(71, SHAPE))) {
            float[] expected = network.parameters(inputs);
            assertThat(network.parameters(more)).containsExactly(expected);
            assertThat(network.parameters(without)).containsExactly(network.parameters(absent));
            assertThat(network.parameters(without)).isNotEqualTo(expected);
        }
    }

    @Test
    void scalingOfOtherInputsIsABug() {
        NetworkWeights weights = NetworkWeights.untrained(NetworkShape.standard(3));
        assertThatThrownBy(() -> new ParameterNetwork(Networks.scaling(), weights))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 3 inputs");
    }

    static double worstRelativeError(NetworkInputs inputs, float[] found) {
        double worst = 0;
        for (int cell = 0; cell < inputs.cells(); cell++) {
            double[] texture = TextureParameters.of(
                    inputs.value("sand_percent", cell),
                    inputs.value("clay_percent", cell),
                    inputs.value("ndvi_mean", cell));
            for (int p = 0; p < texture.length; p++) {
                double error = Math.abs(found[p * inputs.cells() + cell] - texture[p]) / Math.abs(texture[p]);
                worst = Math.max(worst, error);
            }
        }
        return worst;
    }
}
