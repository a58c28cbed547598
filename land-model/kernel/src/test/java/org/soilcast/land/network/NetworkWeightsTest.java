package org.soilcast.land.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkWeightsTest {
    @Test
    void untrainedHasRandomHiddenWeightsAndNothingElse() {
        NetworkShape shape = new NetworkShape(5, List.of(64, 32), 2);
        NetworkWeights weights = NetworkWeights.untrained(shape);
        List<NetworkShape.TensorShape> tensors = shape.tensors();
        for (int i = 0; i < tensors.size(); i++) {
            String name = tensors.get(i).name();
            if (name.matches("member[01]\\.hidden[01]\\.weight")) {
                float limit =
                        (float) Math.sqrt(6.0 / tensors.get(i).dimensions().get(0));
                double squares = 0;
                for (float weight : weights.tensor(i)) {
                    assertThat(weight).as(name).isBetween(-limit, limit);
                    squares += weight * weight;
                }
                // The variance of He et al. (2015): 2 over the width read.
                assertThat(squares / weights.tensor(i).length)
                        .as(name)
                        .isBetween(limit * limit / 3 * 0.85, limit * limit / 3 * 1.15);
            } else {
                assertThat(weights.tensor(i)).as(name).containsOnly(0f);
            }
        }
    }

    @Test
    void tensorsAreNamedAndShapedInOrder() {
        assertThat(new NetworkShape(3, List.of(8), 1).tensors())
                .containsExactly(
                        new NetworkShape.TensorShape("member0.hidden0.weight", List.of(6, 8)),
                        new NetworkShape.TensorShape("member0.hidden0.bias", List.of(8)),
                        new NetworkShape.TensorShape("member0.output.weight", List.of(8, 22)),
                        new NetworkShape.TensorShape("member0.output.bias", List.of(22)));
    }

    @Test
    void refusesTensorsOfAnotherShape() {
        NetworkShape shape = NetworkShape.standard(3);
        List<float[]> tensors = new ArrayList<>(NetworkWeights.untrained(shape).tensors());
        tensors.set(1, new float[63]);
        assertThatThrownBy(() -> new NetworkWeights(shape, tensors)).hasMessageContaining("expected 64 values");
        assertThatThrownBy(() -> new NetworkWeights(shape, tensors.subList(0, 3)))
                .hasMessageContaining("expected 6 tensors");
        assertThatThrownBy(() -> NetworkShape.standard(0)).hasMessageContaining("inputs");
    }
}
