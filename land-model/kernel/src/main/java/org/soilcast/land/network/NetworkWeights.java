package org.soilcast.land.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The weights of a parameter network, in the order of {@link NetworkShape#tensors()}. Finite; immutable. */
public final class NetworkWeights {
    private static final long FIRST_SEED = 20_210_927L;

    private final NetworkShape shape;
    private final List<float[]> tensors;

    /**
     * @param shape shape of the network
     * @param tensors values of each tensor, row-major, in the shape's order; copied
     * @throws IllegalArgumentException if number or length of the tensors do not match, or a value is not finite
     */
    public NetworkWeights(NetworkShape shape, List<float[]> tensors) {
        List<NetworkShape.TensorShape> expected = shape.tensors();
        if (tensors.size() != expected.size()) {
            throw new IllegalArgumentException("expected " + expected.size() + " tensors, found " + tensors.size());
        }
        List<float[]> copies = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            float[] values = tensors.get(i).clone();
            if (values.length != expected.get(i).size()) {
                throw new IllegalArgumentException("tensor " + expected.get(i).name() + ": expected "
                        + expected.get(i).size() + " values, found " + values.length);
            }
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "tensor " + expected.get(i).name() + " holds " + value);
                }
            }
            copies.add(values);
        }
        this.shape = shape;
        this.tensors = List.copyOf(copies);
    }

    /**
     * Weights before any learning. Output layers and all biases are 0, so that the network adds nothing to the texture
     * parameters. Hidden weights are uniform in ±√(6/from), with {@code from} the width the layer reads (He et al. 2015,
     * eq. 10, for rectifiers), drawn from {@link Random}, whose sequence the Java specification fixes: the same bytes on
     * every machine. Each member has its own seed, so that members learn different functions.
     */
    public static NetworkWeights untrained(NetworkShape shape) {
        return untrained(shape, FIRST_SEED);
    }

    /** The same with hidden weights drawn from another seed: where another training begins. */
    public static NetworkWeights untrained(NetworkShape shape, long seed) {
        List<float[]> tensors = new ArrayList<>();
        int tensorsAMember = 2 * shape.layers();
        Random random = new Random(seed);
        for (NetworkShape.TensorShape tensor : shape.tensors()) {
            int withinMember = tensors.size() % tensorsAMember;
            if (withinMember == 0) {
                random = new Random(seed + tensors.size() / tensorsAMember);
            }
            float[] values = new float[Math.toIntExact(tensor.size())];
            boolean hiddenWeight = withinMember % 2 == 0 && withinMember < tensorsAMember - 2;
            if (hiddenWeight) {
                double limit = Math.sqrt(6.0 / tensor.dimensions().get(0));
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (limit * (2 * random.nextDouble() - 1));
                }
            }
            tensors.add(values);
        }
        return new NetworkWeights(shape, tensors);
    }

    /** Shape of the network. */
    public NetworkShape shape() {
        return shape;
    }

    /** Values of one tensor, by its position in {@link NetworkShape#tensors()}; a copy. */
    public float[] tensor(int position) {
        return tensors.get(position).clone();
    }

    /** Values of all tensors, in order; copies. */
    public List<float[]> tensors() {
        return tensors.stream().map(float[]::clone).toList();
    }
}
