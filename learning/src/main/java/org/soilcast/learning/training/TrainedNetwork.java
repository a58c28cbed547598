package org.soilcast.learning.training;

import org.soilcast.land.network.InputScaling;
import org.soilcast.land.network.NetworkWeights;
import org.soilcast.land.network.ParameterNetwork;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.CellInputs;

/** Weights and scaling of a network, and what it makes of cells. */
public record TrainedNetwork(InputScaling scaling, NetworkWeights weights) {
    /** Parameters {@code [parameter][cell]} from attributes, climate and retrievals of these days. */
    public float[] parameters(CellHistory history) {
        try (var network = new ParameterNetwork(scaling, weights)) {
            return network.parameters(CellInputs.of(history));
        }
    }
}
