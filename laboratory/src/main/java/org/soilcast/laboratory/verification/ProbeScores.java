package org.soilcast.laboratory.verification;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.soilcast.learning.score.CellScores;
import org.soilcast.learning.score.Metric;

/**
 * A prediction against a probe, cell by cell. A cell with fewer than {@value #FEWEST_DAYS} days on which both are known has
 * no score. Immutable.
 */
final class ProbeScores {
    static final int FEWEST_DAYS = 100;

    private final CellScores values;
    private final CellScores anomalies;
    private final int cells;

    private ProbeScores(CellScores values, CellScores anomalies, int cells) {
        this.values = values;
        this.anomalies = anomalies;
        this.cells = cells;
    }

    /**
     * Compares.
     *
     * @param observed {@code [day][cell]}, m3/m3, NaN where missing
     * @param predicted {@code [day][cell]}, m3/m3, NaN where missing
     * @param first date of the first day
     */
    static ProbeScores of(float[] observed, float[] predicted, int cells, LocalDate first) {
        float[] probe = observed.clone();
        float[] model = predicted.clone();
        var days = new int[cells];
        for (int at = 0; at < probe.length; at++) {
            days[at % cells] += Float.isNaN(probe[at] + model[at]) ? 0 : 1;
        }
        for (int at = 0; at < probe.length; at++) { // the mean year of both is that of the same days
            if (Float.isNaN(probe[at] + model[at]) || days[at % cells] < FEWEST_DAYS) {
                probe[at] = Float.NaN;
                model[at] = Float.NaN;
            }
        }
        return new ProbeScores(
                CellScores.of(probe, model, cells),
                CellScores.of(
                        SeasonalAnomalies.of(probe, cells, first), SeasonalAnomalies.of(model, cells, first), cells),
                cells);
    }

    /** A metric of each cell, NaN where not defined. */
    double[] of(Metric metric) {
        return IntStream.range(0, cells)
                .mapToDouble(cell -> values.of(metric, cell))
                .toArray();
    }

    /** Correlation of each cell's anomalies, NaN where not defined. */
    double[] anomalyCorrelation() {
        return IntStream.range(0, cells)
                .mapToDouble(cell -> anomalies.of(Metric.R, cell))
                .toArray();
    }

    /** {@code [day][cell]} with NaN wherever another series has a value: what that one did not see. */
    static float[] without(float[] series, float[] seen) {
        float[] rest = series.clone();
        for (int at = 0; at < rest.length; at++) {
            rest[at] = Float.isNaN(seen[at]) ? rest[at] : Float.NaN;
        }
        return rest;
    }

    /** {@code [day][cell]} with NaN at all cells but some. */
    static float[] only(float[] series, int cells, int... chosen) {
        var some = new float[series.length];
        Arrays.fill(some, Float.NaN);
        for (int cell : chosen) {
            for (int at = cell; at < series.length; at += cells) {
                some[at] = series[at];
            }
        }
        return some;
    }
}
