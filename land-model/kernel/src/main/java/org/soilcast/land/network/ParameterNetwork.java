package org.soilcast.land.network;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.TextureParameters;

/**
 * The network that supplies the land model's parameters (differentiable parameter learning, Tsai et al. 2021, Nature
 * Communications 12, 5988): what it has learned is added, before the sigmoid into the bounds, to the texture parameters
 * of {@link TextureParameters}. Untrained it returns those.
 *
 * <p>Texture parameters read {@value #SAND}, {@value #CLAY} and {@value #NDVI} of the tile, whether or not the network
 * wants these inputs too. Inputs the bundle does not know are ignored; what it wants and the tile lacks is "not present".
 *
 * <p>Cells are computed in blocks of a fixed number of rows, the last one filled up, so that matrix products have one
 * shape: a cell's parameters have the same bits whatever the tile holds beside it and whenever they are computed, on one
 * machine. Threads may share a network. Closing it frees the native memory; calls after that fail.
 */
public final class ParameterNetwork implements AutoCloseable {
    /** Input from which texture parameters read sand, percent by weight. */
    public static final String SAND = "sand_percent";

    /** Input from which texture parameters read clay, percent by weight. */
    public static final String CLAY = "clay_percent";

    /** Input from which texture parameters read the mean vegetation index. */
    public static final String NDVI = "ndvi_mean";

    private static final int BLOCK_CELLS = 128;

    private final InputScaling scaling;
    private final NetworkWeights weights;
    private final NDManager manager;
    private final NetworkTensors tensors;

    /** A network with the given weights, whose inputs are scaled so. */
    public ParameterNetwork(InputScaling scaling, NetworkWeights weights) {
        if (scaling.names().size() != weights.shape().inputs()) {
            throw new IllegalArgumentException("expected " + weights.shape().inputs() + " inputs, found scaling of "
                    + scaling.names().size());
        }
        this.scaling = scaling;
        this.weights = weights;
        this.manager = NDManager.newBaseManager("PyTorch");
        this.tensors = new NetworkTensors(manager, weights, false);
    }

    /**
     * Parameters of all cells, flat [parameter][cell], each in its own unit and inside its bounds.
     *
     * @param inputs what is known of the cells
     */
    public float[] parameters(NetworkInputs inputs) {
        int cells = inputs.cells();
        int outputs = Parameter.values().length;
        float[] features = scaling.encode(inputs);
        float[] textureLogits = ParameterLogits.ofTexture(inputs).byCell();
        int width = features.length / cells;
        float[] result = new float[outputs * cells];
        try (NDManager scratch = manager.newSubManager()) {
            for (int first = 0; first < cells; first += BLOCK_CELLS) {
                int filled = Math.min(BLOCK_CELLS, cells - first);
                float[] blockFeatures = new float[BLOCK_CELLS * width];
                float[] blockLogits = new float[BLOCK_CELLS * outputs];
                System.arraycopy(features, first * width, blockFeatures, 0, filled * width);
                System.arraycopy(textureLogits, first * outputs, blockLogits, 0, filled * outputs);
                NDArray feature = NetworkTensors.tensor(scratch, blockFeatures, new Shape(BLOCK_CELLS, width));
                float[] block = tensors.parameters(
                                tensors.learned(feature),
                                NetworkTensors.tensor(scratch, blockLogits, new Shape(BLOCK_CELLS, outputs)))
                        .toFloatArray();
                for (Parameter parameter : Parameter.values()) {
                    int p = parameter.ordinal();
                    float lower = (float) parameter.lower();
                    float upper = (float) parameter.upper();
                    for (int cell = 0; cell < filled; cell++) {
                        // Rounding may carry a value one unit in the last place over its bound.
                        result[p * cells + first + cell] = Math.max(lower, Math.min(upper, block[cell * outputs + p]));
                    }
                }
            }
        }
        return result;
    }

    /**
     * The gradient of a loss by the weights, from its gradient by the parameters: that of the pseudo-loss
     * Σ parameters·lossByParameter with the second factor held constant.
     *
     * <p>Training hides an attribute from the network by setting it to NaN in the inputs: just what it will meet in a
     * domain that lacks the attribute.
     *
     * @param inputs what is known of the cells
     * @param lossByParameter flat [parameter][cell], loss over the parameter's unit
     * @return one array a tensor, shaped and ordered like {@link NetworkWeights#tensors()}
     * @throws IllegalArgumentException if the gradient has another length
     */
    public List<float[]> lossByWeight(NetworkInputs inputs, float[] lossByParameter) {
        return lossByWeight(inputs, lossByParameter, 0);
    }

    /**
     * The same with a prior that holds the parameters near those of texture, and so off their bounds: to the loss comes
     * {@code priorWeight} times the mean over members, cells and parameters of (logit − texture logit)².
     */
    public List<float[]> lossByWeight(NetworkInputs inputs, float[] lossByParameter, float priorWeight) {
        int cells = inputs.cells();
        int outputs = Parameter.values().length;
        if (lossByParameter.length != outputs * cells) {
            throw new IllegalArgumentException("expected " + outputs + " parameters x " + cells + " cells, found "
                    + lossByParameter.length + " values");
        }
        float[] features = scaling.encode(inputs);
        Shape outputShape = new Shape(cells, outputs);
        try (NDManager scratch = manager.newSubManager()) {
            NetworkTensors network = new NetworkTensors(scratch, weights, true);
            NDArray constant =
                    NetworkTensors.tensor(scratch, ParameterLogits.transposed(lossByParameter, cells), outputShape);
            NDArray texture = NetworkTensors.tensor(
                    scratch, ParameterLogits.ofTexture(inputs).byCell(), outputShape);
            NDArray feature = NetworkTensors.tensor(scratch, features, new Shape(cells, features.length / cells));
            return GradientLock.alone(() -> {
                try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                    NDList learned = network.learned(feature);
                    NDArray pseudoLoss =
                            network.parameters(learned, texture).mul(constant).sum();
                    NDArray share = scratch.full(new Shape(1), priorWeight / (learned.size() * cells * outputs));
                    for (NDArray output : learned) {
                        pseudoLoss = pseudoLoss.add(output.mul(output).sum().mul(share));
                    }
                    collector.backward(pseudoLoss.sum());
                }
                return gradients(network);
            });
        }
    }

    private static List<float[]> gradients(NetworkTensors network) {
        List<float[]> gradients = new ArrayList<>();
        for (NDArray weight : network.weights()) {
            try (NDArray gradient = weight.getGradient()) {
                gradients.add(gradient.toFloatArray());
            }
        }
        return gradients;
    }

    @Override
    public void close() {
        manager.close();
    }
}
