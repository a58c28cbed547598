package org.soilcast.dayline.correction;

/**
 * What the correction is computed from, the order of {@code [feature][cell]}: nothing that is fixed about a cell, since
 * that is learned by heart and fails at other cells.
 */
public enum Feature {
    /** Slow error, m3/m3. */
    SLOW_ERROR,
    /** Fast error, m3/m3. */
    FAST_ERROR,
    /** Open loop with both, m3/m3. */
    RESIDUAL_FORECAST,
    /** Square root of the innovation's variance by the residual filter, m3/m3. */
    INNOVATION_SD,
    /** Open loop, m3/m3. */
    OPEN_LOOP,
    /** Its change since yesterday. */
    OPEN_LOOP_CHANGE,
    /** Last retrieval less the open loop of its day. */
    LAST_RESIDUAL,
    /** Logarithm of its age in days. */
    LOG_AGE,
    /** Open loop now less that of the last retrieval's day. */
    OPEN_LOOP_SINCE_RETRIEVAL,
    /** Last retrieval, m3/m3. */
    LAST_RETRIEVAL,
    /** ln(1 + rain since then in mm), today's not counted. */
    LOG_RAIN_SINCE_RETRIEVAL,
    /** Root of the running mean of squared innovations, m3/m3. */
    INNOVATION_RMS,
    /** ln(1 + today's rain in mm). */
    LOG_RAIN,
    /** The same of yesterday. */
    LOG_RAIN_YESTERDAY,
    /** Air temperature, °C. */
    AIR_TEMPERATURE,
    /** Yesterday's. */
    AIR_TEMPERATURE_YESTERDAY,
    /** Sine of the day of the year's angle. */
    SEASON_SINE,
    /** Its cosine. */
    SEASON_COSINE,
    /** Potential evapotranspiration, mm/day. */
    DEMAND,
    /** Yesterday's. */
    DEMAND_YESTERDAY,
    /** ln(1 + rain of about 5 days). */
    LOG_RAIN_OF_5_DAYS,
    /** ln(1 + rain of about 20 days). */
    LOG_RAIN_OF_20_DAYS,
    /** ln(1 + potential evapotranspiration of about 10 days). */
    LOG_DEMAND_OF_10_DAYS
}
