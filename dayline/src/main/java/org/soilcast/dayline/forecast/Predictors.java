package org.soilcast.dayline.forecast;

import org.soilcast.dayline.TileState;
import org.soilcast.dayline.correction.CellMemory;
import org.soilcast.dayline.correction.MemoryRow;
import org.soilcast.dayline.filter.EnsembleFilter;

/**
 * What the calibrated surface is computed from: {@code [span][term][cell]} of its mean and of its variance.
 */
public final class Predictors {
    /** Terms of the mean, m3/m3, after a constant 1. */
    public enum OfMean {
        /** Nothing but the constant. */
        CONSTANT,
        /** Mean of the open loops under the weather. */
        OPEN_LOOP,
        /** Slow error of the open loop, faded. */
        SLOW_ERROR,
        /** Fast error, faded. */
        FAST_ERROR,
        /** What the networks of the correction add. */
        LEARNED,
        /** Mean of the members, less the filter's faded bias and the open loop. */
        ANALYSIS,
        /** Open loop at the issue. */
        OPEN_LOOP_AT_ISSUE
    }

    /** Terms of the variance, (m3/m3)². */
    public enum OfVariance {
        /** Nothing but the constant. */
        CONSTANT,
        /** Variance of the members. */
        MEMBERS,
        /** Running mean of the cell's squared innovations at the issue. */
        INNOVATIONS
    }

    /** Number of terms of the mean. */
    public static final int MEAN_TERMS = OfMean.values().length;
    /** Number of terms of the variance. */
    public static final int VARIANCE_TERMS = OfVariance.values().length;

    private final int cells;
    private final float[] ofMean;
    private final float[] ofVariance;

    private Predictors(int spans, int cells) {
        this.cells = cells;
        ofMean = new float[spans * MEAN_TERMS * cells];
        ofVariance = new float[spans * VARIANCE_TERMS * cells];
    }

    /** Of a forecast's runs. */
    public static Predictors of(IssuedTile tile, ForecastWeather weather, RunSeries series) {
        int cells = tile.cells();
        var spans = ForecastSpan.of(series.days());
        var predictors = new Predictors(spans.size(), cells);
        CorrectionPath path = CorrectionPath.of(tile, weather, series);
        CellMemory memory = TileState.memory(tile.ownState(), cells);
        float[] openLoop = series.meanOpenLoops();
        for (int i = 0; i < spans.size(); i++) {
            ForecastSpan span = spans.get(i);
            float[] members = series.members(true, span);
            var mean = new float[cells];
            var variance = new float[cells];
            EnsembleFilter.moments(members, mean, variance, cells);
            predictors.add(i, OfMean.OPEN_LOOP, span, openLoop);
            predictors.add(i, OfMean.SLOW_ERROR, span, path.slow());
            predictors.add(i, OfMean.FAST_ERROR, span, path.fast());
            predictors.add(i, OfMean.LEARNED, span, path.learned());
            var bias = new float[cells];
            span.addMean(path.bias(), cells, bias, 0);
            for (int cell = 0; cell < cells; cell++) {
                float unassimilated = predictors.mean(i, OfMean.OPEN_LOOP, cell);
                predictors.ofMean[predictors.at(i, OfMean.CONSTANT) + cell] = 1;
                predictors.ofMean[predictors.at(i, OfMean.ANALYSIS) + cell] = mean[cell] - bias[cell] - unassimilated;
                predictors.ofMean[predictors.at(i, OfMean.OPEN_LOOP_AT_ISSUE) + cell] = tile.openLoopSurface(cell);
                predictors.ofVariance[predictors.at(i, OfVariance.CONSTANT) + cell] = 1;
                predictors.ofVariance[predictors.at(i, OfVariance.MEMBERS) + cell] = variance[cell];
                predictors.ofVariance[predictors.at(i, OfVariance.INNOVATIONS) + cell] =
                        memory.get(MemoryRow.INNOVATION_SQUARE, cell);
            }
        }
        return predictors;
    }

    private void add(int span, OfMean term, ForecastSpan days, float[] ofDays) {
        days.addMean(ofDays, cells, ofMean, at(span, term));
    }

    private int at(int span, OfMean term) {
        return (span * MEAN_TERMS + term.ordinal()) * cells;
    }

    private int at(int span, OfVariance term) {
        return (span * VARIANCE_TERMS + term.ordinal()) * cells;
    }

    /** A term of the mean. */
    public float mean(int span, OfMean term, int cell) {
        return ofMean[at(span, term) + cell];
    }

    /** A term of the variance. */
    public float variance(int span, OfVariance term, int cell) {
        return ofVariance[at(span, term) + cell];
    }
}
