package org.soilcast.schemas;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bits of every {@code quality} field, per cell and day. 0 means: nothing filled but wind, which is 2 m/s where it
 * is missing, and potential evapotranspiration by Penman–Monteith, of daily extremes or of daily means with measured
 * long-wave radiation.
 */
public final class QualityFlags {
    /** Air temperature interpolated between neighbouring days (at most 3 missing). */
    public static final int TEMPERATURE_INTERPOLATED = 1;
    /** Air temperature, mean or daily extreme, taken from the cell's normals. */
    public static final int TEMPERATURE_FROM_NORMALS = 1 << 1;
    /** Precipitation missing, taken as 0. */
    public static final int PRECIPITATION_FILLED = 1 << 2;
    /** Radiation taken from the cell's normals. */
    public static final int RADIATION_FROM_NORMALS = 1 << 3;
    /** Humidity taken from the cell's normals. */
    public static final int HUMIDITY_FROM_NORMALS = 1 << 4;
    /** Potential evapotranspiration by Priestley and Taylor (1972). */
    public static final int PET_PRIESTLEY_TAYLOR = 1 << 5;
    /** Potential evapotranspiration by Hargreaves and Samani (1985). */
    public static final int PET_HARGREAVES = 1 << 6;
    /** The retrieval carries the source's flag “not recommended”. */
    public static final int RETRIEVAL_NOT_RECOMMENDED = 1 << 7;
    /** The retrieval exceeds the cell's porosity; kept, never assimilated. */
    public static final int RETRIEVAL_ABOVE_POROSITY = 1 << 8;
    /** Air temperature taken as the mean of the tile's other cells on that day. */
    public static final int TEMPERATURE_FROM_TILE = 1 << 9;
    /** Radiation, humidity or daily extremes interpolated between neighbouring days (at most 3 missing). */
    public static final int PET_INPUT_INTERPOLATED = 1 << 10;
    /** Radiation, humidity or daily extremes taken as the mean of the tile's other cells on that day. */
    public static final int PET_INPUT_FROM_TILE = 1 << 11;

    /** Weather and retrievals are made up: the domain is synthetic. */
    public static final int SYNTHETIC = 1 << 12;
    /** Potential evapotranspiration by Oudin et al. (2005), of the mean air temperature alone. */
    public static final int PET_OUDIN = 1 << 13;

    /** The filter used the retrieval. */
    public static final int RETRIEVAL_ASSIMILATED = 1 << 14;
    /** Not assimilated: it rained too much on that day. */
    public static final int RETRIEVAL_IN_HEAVY_RAIN = 1 << 15;
    /** Not assimilated: snow on the ground. */
    public static final int RETRIEVAL_OVER_SNOW = 1 << 16;
    /** Not assimilated: too cold. */
    public static final int RETRIEVAL_IN_FROST = 1 << 17;
    /** Not assimilated: further from the forecast than both may err. */
    public static final int RETRIEVAL_OUTLIER = 1 << 18;
    /** The forecast before the retrieval contains a learned correction, which the water balance does not have. */
    public static final int FORECAST_CORRECTED = 1 << 19;
    /** The model version has no filter: the analysis is the open loop. */
    public static final int WITHOUT_FILTER = 1 << 20;
    /** Percentiles and classes are ranks among fewer than 30 years. */
    public static final int CLIMATOLOGY_SHORT = 1 << 21;

    /** The weather of the forecast is that of fewer than 5 earlier years. */
    public static final int FEW_TRACE_YEARS = 1 << 22;
    /** The model version has no calibration of forecasts. */
    public static final int FORECAST_UNCALIBRATED = 1 << 23;

    /** The first days of the forecast are under weather that was forecast. */
    public static final int FORECAST_WEATHER = 1 << 24;

    /** What was filled, in words for a person. */
    private static final Map<Integer, String> FILLED = words(
            Map.entry(TEMPERATURE_INTERPOLATED, "air temperature interpolated between neighbouring days"),
            Map.entry(TEMPERATURE_FROM_NORMALS, "air temperature from the cell's normals"),
            Map.entry(TEMPERATURE_FROM_TILE, "air temperature from the tile's other cells"),
            Map.entry(PRECIPITATION_FILLED, "precipitation taken as 0"),
            Map.entry(RADIATION_FROM_NORMALS, "radiation from the cell's normals"),
            Map.entry(HUMIDITY_FROM_NORMALS, "humidity from the cell's normals"),
            Map.entry(PET_INPUT_INTERPOLATED, "radiation, humidity or extremes interpolated between neighbouring days"),
            Map.entry(PET_INPUT_FROM_TILE, "radiation, humidity or extremes from the tile's other cells"));

    /** Why a retrieval was not used, in words for a person. */
    private static final Map<Integer, String> REFUSALS = words(
            Map.entry(WITHOUT_FILTER, "the model version has no filter"),
            Map.entry(RETRIEVAL_NOT_RECOMMENDED, "the source does not recommend it"),
            Map.entry(RETRIEVAL_ABOVE_POROSITY, "above the cell's porosity"),
            Map.entry(RETRIEVAL_IN_HEAVY_RAIN, "it rained too much"),
            Map.entry(RETRIEVAL_OVER_SNOW, "snow on the ground"),
            Map.entry(RETRIEVAL_IN_FROST, "too cold"),
            Map.entry(RETRIEVAL_OUTLIER, "too far from the forecast"));

    private QualityFlags() {}

    /** What of the weather was missing and how it was filled; empty when nothing was. */
    public static List<String> filled(int quality) {
        return said(FILLED, quality);
    }

    /** Why the filter did not use a retrieval; empty when there is none or it was used. */
    public static List<String> refusals(int quality) {
        return said(REFUSALS, quality);
    }

    private static List<String> said(Map<Integer, String> words, int quality) {
        return words.entrySet().stream()
                .filter(word -> (quality & word.getKey()) != 0)
                .map(Map.Entry::getValue)
                .toList();
    }

    @SafeVarargs
    private static Map<Integer, String> words(Map.Entry<Integer, String>... words) {
        var map = new TreeMap<Integer, String>();
        for (Map.Entry<Integer, String> word : words) {
            map.put(word.getKey(), word.getValue());
        }
        return map;
    }
}
