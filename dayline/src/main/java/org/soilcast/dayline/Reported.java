package org.soilcast.dayline;

/** What is reported of each cell and day, in the order of rows; m3/m3 unless stated, NaN where unknown. */
public enum Reported {
    /** Analysis of the top 5 cm: the control after the retrieval. */
    SURFACE_MEAN,
    /** Its standard deviation over members. */
    SURFACE_SD,
    /** Analysis of the top metre. */
    ROOT_ZONE_MEAN,
    /** Its standard deviation over members. */
    ROOT_ZONE_SD,
    /** Top 5 cm without assimilation. */
    SURFACE_OPEN_LOOP,
    /** Top metre without assimilation. */
    ROOT_ZONE_OPEN_LOOP,
    /** Published forecast of the day's retrieval before it is seen: with the learned correction where there is one. */
    SURFACE_FORECAST,
    /** Standard deviation of a retrieval around it. */
    SURFACE_FORECAST_SD,
    /** The filter's own forecast of the retrieval: control less bias. */
    FILTER_FORECAST,
    /** Standard deviation of a retrieval around it, by the ensemble. */
    FILTER_FORECAST_SD,
    /** What the filter would expect of the retrieval after having seen it: analysis of the control less bias. */
    FILTER_ANALYSIS,
    /** Retrieval less published forecast. */
    INNOVATION,
    /** Water that retrieval, rounding and new parameters added to the analysis, mm. */
    INCREMENT_MM,
    /** Water that rounding and new parameters added to the open loop, mm. */
    OPEN_LOOP_INCREMENT_MM,
    /** Percentile of the surface analysis in its climatology, 0 … 100. */
    SURFACE_PERCENTILE,
    /** Percentile of the root-zone analysis, 0 … 100; the drought class goes by it. */
    ROOT_ZONE_PERCENTILE,
    /** {@link org.soilcast.dayline.drought.SoilWaterDeficitIndex} of the root-zone analysis. */
    SOIL_WATER_DEFICIT
}
