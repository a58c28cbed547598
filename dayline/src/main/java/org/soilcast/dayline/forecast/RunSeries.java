package org.soilcast.dayline.forecast;

import java.util.Arrays;
import org.soilcast.dayline.ensemble.Runs;

/**
 * What the runs of a forecast came to, m3/m3, before any calibration.
 */
public final class RunSeries {
    private final int days;
    private final int cells;
    private final int openLoops;
    private final float[] surface; // [day][member][cell]
    private final float[] rootZone; // [day][member][cell]
    private final float[] openLoop; // [day][open loop][cell], of the surface
    private final float[] control; // [day][cell], of the surface; none under traces

    RunSeries(int days, int cells, int openLoops) {
        this.days = days;
        this.cells = cells;
        this.openLoops = openLoops;
        surface = new float[days * Runs.MEMBERS * cells];
        rootZone = new float[days * Runs.MEMBERS * cells];
        openLoop = new float[days * openLoops * cells];
        control = new float[openLoops == 1 ? days * cells : 0];
    }

    /** Days. */
    public int days() {
        return days;
    }

    /** Cells. */
    public int cells() {
        return cells;
    }

    float[] surface() {
        return surface;
    }

    float[] rootZone() {
        return rootZone;
    }

    float[] openLoop() {
        return openLoop;
    }

    float[] control() {
        return control;
    }

    int at(int day, int member) {
        return (day * Runs.MEMBERS + member) * cells;
    }

    int openLoopAt(int day, int trace) {
        return (day * openLoops + trace) * cells;
    }

    /** Surface of the members on a day, 0-based, {@code [member][cell]}; a copy. */
    public float[] surface(int day) {
        return Arrays.copyOfRange(surface, at(day, 0), at(day + 1, 0));
    }

    /** Root zone of the members on a day, {@code [member][cell]}; a copy. */
    public float[] rootZone(int day) {
        return Arrays.copyOfRange(rootZone, at(day, 0), at(day + 1, 0));
    }

    /** Surface of the run that no retrieval has touched, on a day, under a series of the weather, {@code [cell]}. */
    public float[] openLoop(int day, int trace) {
        return Arrays.copyOfRange(openLoop, openLoopAt(day, trace), openLoopAt(day, trace) + cells);
    }

    /** Mean over the weather's series of the surface without assimilation, {@code [cell]}, written. */
    void meanOpenLoop(int day, float[] mean) {
        Arrays.fill(mean, 0);
        for (int trace = 0; trace < openLoops; trace++) {
            int at = openLoopAt(day, trace);
            for (int cell = 0; cell < cells; cell++) {
                mean[cell] += openLoop[at + cell];
            }
        }
        for (int cell = 0; cell < cells; cell++) {
            mean[cell] /= openLoops;
        }
    }

    /** The same of all days, {@code [day][cell]}. */
    float[] meanOpenLoops() {
        var means = new float[days * cells];
        var mean = new float[cells];
        for (int day = 0; day < days; day++) {
            meanOpenLoop(day, mean);
            System.arraycopy(mean, 0, means, day * cells, cells);
        }
        return means;
    }

    /** Means over the days of a span, {@code [member][cell]}, of the surface or the root zone. */
    float[] members(boolean ofSurface, ForecastSpan span) {
        var means = new float[Runs.MEMBERS * cells];
        span.addMean(ofSurface ? surface : rootZone, means.length, means, 0);
        return means;
    }

    /** Surface of the control under given weather, {@code [cell]}. */
    public float[] control(int day) {
        return Arrays.copyOfRange(control, day * cells, (day + 1) * cells);
    }
}
