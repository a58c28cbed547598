package org.soilcast.dayline.correction;

/**
 * What a cell remembers of its errors and its weather besides the states of the land model, one float each; the order of
 * rows in {@code [row][cell]}. All begin at 0 unless stated.
 */
public enum MemoryRow {
    /** β of the ensemble filter: how much wetter the model is than the retrievals, m3/m3. */
    FILTER_BIAS,
    /** Slow error of the open loop as last estimated, m3/m3. */
    SLOW_ERROR,
    /** Fast error of the open loop, m3/m3. */
    FAST_ERROR,
    /** Variance of the slow error; begins at its climate. */
    SLOW_VARIANCE,
    /** Covariance of both. */
    SLOW_FAST_COVARIANCE,
    /** Variance of the fast error; begins at its climate. */
    FAST_VARIANCE,
    /** Last retrieval less the open loop of its day, m3/m3. */
    LAST_RESIDUAL,
    /** Days since the last retrieval; begins, and stays, at {@link CellMemory#OLDEST_DAYS} without one. */
    RETRIEVAL_AGE_DAYS,
    /** Open loop on the day of the last retrieval, m3/m3. */
    OPEN_LOOP_AT_RETRIEVAL,
    /** The last retrieval, m3/m3. */
    LAST_RETRIEVAL,
    /** Rain since the last retrieval, up to yesterday, mm. */
    RAIN_SINCE_RETRIEVAL_MM,
    /** Running mean of squared innovations of the residual filter; begins at .03². */
    INNOVATION_SQUARE,
    /** Yesterday's open loop, m3/m3. */
    OPEN_LOOP_YESTERDAY,
    /** Yesterday's precipitation, mm/day. */
    RAIN_YESTERDAY,
    /** Yesterday's air temperature, °C. */
    AIR_TEMPERATURE_YESTERDAY,
    /** Yesterday's potential evapotranspiration, mm/day. */
    DEMAND_YESTERDAY,
    /** Rain of the days up to yesterday that fades to 1/e in 5 days, mm. */
    RAIN_OF_5_DAYS,
    /** The same in 20 days. */
    RAIN_OF_20_DAYS,
    /** Potential evapotranspiration that fades to 1/e in 10 days, mm. */
    DEMAND_OF_10_DAYS
}
