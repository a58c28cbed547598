package org.soilcast.learning.training;

import java.util.List;
import java.util.stream.IntStream;
import org.soilcast.land.network.InputScaling;
import org.soilcast.land.network.NetworkShape;
import org.soilcast.land.network.NetworkWeights;
import org.soilcast.land.network.ParameterNetwork;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.CellInputs;

/** Weights and scaling of a network, and what it makes of cells. */
public record TrainedNetwork(InputScaling scaling, NetworkWeights weights) {
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
