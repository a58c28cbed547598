package org.soilcast.ingest.twin;

/**
 * Climate of one cell: what its weather varies around. Seasons are cosines of the year, of northern mid-latitudes.
 *
 * @param latitudeDegrees north positive
 * @param elevationM above sea level
 * @param meanTemperatureC annual mean
 * @param temperatureAmplitudeC half the difference between the warmest and the coldest time of the year
 * @param wetShare annual share of wet days
 * @param wetSeasonDay day of the year with most wet days
 * @param wetDayMeanMm mean precipitation of a wet day
 * @param dryDiurnalRangeC daily maximum less minimum on a dry day
 * @param dewPointDepressionC daily minimum less dew point on a dry day
 * @param windMPerS median daily wind at 2 m
 */
record CellClimate(
        double latitudeDegrees,
        double elevationM,
        double meanTemperatureC,
        double temperatureAmplitudeC,
        double wetShare,
        double wetSeasonDay,
        double wetDayMeanMm,
        double dryDiurnalRangeC,
        double dewPointDepressionC,
        double windMPerS) {
    private static final double DAYS_PER_YEAR = 365.2425;
    private static final double COLDEST_DAY = 17;
    /** Share of wet days in the wet season above its annual mean, as a share of that. */
    private static final double WET_SEASONALITY = 0.3;

    CellClimate {
        if (!(wetShare > 0 && wetShare < 0.6 && wetDayMeanMm > 0)) {
            throw new IllegalArgumentException(
                    "expected wet days in 0..0.6 and more than 0 mm, found " + wetShare + ", " + wetDayMeanMm);
        }
    }

    /**
     * Climate of a place.
     *
     * @param moistness 0 desert to 1 rain forest edge
     * @param wetSeason standard normal, shifts the wet season around early June
     * @param continentality standard normal, more of it gives a larger annual amplitude
     * @param windiness standard normal
     */
    static CellClimate of(
            double latitudeDegrees,
            double elevationM,
            double moistness,
            double wetSeason,
            double continentality,
            double windiness) {
        double latitude = Math.abs(latitudeDegrees);
        return new CellClimate(
                latitudeDegrees,
                elevationM,
                39.5 - 0.65 * latitude - 0.0055 * elevationM,
                2 + 0.26 * latitude + 1.5 * continentality,
                0.14 + 0.28 * moistness,
                155 + 50 * wetSeason,
                4 + 6 * moistness,
                16 - 5 * moistness,
                1 + 7 * (1 - moistness),
                2.2 * StrictMath.exp(0.2 * windiness));
    }

    /** Mean annual precipitation, mm. */
    double annualPrecipitationMm() {
        return DAYS_PER_YEAR * wetShare * wetDayMeanMm;
    }

    /** Share of wet days at this time of the year. */
    double wetShare(long epochDay) {
        return wetShare * (1 + WET_SEASONALITY * seasonal(epochDay, wetSeasonDay));
    }

    /** Mean temperature at this time of the year, °C. */
    double temperatureC(long epochDay) {
        return meanTemperatureC - temperatureAmplitudeC * winter(epochDay);
    }

    /** 1 at the coldest time of the year, −1 at the warmest. */
    double winter(long epochDay) {
        return seasonal(epochDay, COLDEST_DAY);
    }

    private static double seasonal(long epochDay, double dayOfMost) {
        double days = epochDay - dayOfMost; // day 0 of the epoch is a first of January
        return StrictMath.cos(2 * Math.PI * (days / DAYS_PER_YEAR - Math.floor(days / DAYS_PER_YEAR)));
    }
}
