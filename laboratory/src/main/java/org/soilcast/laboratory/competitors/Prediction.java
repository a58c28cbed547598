package org.soilcast.laboratory.competitors;

import java.util.Arrays;
import java.util.List;

/** What a competitor makes of the target's cells. */
public sealed interface Prediction {
    /**
     * Surface soil moisture itself.
     *
     * @param values {@code [day][cell]} of the target, m3/m3; NaN where it has nothing to say
     */
    record Surface(float[] values) implements Prediction {}

    /**
     * Parameters of the land model, which then runs without assimilation.
     *
     * @param values {@code [parameter][cell]} of the target, each in its own unit
     */
    record LandParameters(float[] values) implements Prediction {}

    /** The numbers, {@code [row][cell]}. */
    float[] values();

    /**
     * One prediction put together from several of the same kind, each of all cells.
     *
     * @param parts at least one
     * @param taken the cells to take of each part
     * @param cells number of cells; one that is taken of no part is NaN
     */
    static Prediction assembled(List<Prediction> parts, List<int[]> taken, int cells) {
        var values = new float[parts.get(0).values().length];
        Arrays.fill(values, Float.NaN);
        for (int part = 0; part < parts.size(); part++) {
            float[] from = parts.get(part).values();
            for (int cell : taken.get(part)) {
                for (int at = cell; at < values.length; at += cells) {
                    values[at] = from[at];
                }
            }
        }
        return parts.get(0) instanceof LandParameters ? new LandParameters(values) : new Surface(values);
    }
}
