package org.soilcast.learning.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.land.network.InputScaling;
import org.soilcast.land.network.NetworkShape;
import org.soilcast.land.network.NetworkWeights;
import org.soilcast.land.network.ParameterNetwork;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.CellInputs;

/** Weights and scaling of a network, and what it makes of cells. */
public record TrainedNetwork(InputScaling scaling, NetworkWeights weights) {
    /** The network of a bundle. */
    public static TrainedNetwork of(ParameterBundle bundle) {
        return new TrainedNetwork(bundle.scaling(), bundle.weights());
    }

    /** Whether a training with these settings can go on from it: its members have the same layers, and are no fewer. */
    public boolean canBegin(LearningSettings settings) {
        NetworkShape shape = weights.shape();
        return shape.members() >= settings.members() && shape.hiddenWidths().equals(settings.hiddenWidths());
    }

    /** All weights, little-endian. */
    byte[] bytes() {
        List<float[]> tensors = weights.tensors();
        int values = tensors.stream().mapToInt(tensor -> tensor.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(values * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] tensor : tensors) {
            for (float value : tensor) {
                bytes.putFloat(value);
            }
        }
        return bytes.array();
    }

    /** Copies of the weights of one member, 0-based. */
    List<float[]> member(int member) {
        List<float[]> all = weights.tensors();
        int each = all.size() / weights.shape().members();
        return all.subList(member * each, (member + 1) * each);
    }

    /** Parameters {@code [parameter][cell]} from attributes, climate and retrievals of these days. */
    public float[] parameters(CellHistory history) {
        return parameters(weights, history);
    }

    /** The same of each of its members alone. */
    public List<float[]> parametersOfMembers(CellHistory history) {
        NetworkShape shape = weights.shape();
        List<float[]> tensors = weights.tensors();
        int own = tensors.size() / shape.members();
        return IntStream.range(0, shape.members())
                .mapToObj(member -> new NetworkWeights(
                        new NetworkShape(shape.inputs(), shape.hiddenWidths(), 1),
                        tensors.subList(member * own, (member + 1) * own)))
                .map(alone -> parameters(alone, history))
                .toList();
    }

    private float[] parameters(NetworkWeights some, CellHistory history) {
        try (var network = new ParameterNetwork(scaling, some)) {
            return network.parameters(CellInputs.of(history));
        }
    }
}
