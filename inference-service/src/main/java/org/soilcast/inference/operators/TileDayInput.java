package org.soilcast.inference.operators;

import java.util.Arrays;

/**
 * One aligned day of one tile as it enters the job. Arrays are [cell] and are not copied.
 *
 * @param tile tile number
 * @param epochDay valid date in the domain's own day, days since 1970-01-01
 * @param revision highest input version used for the day
 * @param precipitationMmPerDay precipitation, mm/day
 * @param airTemperatureC daily mean air temperature, °C
 * @param potentialEvapotranspirationMmPerDay potential evapotranspiration, mm/day
 * @param observedM3PerM3 accepted retrieval of surface soil moisture, m3/m3, NaN where there is none
 * @param quality bits of {@code QualityFlags}
 */
public record TileDayInput(
        int tile,
        long epochDay,
        int revision,
        float[] precipitationMmPerDay,
        float[] airTemperatureC,
        float[] potentialEvapotranspirationMmPerDay,
        float[] observedM3PerM3,
        int[] quality) {
    public TileDayInput {
        int cells = precipitationMmPerDay.length;
        if (airTemperatureC.length != cells
                || potentialEvapotranspirationMmPerDay.length != cells
                || observedM3PerM3.length != cells
                || quality.length != cells) {
            throw new IllegalArgumentException("tile " + tile + ": arrays of different lengths, expected " + cells);
        }
    }

    /** Number of cells. */
    int cells() {
        return precipitationMmPerDay.length;
    }

    /** Whether every value is the same, bit for bit: such a day changes nothing. */
    boolean sameAs(TileDayInput other) {
        return tile == other.tile
                && epochDay == other.epochDay
                && revision == other.revision
                && Arrays.equals(precipitationMmPerDay, other.precipitationMmPerDay)
                && Arrays.equals(airTemperatureC, other.airTemperatureC)
                && Arrays.equals(potentialEvapotranspirationMmPerDay, other.potentialEvapotranspirationMmPerDay)
                && Arrays.equals(observedM3PerM3, other.observedM3PerM3)
                && Arrays.equals(quality, other.quality);
    }
}
