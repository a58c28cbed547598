package org.soilcast.land.network;

import java.util.HashSet;
import java.util.List;

/**
 * Which inputs a network wants, and how each is standardised: (value − mean)/standard deviation.
 *
 * <p>A standardised value is limited to ±{@value #LIMIT}: an attribute of a new domain far outside what was learned from
 * then says no more than "very high". Immutable.
 */
public final class InputScaling {
    /** Largest absolute standardised value. */
    public static final float LIMIT = 5;

    private final List<String> names;
    private final float[] means;
    private final float[] standardDeviations;

    /**
     * @param names names of the inputs, in the network's order, each once
     * @param means mean of each input, finite; copied
     * @param standardDeviations standard deviation of each input, finite and positive; copied
     * @throws IllegalArgumentException if any of this does not hold
     */
    public InputScaling(List<String> names, float[] means, float[] standardDeviations) {
        if (means.length != names.size() || standardDeviations.length != names.size()) {
            throw new IllegalArgumentException("expected " + names.size() + " means and standard deviations, found "
                    + means.length + " and " + standardDeviations.length);
        }
        if (new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("an input comes twice in " + names);
        }
        for (int input = 0; input < names.size(); input++) {
            if (!Float.isFinite(means[input])
                    || !Float.isFinite(standardDeviations[input])
                    || standardDeviations[input] <= 0) {
                throw new IllegalArgumentException("scaling of " + names.get(input) + " is not usable: mean "
                        + means[input] + ", standard deviation " + standardDeviations[input]);
            }
        }
        this.names = List.copyOf(names);
        this.means = means.clone();
        this.standardDeviations = standardDeviations.clone();
    }

    /**
     * Mean and standard deviation of each input over the cells that have it, in all tiles of a domain. An input that
     * does not vary, or that no cell has, keeps standard deviation 1.
     *
     * @param names the inputs the network shall have
     * @param tiles all tiles of the domain
     */
    public static InputScaling of(List<String> names, List<NetworkInputs> tiles) {
        float[] means = new float[names.size()];
        float[] standardDeviations = new float[names.size()];
        for (int input = 0; input < names.size(); input++) {
            double sum = 0;
            int present = 0;
            for (NetworkInputs tile : tiles) {
                for (float value : tile.input(names.get(input))) {
                    if (!Float.isNaN(value)) {
                        sum += value;
                        present++;
                    }
                }
            }
            double mean = present == 0 ? 0 : sum / present;
            double squares = 0;
            for (NetworkInputs tile : tiles) {
                for (float value : tile.input(names.get(input))) {
                    if (!Float.isNaN(value)) {
                        squares += (value - mean) * (value - mean);
                    }
                }
            }
            double deviation = present == 0 ? 0 : Math.sqrt(squares / present);
            means[input] = (float) mean;
            // A constant leaves only the rounding of its mean, about 1e-7 of it.
            standardDeviations[input] = deviation > 1e-6 * Math.abs(mean) ? (float) deviation : 1;
        }
        return new InputScaling(names, means, standardDeviations);
    }

    /** Names of the inputs, in the network's order. */
    public List<String> names() {
        return names;
    }

    /** Mean of each input; a copy. */
    public float[] means() {
        return means.clone();
    }

    /** Standard deviation of each input; a copy. */
    public float[] standardDeviations() {
        return standardDeviations.clone();
    }

    /**
     * What a network sees of cells: flat [cell][2·input], for each input the standardised value and 1, or 0 and 0 where it
     * is absent. Inputs that are not wanted are ignored.
     */
    public float[] encode(NetworkInputs inputs) {
        int width = 2 * names.size();
        float[] features = new float[inputs.cells() * width];
        for (int input = 0; input < names.size(); input++) {
            float[] values = inputs.input(names.get(input));
            for (int cell = 0; cell < values.length; cell++) {
                if (!Float.isNaN(values[cell])) {
                    float standardised = (values[cell] - means[input]) / standardDeviations[input];
                    features[cell * width + 2 * input] = Math.max(-LIMIT, Math.min(LIMIT, standardised));
                    features[cell * width + 2 * input + 1] = 1;
                }
            }
        }
        return features;
    }
}
