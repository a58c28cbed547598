package org.soilcast.inference.tile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Sums over cells and days that a land operator keeps of its filter's health, each a gauge of its subtask: what is shown is
 * made of their sums over all subtasks ({@link FilterHealth}).
 */
public enum HealthSum {
    /** Retrievals that the filter used. */
    RETRIEVALS,
    /** Their standardised innovations: retrieval less forecast, over the expected standard deviation of that. */
    STANDARDISED,
    /** Squares of these. */
    STANDARDISED_SQUARED,
    /** Retrievals with another one of the same cell before them. */
    PAIRS,
    /** Products of the standardised innovations of such pairs. */
    LAGGED_PRODUCT,
    /** Retrieval less forecast, m3/m3. */
    FORECAST_ERROR,
    /** Squares of these. */
    FORECAST_ERROR_SQUARED,
    /** Retrieval less analysis, m3/m3. */
    ANALYSIS_ERROR,
    /** Squares of these. */
    ANALYSIS_ERROR_SQUARED,
    /** Days of cells, with retrieval or without. */
    CELL_DAYS,
    /** Water that the analysis has not from weather, mm. */
    INCREMENT_MM;

    private static final String PREFIX = "filter_health_";

    /** Its name among Flink's metrics. */
    public String scopedName() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    /** The sum of that name; empty for any other metric's. */
    public static Optional<HealthSum> of(String scopedName) {
        return Arrays.stream(values())
                .filter(sum -> sum.scopedName().equals(scopedName))
                .findAny();
    }
}
