package org.soilcast.map.forecast;

import java.util.List;
import java.util.function.Function;
import org.soilcast.schemas.avro.Forecast;

/** What a forecast says of each span and cell, in the order in which it is exported. */
public enum ForecastColumn {
    /** Top 5 cm, m3/m3. */
    SURFACE_MEAN("surface_mean", 6, 0, Forecast::getSurfaceMeanM3PerM3),
    /** Its standard deviation, m3/m3. */
    SURFACE_SD("surface_sd", 6, 0, Forecast::getSurfaceSdM3PerM3),
    /** Its quantile of 5 %, m3/m3. */
    SURFACE_Q05("surface_q05", 6, 0, Forecast::getSurfaceQuantilesM3PerM3),
    /** Of 25 %. */
    SURFACE_Q25("surface_q25", 6, 1, Forecast::getSurfaceQuantilesM3PerM3),
    /** Of 50 %. */
    SURFACE_Q50("surface_q50", 6, 2, Forecast::getSurfaceQuantilesM3PerM3),
    /** Of 75 %. */
    SURFACE_Q75("surface_q75", 6, 3, Forecast::getSurfaceQuantilesM3PerM3),
    /** Of 95 %. */
    SURFACE_Q95("surface_q95", 6, 4, Forecast::getSurfaceQuantilesM3PerM3),
    /** Rank among the years, 0–100. */
    SURFACE_PERCENTILE("surface_percentile", 2, 0, Forecast::getSurfacePercentile),
    /** Top metre, m3/m3. */
    ROOT_ZONE_MEAN("rootzone_mean", 6, 0, Forecast::getRootZoneMeanM3PerM3),
    /** Its standard deviation, m3/m3. */
    ROOT_ZONE_SD("rootzone_sd", 6, 0, Forecast::getRootZoneSdM3PerM3),
    /** Its quantile of 5 %, m3/m3. */
    ROOT_ZONE_Q05("rootzone_q05", 6, 0, Forecast::getRootZoneQuantilesM3PerM3),
    /** Of 25 %. */
    ROOT_ZONE_Q25("rootzone_q25", 6, 1, Forecast::getRootZoneQuantilesM3PerM3),
    /** Of 50 %. */
    ROOT_ZONE_Q50("rootzone_q50", 6, 2, Forecast::getRootZoneQuantilesM3PerM3),
    /** Of 75 %. */
    ROOT_ZONE_Q75("rootzone_q75", 6, 3, Forecast::getRootZoneQuantilesM3PerM3),
    /** Of 95 %. */
    ROOT_ZONE_Q95("rootzone_q95", 6, 4, Forecast::getRootZoneQuantilesM3PerM3),
    /** Rank among the years, 0–100. */
    ROOT_ZONE_PERCENTILE("rootzone_percentile", 2, 0, Forecast::getRootZonePercentile),
    /** Class by percentile of the root zone, a whole number. */
    DROUGHT_CLASS("drought_class", 0, 0, Forecast::getDroughtClass),
    /** Probability of that class or a drier one, 0–1. */
    DROUGHT_PROBABILITY("drought_probability", 4, 0, Forecast::getDroughtProbability);

    private final String label;
    private final int decimals;
    private final int block;
    private final Function<Forecast, List<Float>> values;

    ForecastColumn(String label, int decimals, int block, Function<Forecast, List<Float>> values) {
        this.label = label;
        this.decimals = decimals;
        this.block = block;
        this.values = values;
    }

    /** Its name in files. */
    public String label() {
        return label;
    }

    /** Decimals that are kept and printed. */
    public int decimals() {
        return decimals;
    }

    /** Its values of a record, {@code [span][cell]}, of so many; fewer where the record is damaged. */
    List<Float> of(Forecast forecast, int count) {
        List<Float> all = values.apply(forecast);
        int first = Math.min(all.size(), block * count);
        return all.subList(first, Math.min(all.size(), first + count));
    }
}
