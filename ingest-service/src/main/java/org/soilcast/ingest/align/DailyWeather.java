package org.soilcast.ingest.align;

import static org.soilcast.schemas.QualityFlags.PET_HARGREAVES;
import static org.soilcast.schemas.QualityFlags.PET_OUDIN;
import static org.soilcast.schemas.QualityFlags.PET_PRIESTLEY_TAYLOR;

import org.soilcast.land.physics.PotentialEvapotranspiration;

/**
 * One cell's weather of one day, NaN for what is not known, and the choice of the best method of potential
 * evapotranspiration it allows: Penman–Monteith of daily extremes, else of daily means with measured long-wave radiation,
 * else Priestley–Taylor, else Hargreaves, else of the mean temperature alone, which every day that can be closed has.
 *
 * @param airTemperatureK daily mean
 * @param airTemperatureMinK daily minimum
 * @param airTemperatureMaxK daily maximum
 * @param shortwaveDownWPerM2 daily mean
 * @param longwaveDownWPerM2 daily mean
 * @param specificHumidityKgPerKg daily mean
 * @param relativeHumidityPercent daily mean
 * @param windSpeed2mMPerS daily mean at 2 m; where unknown, 2 m/s as FAO-56 advises (its page 63)
 */
public record DailyWeather(
        float airTemperatureK,
        float airTemperatureMinK,
        float airTemperatureMaxK,
        float shortwaveDownWPerM2,
        float longwaveDownWPerM2,
        float specificHumidityKgPerKg,
        float relativeHumidityPercent,
        float windSpeed2mMPerS) {
    /** Highest value a record takes, mm/day; reached only by contradictory weather within the limits of each value. */
    static final float HIGHEST_MM_PER_DAY = 30;

    private static final double KELVIN_AT_0_C = 273.15;
    private static final double WORLD_MEAN_WIND_M_PER_S = 2;

    /**
     * Potential evapotranspiration and how it was found.
     *
     * @param mmPerDay 0..30; NaN when not even the mean temperature is known
     * @param flag bit of QualityFlags that names the method; 0 for Penman–Monteith of either kind
     */
    public record Potential(float mmPerDay, int flag) {}

    /** Potential evapotranspiration by the best method that has all it needs. */
    public Potential potentialEvapotranspiration(float latitudeDegrees, float elevationM, int dayOfYear) {
        double vapourPressureKPa = vapourPressureKPa(elevationM);
        double wind = Float.isNaN(windSpeed2mMPerS) ? WORLD_MEAN_WIND_M_PER_S : windSpeed2mMPerS;
        if (allKnown(shortwaveDownWPerM2, airTemperatureMinK, airTemperatureMaxK, elevationM)
                && !Double.isNaN(vapourPressureKPa)) {
            return potential(
                    PotentialEvapotranspiration.penmanMonteithMmPerDay(
                            celsius(airTemperatureMinK),
                            celsius(airTemperatureMaxK),
                            celsius(airTemperatureK),
                            vapourPressureKPa,
                            shortwaveDownWPerM2,
                            wind,
                            elevationM,
                            latitudeDegrees,
                            dayOfYear),
                    0);
        }
        if (allKnown(shortwaveDownWPerM2, longwaveDownWPerM2, specificHumidityKgPerKg)) {
            return potential(
                    PotentialEvapotranspiration.penmanMonteithOfMeansMmPerDay(
                            celsius(airTemperatureK),
                            PotentialEvapotranspiration.vapourPressureKPa(specificHumidityKgPerKg, elevationM),
                            shortwaveDownWPerM2,
                            longwaveDownWPerM2,
                            wind,
                            elevationM),
                    0);
        }
        if (allKnown(shortwaveDownWPerM2, longwaveDownWPerM2)) {
            return potential(
                    PotentialEvapotranspiration.priestleyTaylorMmPerDay(
                            celsius(airTemperatureK), shortwaveDownWPerM2, longwaveDownWPerM2, elevationM),
                    PET_PRIESTLEY_TAYLOR);
        }
        if (allKnown(airTemperatureMinK, airTemperatureMaxK)) {
            return potential(
                    PotentialEvapotranspiration.hargreavesMmPerDay(
                            celsius(airTemperatureMinK),
                            celsius(airTemperatureMaxK),
                            celsius(airTemperatureK),
                            latitudeDegrees,
                            dayOfYear),
                    PET_HARGREAVES);
        }
        return potential(
                PotentialEvapotranspiration.oudinMmPerDay(celsius(airTemperatureK), latitudeDegrees, dayOfYear),
                PET_OUDIN);
    }

    /**
     * Actual vapour pressure, kPa: from relative humidity and the mean saturation pressure (FAO-56 equation 19), else from
     * specific humidity; NaN when neither is known.
     */
    private double vapourPressureKPa(float elevationM) {
        if (allKnown(relativeHumidityPercent, airTemperatureMinK, airTemperatureMaxK)) {
            double saturation = (PotentialEvapotranspiration.saturationVapourPressureKPa(celsius(airTemperatureMinK))
                            + PotentialEvapotranspiration.saturationVapourPressureKPa(celsius(airTemperatureMaxK)))
                    / 2;
            return Math.min(relativeHumidityPercent, 100) / 100 * saturation;
        }
        return PotentialEvapotranspiration.vapourPressureKPa(specificHumidityKgPerKg, elevationM);
    }

    private static Potential potential(double mmPerDay, int flag) {
        return new Potential((float) Math.min(mmPerDay, HIGHEST_MM_PER_DAY), flag);
    }

    private static boolean allKnown(float... values) {
        for (float value : values) {
            if (Float.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    /** Degrees Celsius of a temperature in kelvin. */
    static double celsius(float kelvin) {
        return kelvin - KELVIN_AT_0_C;
    }
}
