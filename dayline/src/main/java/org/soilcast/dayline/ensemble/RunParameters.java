package org.soilcast.dayline.ensemble;

import java.util.List;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.SoilLayers;

/**
 * Land-model parameters of a tile's runs: one set for all, or one for control and open loop and some that the members use
 * in turn, as the members of a parameter network give them.
 */
public final class RunParameters {
    private static final int PARAMETERS = Parameter.values().length;
    private static final float[] DEPTHS_MM = {
        (float) SoilLayers.DEPTH_1_MM, (float) SoilLayers.DEPTH_2_MM, (float) SoilLayers.DEPTH_3_MM
    };

    private final float[] mean;
    private final List<float[]> ofMembers;

    /**
     * Parameters of a tile.
     *
     * @param mean of control and open loop, {@code [parameter][cell]}
     * @param ofMembers each {@code [parameter][cell]}, used by members in turn; empty when all share the mean
     * @throws IllegalArgumentException if the lengths differ
     */
    public RunParameters(float[] mean, List<float[]> ofMembers) {
        this.mean = mean;
        this.ofMembers = List.copyOf(ofMembers);
        for (float[] parameters : ofMembers) {
            if (parameters.length != mean.length) {
                throw new IllegalArgumentException(
                        "expected " + mean.length + " parameters of each member, found " + parameters.length);
            }
        }
        if (mean.length == 0 || mean.length % PARAMETERS != 0) {
            throw new IllegalArgumentException("expected " + PARAMETERS + " a cell, found " + mean.length);
        }
    }

    /** The same parameters for all runs. */
    public static RunParameters shared(float[] parameters) {
        return new RunParameters(parameters, List.of());
    }

    /** Whether all runs have the same. */
    public boolean isShared() {
        return ofMembers.isEmpty();
    }

    /** Number of cells. */
    public int cells() {
        return mean.length / PARAMETERS;
    }

    /** The parameters of a run, {@code [parameter][cell]}, the array itself. */
    public float[] of(int run) {
        return run < Runs.MEMBERS && !ofMembers.isEmpty() ? ofMembers.get(run % ofMembers.size()) : mean;
    }

    /**
     * Keeps the water of one layer of one run within 0 … capacity.
     *
     * @param values {@code [cell]} from {@code at} on
     */
    public void bound(int run, int layer, float[] values, int at) {
        int cells = cells();
        float[] parameters = of(run);
        int porosity = Parameter.POROSITY.ordinal() * cells;
        float depthMm = DEPTHS_MM[layer];
        for (int cell = 0; cell < cells; cell++) {
            values[at + cell] = Math.max(0, Math.min(parameters[porosity + cell] * depthMm, values[at + cell]));
        }
    }

    /** Adds to the water of one layer of one run, within 0 … capacity; where nothing is added the bits stay. */
    public void add(int run, int layer, float[] addedMm, float[] values, int at) {
        int cells = cells();
        float[] parameters = of(run);
        int porosity = Parameter.POROSITY.ordinal() * cells;
        float depthMm = DEPTHS_MM[layer];
        for (int cell = 0; cell < cells; cell++) {
            float before = values[at + cell];
            float after = Math.max(0, Math.min(parameters[porosity + cell] * depthMm, before + addedMm[cell]));
            values[at + cell] = addedMm[cell] == 0 ? before : after;
        }
    }
}
