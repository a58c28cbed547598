package org.soilcast.dayline.ensemble;

import org.soilcast.land.physics.State;

/**
 * The runs of the land model that each cell has: {@value #MEMBERS} members under perturbed weather, the control under the
 * weather as it is, which is the mean that is published, and the open loop, which no retrieval ever touches. Their states
 * lie one run after the other, {@code [run][state][cell]}.
 */
public final class Runs {
    /** Members; they are runs 0 … 23. */
    public static final int MEMBERS = 24;
    /** The run that carries the analysed mean. */
    public static final int CONTROL = MEMBERS;
    /** The run without assimilation. */
    public static final int OPEN_LOOP = MEMBERS + 1;
    /** All runs. */
    public static final int COUNT = MEMBERS + 2;
    /** Soil layers that members differ in by themselves and that the filter updates: the first states. */
    public static final int LAYERS = 3;

    private static final int STATES = State.values().length;

    private Runs() {}

    /** Where the states of a run begin, in values of so many cells. */
    public static int at(int run, int cells) {
        return run * STATES * cells;
    }

    /** Values of all runs. */
    public static int length(int cells) {
        return COUNT * STATES * cells;
    }
}
