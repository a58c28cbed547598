package org.soilcast.ingest.twin;

import java.util.List;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.twin.Lattice.Stencil;
import org.soilcast.land.physics.PotentialEvapotranspiration;

/**
 * Weather of one cell and day in the system's units, from {@link WeatherDay}'s fields and the cell's climate.
 *
 * <p>Amounts follow a mixed exponential distribution (Wilks 1998), the larger mean in the heart of rain areas (Wilks
 * 1999, Agricultural and Forest Meteorology 96, 85–101); half the sum of two squared standard normals is exponential.
 * Temperature, its daily range and radiation are autoregressive around seasonal means that depend on wet or dry, after
 * Richardson and Wright (1984, WGEN, USDA ARS-8): wet days are cooler, of smaller range, and dim. Humidity follows from
 * the dew point, long-wave radiation from Brutsaert (1975, Water Resources Research 11, 742–744) with the clouds of
 * Crawford and Duchon (1999, Journal of Applied Meteorology 38, 474–480).
 */
final class TwinWeather {
    /** What the twin has; relative humidity it has not. */
    static final List<ForcingVariable> VARIABLES = List.of(
            ForcingVariable.PRECIPITATION_MM_PER_DAY,
            ForcingVariable.AIR_TEMPERATURE_K,
            ForcingVariable.AIR_TEMPERATURE_MIN_K,
            ForcingVariable.AIR_TEMPERATURE_MAX_K,
            ForcingVariable.SHORTWAVE_DOWN_W_PER_M2,
            ForcingVariable.LONGWAVE_DOWN_W_PER_M2,
            ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG,
            ForcingVariable.WIND_SPEED_M_PER_S);

    /** Distance of the nodes that its fields are drawn at. */
    static final double SPACING_M = 300_000;

    private static final double KELVIN_AT_0_C = 273.15;
    private static final double STEFAN_BOLTZMANN_W_PER_M2_K4 = 5.670374e-8;
    private static final double W_PER_M2_OF_1_MJ_PER_M2_DAY = 1 / 0.0864;

    private static final double HEART_SHARE = 0.3;
    /** Mean amounts in the heart and at the fringe of rain areas over the cell's mean; together the mean. */
    private static final double HEART_FACTOR = 2;

    private static final double FRINGE_FACTOR = (1 - HEART_SHARE * HEART_FACTOR) / (1 - HEART_SHARE);
    private static final double LEAST_WET_DAY_MM = 0.1;
    private static final double MOST_MM = 400;

    private static final double CLEAR_SKY_TRANSMISSION = 0.75;

    private TwinWeather() {}

    /** Weather of one cell, in the order of {@link #VARIABLES}, written to [variable][cell] of a tile. */
    static void write(WeatherDay day, TwinCell cell, int dayOfYear, float[] values, int position, int cells) {
        CellClimate climate = cell.climate();
        Stencil place = day.place(cell);
        boolean wet = day.wet(cell, place);
        double cloud = day.value(Purpose.CLOUD, place);

        double wetExcess = (wet ? 1 : 0) - climate.wetShare(day.epochDay());
        double winter = climate.winter(day.epochDay());
        double temperatureC = climate.temperatureC(day.epochDay())
                - 1.5 * wetExcess
                + (3.3 + 1.5 * winter) * day.value(Purpose.TEMPERATURE, place);
        double rangeC = climate.dryDiurnalRangeC()
                * (wet ? 0.65 : 1)
                * StrictMath.exp(0.12 * cloud + 0.18 * day.value(Purpose.DIURNAL_RANGE, place));
        double transmission = clip(wet ? 0.40 + 0.12 * cloud : 0.62 + 0.08 * cloud, 0.12, CLEAR_SKY_TRANSMISSION);
        double topOfAtmosphereWPerM2 = W_PER_M2_OF_1_MJ_PER_M2_DAY
                * PotentialEvapotranspiration.extraterrestrialRadiationMjPerM2Day(climate.latitudeDegrees(), dayOfYear);
        double dewPointC = Math.min(
                temperatureC
                        - rangeC / 2
                        - climate.dewPointDepressionC() * (wet ? 0.25 : 1)
                        + 2 * day.value(Purpose.HUMIDITY, place),
                temperatureC - 0.3);
        double vapourKPa = PotentialEvapotranspiration.saturationVapourPressureKPa(dewPointC);
        double pressureKPa = PotentialEvapotranspiration.atmosphericPressureKPa(climate.elevationM());

        float[] ofCell = {
            (float) (wet ? amountMm(day, cell, place) : 0),
            (float) (temperatureC + KELVIN_AT_0_C),
            (float) (temperatureC - rangeC / 2 + KELVIN_AT_0_C),
            (float) (temperatureC + rangeC / 2 + KELVIN_AT_0_C),
            (float) (transmission * topOfAtmosphereWPerM2),
            (float) longwaveWPerM2(temperatureC + KELVIN_AT_0_C, vapourKPa, transmission),
            (float) (0.622 * vapourKPa / (pressureKPa - 0.378 * vapourKPa)),
            (float) clip(climate.windMPerS() * StrictMath.exp(0.35 * day.value(Purpose.WIND, place)), 0.3, 15)
        };
        for (int variable = 0; variable < ofCell.length; variable++) {
            values[variable * cells + position] = ofCell[variable];
        }
    }

    private static double amountMm(WeatherDay day, TwinCell cell, Stencil place) {
        double meanMm = (cell.climate().wetDayMeanMm() - LEAST_WET_DAY_MM)
                * (day.inHeart(cell, place, HEART_SHARE) ? HEART_FACTOR : FRINGE_FACTOR);
        double first = day.value(Purpose.AMOUNT_1, place);
        double second = day.value(Purpose.AMOUNT_2, place);
        return Math.min(LEAST_WET_DAY_MM + meanMm * (first * first + second * second) / 2, MOST_MM);
    }

    private static double longwaveWPerM2(double temperatureK, double vapourKPa, double transmission) {
        double clearSky = 1.24 * StrictMath.pow(10 * vapourKPa / temperatureK, 1.0 / 7); // vapour pressure in hPa
        double clouds = 1 - transmission / CLEAR_SKY_TRANSMISSION;
        double squared = temperatureK * temperatureK;
        return (clouds + (1 - clouds) * Math.min(clearSky, 1)) * STEFAN_BOLTZMANN_W_PER_M2_K4 * squared * squared;
    }

    private static double clip(double x, double lowest, double highest) {
        return Math.max(lowest, Math.min(x, highest));
    }
}
