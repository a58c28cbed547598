package org.soilcast.inference.tile;

import java.util.Arrays;

/**
 * One aligned day of one tile as it crosses the job; or, on the same way so that it keeps its place among them, the
 * request for a forecast from that day, or the weather forecast on it.
 *
 * @param kind which of them
 * @param tile tile number
 * @param epochDay valid date in the domain's own day, days since 1970-01-01
 * @param revision highest input version used for the day
 * @param requiredVersion model version that the day is computed with; it waits for it
 * @param requiredFromEpochDay first date that requires this version, {@link #FROM_THE_FIRST_DAY} for the first one
 * @param values {@link DayValues} of the day; {@link ForecastDays} of forecast weather; empty in a request
 */
public record TileDayInput(
        Kind kind,
        int tile,
        long epochDay,
        int revision,
        int requiredVersion,
        long requiredFromEpochDay,
        byte[] values) {
    /** Version that days require before any other has been activated. */
    public static final int FIRST_VERSION = 1;
    /** No date: the first version is required as early as it can be. */
    public static final long FROM_THE_FIRST_DAY = Integer.MIN_VALUE;

    /** What an input is. */
    public enum Kind {
        /** A day to be computed. */
        DAY,
        /** The request for a forecast from the end of the date. */
        FORECAST_RUN,
        /** Weather of the days behind the date, as forecast on it. */
        FORECAST_WEATHER
    }

    /**
     * A day that requires the first version. Arrays are [cell]; the drivers are rounded to 16 bits here.
     *
     * @param precipitationMmPerDay precipitation, mm/day
     * @param airTemperatureC daily mean air temperature, °C
     * @param potentialEvapotranspirationMmPerDay potential evapotranspiration, mm/day
     * @param observedM3PerM3 accepted retrieval of surface soil moisture, m3/m3, NaN where there is none
     * @param quality bits of {@code QualityFlags}
     */
    public static TileDayInput of(
            int tile,
            long epochDay,
            int revision,
            float[] precipitationMmPerDay,
            float[] airTemperatureC,
            float[] potentialEvapotranspirationMmPerDay,
            float[] observedM3PerM3,
            int[] quality) {
        return new TileDayInput(
                Kind.DAY,
                tile,
                epochDay,
                revision,
                FIRST_VERSION,
                FROM_THE_FIRST_DAY,
                DayValues.packed(
                        precipitationMmPerDay,
                        airTemperatureC,
                        potentialEvapotranspirationMmPerDay,
                        observedM3PerM3,
                        quality));
    }

    /** The request for a forecast of a tile from the end of a day. */
    public static TileDayInput forecastRun(int tile, long epochDay) {
        return new TileDayInput(Kind.FORECAST_RUN, tile, epochDay, 1, FIRST_VERSION, FROM_THE_FIRST_DAY, new byte[0]);
    }

    /**
     * Weather that was forecast on a date.
     *
     * @param revision version of the forecast; a higher one replaces it
     */
    public static TileDayInput forecastWeather(int tile, long epochDay, int revision, ForecastDays days) {
        return new TileDayInput(
                Kind.FORECAST_WEATHER, tile, epochDay, revision, FIRST_VERSION, FROM_THE_FIRST_DAY, days.bytes());
    }

    /** The same day, to be computed with another version, which days require from a date on. */
    public TileDayInput requiring(int version, long fromEpochDay) {
        return new TileDayInput(kind, tile, epochDay, revision, version, fromEpochDay, values);
    }

    /** Number of cells. */
    public int cells() {
        return DayValues.cells(values);
    }

    /** Whether every value is the same, bit for bit: such a day changes nothing. */
    public boolean sameAs(TileDayInput other) {
        return tile == other.tile
                && epochDay == other.epochDay
                && revision == other.revision
                && Arrays.equals(values, other.values);
    }
}
