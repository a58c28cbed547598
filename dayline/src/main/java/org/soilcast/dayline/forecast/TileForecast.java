package org.soilcast.dayline.forecast;

import java.util.Arrays;
import java.util.List;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.dayline.ensemble.Runs;

/** What is forecast of a tile: for each span of leads, depth and cell the values of {@link Value}, and drought classes. */
public final class TileForecast {
    private static final int VALUES = Value.values().length;
    private static final int CLASSES = DroughtClass.values().length;
    private static final int DEPTHS = Depth.values().length;

    /** Quantiles that are reported, in per cent. */
    static final int[] PERCENT = {5, 25, 50, 75, 95};

    /** What is forecast, m3/m3 unless stated; NaN where unknown. */
    public enum Value {
        /** Mean. */
        MEAN,
        /** Standard deviation, without the error of a retrieval. */
        SD,
        /** Quantile of 5 %. */
        QUANTILE_5,
        /** Quantile of 25 %. */
        QUANTILE_25,
        /** Quantile of 50 %. */
        QUANTILE_50,
        /** Quantile of 75 %. */
        QUANTILE_75,
        /** Quantile of 95 %. */
        QUANTILE_95,
        /** Percentile of the members' mean in the climatology of the model, 0 … 100. */
        PERCENTILE
    }

    private final int issueEpochDay;
    private final int cells;
    private final List<ForecastSpan> spans;
    private final boolean calibrated;
    private final boolean fewYears;
    private final float[] values; // [depth][span][value][cell]
    private final float[] classMembers; // [depth][span][class][cell]

    TileForecast(int issueEpochDay, int cells, List<ForecastSpan> spans, boolean calibrated, boolean fewYears) {
        this.issueEpochDay = issueEpochDay;
        this.cells = cells;
        this.spans = spans;
        this.calibrated = calibrated;
        this.fewYears = fewYears;
        values = new float[DEPTHS * spans.size() * VALUES * cells];
        classMembers = new float[DEPTHS * spans.size() * CLASSES * cells];
        Arrays.fill(values, Float.NaN);
        Arrays.fill(classMembers, Float.NaN);
    }

    /** Last day that was known, days since 1970-01-01. */
    public int issueEpochDay() {
        return issueEpochDay;
    }

    /** Spans of leads, in the order of what is reported. */
    public List<ForecastSpan> spans() {
        return spans;
    }

    /** Whether the surface is calibrated; the root zone, which nothing observes, never is. */
    public boolean isCalibrated() {
        return calibrated;
    }

    /** Whether the weather is that of fewer than {@link TraceDates#ENOUGH_YEARS} earlier years. */
    public boolean isOfFewYears() {
        return fewYears;
    }

    /** Number of cells. */
    public int cells() {
        return cells;
    }

    /** A value of a cell. */
    public float get(Depth depth, int span, Value value, int cell) {
        return values[at(depth, span, value) + cell];
    }

    /** A value of all cells, {@code [cell]}; a copy. */
    public float[] row(Depth depth, int span, Value value) {
        int at = at(depth, span, value);
        return Arrays.copyOfRange(values, at, at + cells);
    }

    /** Probability of a drought class, 0 … 1: the share of members in it; NaN without a climatology. */
    public float probability(Depth depth, int span, DroughtClass droughtClass, int cell) {
        return classMembers[classesAt(depth, span) + droughtClass.ordinal() * cells + cell] / Runs.MEMBERS;
    }

    /** Probability of a class or a drier one, 0 … 1. */
    public float probabilityUpTo(Depth depth, int span, DroughtClass droughtClass, int cell) {
        float sum = 0;
        for (int each = 0; each <= droughtClass.ordinal(); each++) {
            sum += classMembers[classesAt(depth, span) + each * cells + cell];
        }
        return sum / Runs.MEMBERS;
    }

    void put(Depth depth, int span, Value value, int cell, float number) {
        values[at(depth, span, value) + cell] = number;
    }

    void putClasses(Depth depth, int span, float[] counts) {
        System.arraycopy(counts, 0, classMembers, classesAt(depth, span), counts.length);
    }

    private int at(Depth depth, int span, Value value) {
        return ((depth.ordinal() * spans.size() + span) * VALUES + value.ordinal()) * cells;
    }

    private int classesAt(Depth depth, int span) {
        return (depth.ordinal() * spans.size() + span) * CLASSES * cells;
    }

    /** All numbers in their order, to compare bits with. */
    public float[] all() {
        float[] all = Arrays.copyOf(values, values.length + classMembers.length);
        System.arraycopy(classMembers, 0, all, values.length, classMembers.length);
        return all;
    }
}
