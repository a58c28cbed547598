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

    /**
     * Surface soil moisture as a retrieval will show it, and how sure that is.
     *
     * @param values {@code [day][cell]} of the target, m3/m3
     * @param sd standard deviation of a retrieval around it, {@code [day][cell]}, m3/m3
     */
    record Forecast(float[] values, float[] sd) implements Prediction {}

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
        float[] values = assembled(parts.stream().map(Prediction::values).toList(), taken, cells, parts.get(0));
        if (parts.get(0) instanceof Forecast) {
            List<float[]> sd =
                    parts.stream().map(part -> ((Forecast) part).sd()).toList();
            return new Forecast(values, assembled(sd, taken, cells, parts.get(0)));
        }
        return parts.get(0) instanceof LandParameters ? new LandParameters(values) : new Surface(values);
    }

    private static float[] assembled(List<float[]> parts, List<int[]> taken, int cells, Prediction like) {
        var values = new float[like.values().length];
        Arrays.fill(values, Float.NaN);
        for (int part = 0; part < parts.size(); part++) {
            for (int cell : taken.get(part)) {
                for (int at = cell; at < values.length; at += cells) {
                    values[at] = parts.get(part)[at];
                }
            }
        }
        return values;
    }
}
