package org.soilcast.land.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.List;
import org.soilcast.land.physics.Parameter;

/**
 * The network as DJL operations on explicit tensors.
 *
 * <pre>
 *   u = mean over members of sigmoid(logit(texture) + (relu(… relu(x·W1 + b1) …)·Wn + bn))
 *   p = lower + u·(upper − lower), or lower·exp(u·ln(upper/lower)) for a logarithmic parameter
 * </pre>
 *
 * <p>Members are averaged in unit space, where a logarithmic parameter is averaged in its logarithm.
 *
 * <p>DJL lets a tensor made from Java data point into the Java buffer and frees the buffer when the tensor is closed,
 * even if a gradient still needs it; {@code x.mul(Number)} makes and closes such a tensor itself and so corrupts
 * gradients silently. Here every tensor from Java is duplicated into memory of PyTorch at once, and no operation takes a
 * {@code Number}.
 */
final class NetworkTensors {
    private final NetworkShape shape;
    private final NDList weights;
    private final NDArray linearLower;
    private final NDArray linearRange;
    private final NDArray logLower;
    private final NDArray logRange;
    private final NDArray memberShare;

    /** Tensors attached to a manager and closed with it; with gradients, the weights collect them. */
    NetworkTensors(NDManager manager, NetworkWeights source, boolean withGradients) {
        shape = source.shape();
        weights = new NDList();
        List<float[]> values = source.tensors();
        List<NetworkShape.TensorShape> tensors = shape.tensors();
        for (int i = 0; i < tensors.size(); i++) {
            List<Integer> dimensions = tensors.get(i).dimensions();
            long[] lengths = dimensions.stream().mapToLong(Integer::longValue).toArray();
            NDArray tensor = tensor(manager, values.get(i), new Shape(lengths));
            tensor.setRequiresGradient(withGradients);
            weights.add(tensor);
        }
        Parameter[] parameters = Parameter.values();
        float[][] box = new float[4][parameters.length];
        for (Parameter parameter : parameters) {
            boolean linear = parameter.scale() == Parameter.Scale.LINEAR;
            int i = parameter.ordinal();
            box[linear ? 0 : 2][i] = (float) parameter.lower();
            box[linear ? 1 : 3][i] = linear
                    ? (float) (parameter.upper() - parameter.lower())
                    : (float) StrictMath.log(parameter.upper() / parameter.lower());
        }
        Shape row = new Shape(parameters.length);
        linearLower = tensor(manager, box[0], row);
        linearRange = tensor(manager, box[1], row);
        logLower = tensor(manager, box[2], row);
        logRange = tensor(manager, box[3], row);
        memberShare = manager.full(new Shape(1), 1f / shape.members());
    }

    /** A tensor in PyTorch's own memory, closed with the manager. */
    static NDArray tensor(NDManager manager, float[] values, Shape dimensions) {
        try (NDArray borrowed = manager.create(values, dimensions)) {
            return borrowed.duplicate();
        }
    }

    /** Weights in the shape's order. */
    NDList weights() {
        return weights;
    }

    /**
     * What each member has learned: what it adds to the texture logits, [cell][parameter].
     *
     * @param features [cell][2·input]
     */
    NDList learned(NDArray features) {
        NDList outputs = new NDList();
        for (int member = 0; member < shape.members(); member++) {
            outputs.add(learned(member * 2 * shape.layers(), features));
        }
        return outputs;
    }

    /**
     * Parameters [cell][parameter], attached to the manager of the arguments.
     *
     * @param learned of each member
     * @param textureLogits [cell][parameter]
     */
    NDArray parameters(NDList learned, NDArray textureLogits) {
        NDArray units = Activation.sigmoid(textureLogits.add(learned.get(0)));
        for (NDArray output : learned.subList(1, learned.size())) {
            units = units.add(Activation.sigmoid(textureLogits.add(output)));
        }
        NDArray unit = units.mul(memberShare);
        // Of the two terms one is 0: a linear parameter has logLower 0, a logarithmic one linearLower and linearRange
        // 0.
        NDArray linear = unit.mul(linearRange).add(linearLower);
        return unit.mul(logRange).exp().mul(logLower).add(linear);
    }

    private NDArray learned(int firstTensor, NDArray features) {
        NDArray signal = features;
        for (int layer = 0; layer < shape.layers(); layer++) {
            NDArray weight = weights.get(firstTensor + 2 * layer);
            NDArray bias = weights.get(firstTensor + 2 * layer + 1);
            NDArray sum = signal.matMul(weight).add(bias);
            signal = layer == shape.layers() - 1 ? sum : Activation.relu(sum);
        }
        return signal;
    }
}
