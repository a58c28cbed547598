package org.soilcast.land.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is known of some cells, by name: attributes, climate normals, statistics of retrievals.
 *
 * <p>Values have the shape [input][cell], flat; NaN means that the cell lacks the value. Immutable.
 */
public final class NetworkInputs {
    private final List<String> names;
    private final float[] values;
    private final int cells;

    /**
     * @param names names with their units, each once
     * @param values flat [input][cell], finite or NaN for absent; copied
     * @param cells number of cells, at least 1
     * @throws IllegalArgumentException if the length is not names × cells, a name comes twice, or a value is infinite
     */
    public NetworkInputs(List<String> names, float[] values, int cells) {
        if (cells < 1 || values.length != (long) names.size() * cells) {
            throw new IllegalArgumentException(
                    "expected " + names.size() + " inputs x " + cells + " cells, found " + values.length + " values");
        }
        Set<String> seen = new HashSet<>();
        for (int input = 0; input < names.size(); input++) {
            if (!seen.add(names.get(input))) {
                throw new IllegalArgumentException("input " + names.get(input) + " comes twice");
            }
            for (int cell = 0; cell < cells; cell++) {
                if (Float.isInfinite(values[input * cells + cell])) {
                    throw new IllegalArgumentException(
                            "input " + names.get(input) + " of cell " + cell + " is infinite; absent is NaN");
                }
            }
        }
        this.names = List.copyOf(names);
        this.values = values.clone();
        this.cells = cells;
    }

    /** Names in the order of the values. */
    public List<String> names() {
        return names;
    }

    /** Number of cells. */
    public int cells() {
        return cells;
    }

    /** All values, flat [input][cell], NaN for absent; a copy. */
    public float[] values() {
        return values.clone();
    }

    /** Value of one input in one cell, NaN if the cell or the whole tile lacks it. */
    public float value(String name, int cell) {
        int input = names.indexOf(name);
        return input < 0 ? Float.NaN : values[input * cells + cell];
    }

    /** The values of one input [cell], NaN for absent, all NaN if the tile lacks it; a copy. */
    public float[] input(String name) {
        int input = names.indexOf(name);
        if (input < 0) {
            float[] absent = new float[cells];
            Arrays.fill(absent, Float.NaN);
            return absent;
        }
        return Arrays.copyOfRange(values, input * cells, (input + 1) * cells);
    }

    /**
     * These inputs followed by others of the same cells.
     *
     * @throws IllegalArgumentException if the cells differ in number or a name is in both
     */
    public NetworkInputs and(NetworkInputs others) {
        if (others.cells != cells) {
            throw new IllegalArgumentException("expected " + cells + " cells, found " + others.cells);
        }
        List<String> allNames = new ArrayList<>(names);
        allNames.addAll(others.names);
        float[] allValues = Arrays.copyOf(values, values.length + others.values.length);
        System.arraycopy(others.values, 0, allValues, values.length, others.values.length);
        return new NetworkInputs(allNames, allValues, cells);
    }

    /** The same inputs of some cells, in the order asked for. */
    public NetworkInputs select(int... chosen) {
        float[] some = new float[names.size() * chosen.length];
        for (int input = 0; input < names.size(); input++) {
            for (int i = 0; i < chosen.length; i++) {
                some[input * chosen.length + i] = values[input * cells + chosen[i]];
            }
        }
        return new NetworkInputs(names, some, chosen.length);
    }
}
