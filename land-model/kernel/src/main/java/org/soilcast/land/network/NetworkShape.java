package org.soilcast.land.network;

import java.util.ArrayList;
import java.util.List;
import org.soilcast.land.physics.Parameter;

/**
 * The size of a parameter network: members of equal shape, each inputs → hidden layers → one output a
 * {@link Parameter}.
 *
 * @param inputs number of named inputs, 1..{@value #MOST_INPUTS}; each is a pair (value, present)
 * @param hiddenWidths width of each hidden layer, each 1..{@value #WIDEST_LAYER}, at most {@value #MOST_LAYERS} layers
 * @param members networks whose parameters are averaged, 1..{@value #MOST_MEMBERS}
 */
public record NetworkShape(int inputs, List<Integer> hiddenWidths, int members) {
    static final int MOST_INPUTS = 256;
    static final int WIDEST_LAYER = 1024;
    static final int MOST_LAYERS = 8;
    static final int MOST_MEMBERS = 64;

    /** A named array of weights with its dimensions, row-major. */
    public record TensorShape(String name, List<Integer> dimensions) {
        public TensorShape {
            dimensions = List.copyOf(dimensions);
        }

        /** Number of values. */
        public long size() {
            long size = 1;
            for (int dimension : dimensions) {
                size *= dimension;
            }
            return size;
        }
    }

    public NetworkShape {
        hiddenWidths = List.copyOf(hiddenWidths);
        check("inputs", inputs, 1, MOST_INPUTS);
        check("hidden layers", hiddenWidths.size(), 1, MOST_LAYERS);
        for (int width : hiddenWidths) {
            check("hidden width", width, 1, WIDEST_LAYER);
        }
        check("members", members, 1, MOST_MEMBERS);
    }

    private static void check(String what, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(what + ": expected " + lowest + ".." + highest + ", found " + value);
        }
    }

    /** The network of Tsai et al. (2021) as used here: one member, hidden layers of 64 and 64. */
    public static NetworkShape standard(int inputs) {
        return new NetworkShape(inputs, List.of(64, 64), 1);
    }

    /** Number of outputs: one a {@link Parameter}. */
    public int outputs() {
        return Parameter.values().length;
    }

    /** Layers with weights in one member, the output layer included. */
    int layers() {
        return hiddenWidths.size() + 1;
    }

    /**
     * All weights in their order: by member and layer, {@code weight} [from][to] before {@code bias} [to], so that a
     * layer is x·weight + bias.
     */
    public List<TensorShape> tensors() {
        List<TensorShape> tensors = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            int from = 2 * inputs;
            for (int layer = 0; layer < layers(); layer++) {
                boolean last = layer == hiddenWidths.size();
                int to = last ? outputs() : hiddenWidths.get(layer);
                String name = "member" + member + (last ? ".output" : ".hidden" + layer);
                tensors.add(new TensorShape(name + ".weight", List.of(from, to)));
                tensors.add(new TensorShape(name + ".bias", List.of(to)));
                from = to;
            }
        }
        return tensors;
    }
}
