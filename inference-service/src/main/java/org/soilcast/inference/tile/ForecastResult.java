package org.soilcast.inference.tile;

/**
 * Forecast of one tile. Arrays {@code [depth][…]} are of surface and root zone.
 *
 * @param tile tile number
 * @param epochDay issue date, days since 1970-01-01
 * @param issue how often this date's forecast has been issued, 1-based
 * @param modelVersion version of bundle and tile-model
 * @param revision revision of the issue date's tile-day
 * @param traceYears earlier years of which the weather was taken
 * @param forecastWeatherDays so many leads are under weather that was forecast
 * @param calibrated whether the surface is calibrated
 * @param firstLeadDays [span]
 * @param lastLeadDays [span]
 * @param values [depth][{@link org.soilcast.dayline.forecast.TileForecast.Value}][span][cell]
 * @param classMembers [depth][class][span][cell], members in each class; empty without a climatology
 * @param droughtClass [span][cell], number of the root zone's class, NaN without a climatology
 * @param droughtProbability [span][cell], of that class or a drier one
 * @param quality bits of {@code QualityFlags}, [cell]
 */
public record ForecastResult(
        int tile,
        long epochDay,
        int issue,
        int modelVersion,
        int revision,
        int traceYears,
        int forecastWeatherDays,
        boolean calibrated,
        int[] firstLeadDays,
        int[] lastLeadDays,
        float[] values,
        byte[] classMembers,
        float[] droughtClass,
        float[] droughtProbability,
        int[] quality) {}
