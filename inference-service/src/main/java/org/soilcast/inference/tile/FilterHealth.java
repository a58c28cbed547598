package org.soilcast.inference.tile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.soilcast.dayline.DayReport;
import org.soilcast.dayline.Reported;
import org.soilcast.dayline.filter.AnalysisFlags;
import org.soilcast.inference.tile.DayStep.ComputedDay;

/**
 * Adds up how well the filter's forecasts and their spread go with the retrievals that it used, since the operator's start. A
 * day counts once, when it is first computed: rewinds would count the days around late input again and again. What the
 * published forecast has of a learned correction does not count: it is the filter that is judged.
 *
 * <p>What a tile's cells had as last innovation is not part of the state: after a restart the pairs begin anew.
 */
public final class FilterHealth {
    private final double[] sums = new double[HealthSum.values().length];
    /** Standardised innovation of each cell's last retrieval, [cell], by tile; NaN before the first. */
    private final Map<Integer, float[]> last = new HashMap<>();

    /** Shows its sums there. */
    public FilterHealth(MetricGroup metrics) {
        for (HealthSum sum : HealthSum.values()) {
            metrics.gauge(sum.scopedName(), (Gauge<Double>) () -> sums[sum.ordinal()]);
        }
    }

    /** Takes a day, and what is published of it. */
    public void add(ComputedDay day, TileResult result) {
        if (result.issue() != 1) {
            return;
        }
        DayReport report = day.report();
        float[] before = last.computeIfAbsent(result.tile(), tile -> unknown(report.cells()));
        for (int cell = 0; cell < report.cells(); cell++) {
            if ((report.flags(cell) & AnalysisFlags.ASSIMILATED) != 0) {
                before[cell] = addRetrieval(
                        day.values().observedM3PerM3()[cell],
                        report.get(Reported.FILTER_FORECAST, cell),
                        report.get(Reported.FILTER_FORECAST_SD, cell),
                        report.get(Reported.FILTER_ANALYSIS, cell),
                        before[cell]);
            }
            add(HealthSum.INCREMENT_MM, day.incrementMm()[cell]);
        }
        add(HealthSum.CELL_DAYS, report.cells());
    }

    /** Takes a retrieval, and gives its standardised innovation. */
    private float addRetrieval(float observed, float forecast, float forecastSd, float analysis, float before) {
        double forecastError = observed - forecast;
        double analysisError = observed - analysis;
        double standardised = forecastError / forecastSd;
        add(HealthSum.RETRIEVALS, 1);
        add(HealthSum.STANDARDISED, standardised);
        add(HealthSum.STANDARDISED_SQUARED, standardised * standardised);
        add(HealthSum.FORECAST_ERROR, forecastError);
        add(HealthSum.FORECAST_ERROR_SQUARED, forecastError * forecastError);
        add(HealthSum.ANALYSIS_ERROR, analysisError);
        add(HealthSum.ANALYSIS_ERROR_SQUARED, analysisError * analysisError);
        if (!Float.isNaN(before)) {
            add(HealthSum.PAIRS, 1);
            add(HealthSum.LAGGED_PRODUCT, standardised * before);
        }
        return (float) standardised;
    }

    private void add(HealthSum sum, double value) {
        sums[sum.ordinal()] += value;
    }

    private static float[] unknown(int cells) {
        var values = new float[cells];
        Arrays.fill(values, Float.NaN);
        return values;
    }
}
