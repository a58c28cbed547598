package org.soilcast.land.kernel;

import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;

/**
 * What of the model a day's retrieval is compared with, and what is reported as the day's value: H in y = H(x). A domain
 * states when its day is observed. H is linear in the water contents θ, at the begin of day d and at its end:
 *
 * <pre>  y(d) = (1 − w)·θ(d − 1) + w·θ(d) </pre>
 *
 * <p>so its adjoint, from dL/dy of a day and of the day after it, is
 *
 * <pre>  dL/dθ(d) = w·dL/dy(d) + (1 − w)·dL/dy(d + 1) </pre>
 *
 * <p>Blocks are {@code [state][cell]}, as many cells as a row is long, from some position of an array on; θ is that of
 * {@link SoilLayers}, in m3/m3.
 */
public enum ObservationOperator {
    /** The state at the end of the day: w = 1. */
    END_OF_DAY(1),
    /** The mean of the states at the begin and at the end of the day: w = ½. */
    DAILY_MEAN(0.5f);

    private static final float DEPTH_1_MM = (float) SoilLayers.DEPTH_1_MM;
    private static final float ROOT_ZONE_MM = (float) SoilLayers.ROOT_ZONE_MM;
    private static final int LAYER_1 = State.LAYER_1_WATER_MM.ordinal();
    private static final int LAYER_2 = State.LAYER_2_WATER_MM.ordinal();
    private static final int LAYER_3 = State.LAYER_3_WATER_MM.ordinal();

    private final float endShare;

    ObservationOperator(float endShare) {
        this.endShare = endShare;
    }

    /** The day's value of what has these values at its begin and at its end. */
    public float of(float startOfDay, float endOfDay) {
        return (1 - endShare) * startOfDay + endShare * endOfDay;
    }

    /** The same in double precision. */
    public double of(double startOfDay, double endOfDay) {
        return (1 - endShare) * startOfDay + endShare * endOfDay;
    }

    /**
     * The day's surface soil moisture of every cell of a block.
     *
     * @param startOfDay states from {@code startAt} on, {@code [state][cell]}
     * @param endOfDay states from {@code endAt} on, {@code [state][cell]}; may be the same array
     * @param surfaceM3PerM3 {@code [cell]}, written from {@code surfaceAt} on
     * @param cells cells of the block
     */
    public void surface(
            float[] startOfDay,
            int startAt,
            float[] endOfDay,
            int endAt,
            float[] surfaceM3PerM3,
            int surfaceAt,
            int cells) {
        int start = startAt + LAYER_1 * cells;
        int end = endAt + LAYER_1 * cells;
        for (int cell = 0; cell < cells; cell++) {
            surfaceM3PerM3[surfaceAt + cell] =
                    of(startOfDay[start + cell] / DEPTH_1_MM, endOfDay[end + cell] / DEPTH_1_MM);
        }
    }

    /**
     * The day's root-zone soil moisture of every cell of a block.
     *
     * @param startOfDay states from {@code startAt} on, {@code [state][cell]}
     * @param endOfDay states from {@code endAt} on, {@code [state][cell]}; may be the same array
     * @param rootZoneM3PerM3 {@code [cell]}, written from {@code rootZoneAt} on
     * @param cells cells of the block
     */
    public void rootZone(
            float[] startOfDay,
            int startAt,
            float[] endOfDay,
            int endAt,
            float[] rootZoneM3PerM3,
            int rootZoneAt,
            int cells) {
        for (int cell = 0; cell < cells; cell++) {
            rootZoneM3PerM3[rootZoneAt + cell] =
                    of(rootZone(startOfDay, startAt + cell, cells), rootZone(endOfDay, endAt + cell, cells));
        }
    }

    /**
     * Adds dL/d(states at the end of day d) through the surface of day d and of the day after it.
     *
     * @param bySurface dL/d(surface of day d) from {@code ofDay} on and dL/d(surface of day d + 1) from
     *     {@code ofNextDay} on, {@code [cell]}; all 0 there when the next day is not compared
     * @param states dL/d(states), {@code [state][cell]}, added to
     * @param cells cells of the block
     */
    public void addSurfaceAdjoint(float[] bySurface, int ofDay, int ofNextDay, float[] states, int cells) {
        int layer1 = LAYER_1 * cells;
        for (int cell = 0; cell < cells; cell++) {
            float byContent = endShare * bySurface[ofDay + cell] + (1 - endShare) * bySurface[ofNextDay + cell];
            states[layer1 + cell] += byContent / DEPTH_1_MM;
        }
    }

    private static float rootZone(float[] states, int at, int cells) {
        return (states[at + LAYER_1 * cells] + states[at + LAYER_2 * cells] + states[at + LAYER_3 * cells])
                / ROOT_ZONE_MM;
    }
}
