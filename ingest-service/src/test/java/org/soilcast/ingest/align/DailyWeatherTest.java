package org.soilcast.ingest.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.soilcast.ingest.align.DailyWeather.Potential;
import org.soilcast.schemas.QualityFlags;

/** The day of FAO-56 example 18 (Brussels, 6 July): ETo 3.9 mm/day. */
class DailyWeatherTest {
    private static final float NONE = Float.NaN;
    private static final float MEAN_K = 290.05f;
    private static final float MIN_K = 285.45f;
    private static final float MAX_K = 294.65f;
    private static final float SHORTWAVE_W_PER_M2 = 22.07f / 0.0864f;
    private static final float LONGWAVE_W_PER_M2 = 340;
    private static final float WIND_M_PER_S = 2.078f;
    private static final float LATITUDE = 50.8f;
    private static final float ELEVATION_M = 100;
    private static final int DAY_OF_YEAR = 187;
    /** q = 0.622 e / (p - 0.378 e) with e = 1.409 kPa and the 101.3 kPa of sea level. */
    private static final float HUMIDITY_KG_PER_KG = 0.008697f;

    @Test
    void penmanMonteithWithRelativeHumidity() {
        // e = 1.409 kPa of the example over the mean saturation pressure 1.997 kPa
        var weather = new DailyWeather(
                MEAN_K, MIN_K, MAX_K, SHORTWAVE_W_PER_M2, LONGWAVE_W_PER_M2, NONE, 70.56f, WIND_M_PER_S);
        Potential potential = weather.potentialEvapotranspiration(LATITUDE, ELEVATION_M, DAY_OF_YEAR);
        assertThat(potential.flag()).isZero();
        assertThat(potential.mmPerDay()).isCloseTo(3.88f, within(0.05f));
    }

    @Test
    void penmanMonteithWithSpecificHumidity() {
        // q = 0.622 e / (p - 0.378 e) with e = 1.409 kPa and p = 100.1 kPa
        var weather = new DailyWeather(MEAN_K, MIN_K, MAX_K, SHORTWAVE_W_PER_M2, NONE, 0.008802f, NONE, WIND_M_PER_S);
        Potential potential = weather.potentialEvapotranspiration(LATITUDE, ELEVATION_M, DAY_OF_YEAR);
        assertThat(potential.flag()).isZero();
        assertThat(potential.mmPerDay()).isCloseTo(3.88f, within(0.05f));
    }

    @Test
    void unknownWindIsTwoMetresPerSecond() {
        assertThat(penmanMonteith(NONE)).isEqualTo(penmanMonteith(2));
        assertThat(ofMeans(NONE, HUMIDITY_KG_PER_KG)).isEqualTo(ofMeans(2, HUMIDITY_KG_PER_KG));
    }

    @Test
    void penmanMonteithOfMeansWithoutElevationAndExtremes() {
        // es = 1.925, Δ = 0.1222, γ = 0.0674 kPa/°C; Rn = 0.77·255.4 + 0.98·(340 − 401.4) = 136.5 W/m2
        double radiationTerm = 0.408 * 0.1222 * 136.5 * 0.0864;
        double aerodynamicTerm = 0.0674 * 900 / 289.9 * 2.078 * (1.925 - 1.409);
        double expected = (radiationTerm + aerodynamicTerm) / (0.1222 + 0.0674 * (1 + 0.34 * 2.078));
        Potential potential = ofMeans(WIND_M_PER_S, HUMIDITY_KG_PER_KG);
        assertThat(potential.flag()).isZero();
        assertThat(potential.mmPerDay()).isCloseTo((float) expected, within(0.01f));
    }

    @Test
    void priestleyTaylorWithoutHumidity() {
        assertThat(ofMeans(WIND_M_PER_S, NONE).flag()).isEqualTo(QualityFlags.PET_PRIESTLEY_TAYLOR);
        assertThat(ofMeans(WIND_M_PER_S, NONE).mmPerDay()).isBetween(2f, 6f);
    }

    @Test
    void priestleyTaylorWithoutElevation() {
        var weather = new DailyWeather(
                MEAN_K, MIN_K, MAX_K, SHORTWAVE_W_PER_M2, LONGWAVE_W_PER_M2, NONE, 70.56f, WIND_M_PER_S);
        Potential potential = weather.potentialEvapotranspiration(LATITUDE, NONE, DAY_OF_YEAR);
        assertThat(potential.flag()).isEqualTo(QualityFlags.PET_PRIESTLEY_TAYLOR);
        assertThat(potential.mmPerDay()).isBetween(2f, 6f);
    }

    @Test
    void hargreavesWithoutRadiation() {
        var weather = new DailyWeather(MEAN_K, MIN_K, MAX_K, NONE, NONE, NONE, 70.56f, WIND_M_PER_S);
        Potential potential = weather.potentialEvapotranspiration(LATITUDE, ELEVATION_M, DAY_OF_YEAR);
        assertThat(potential.flag()).isEqualTo(QualityFlags.PET_HARGREAVES);
        assertThat(potential.mmPerDay()).isBetween(2f, 6f);
    }

    @Test
    void theMeanTemperatureAloneWithoutExtremesAndLongwave() {
        var weather = new DailyWeather(MEAN_K, NONE, NONE, SHORTWAVE_W_PER_M2, NONE, HUMIDITY_KG_PER_KG, NONE, NONE);
        Potential potential = weather.potentialEvapotranspiration(LATITUDE, ELEVATION_M, DAY_OF_YEAR);
        assertThat(potential.flag()).isEqualTo(QualityFlags.PET_OUDIN);
        // Ra = 41.09 MJ/(m2 day) of example 18, 16.76 mm/day; (16.9 + 5)/100
        assertThat(potential.mmPerDay()).isCloseTo(16.76f * 0.219f, within(0.02f));
    }

    @Test
    void nothingWithoutTemperature() {
        var weather = new DailyWeather(
                NONE, NONE, NONE, SHORTWAVE_W_PER_M2, LONGWAVE_W_PER_M2, HUMIDITY_KG_PER_KG, 70, WIND_M_PER_S);
        assertThat(weather.potentialEvapotranspiration(LATITUDE, ELEVATION_M, DAY_OF_YEAR)
                        .mmPerDay())
                .isNaN();
    }

    @Test
    void contradictoryWeatherStaysWithinTheRecordsRange() {
        var weather = new DailyWeather(340, 338, 340, 600, NONE, NONE, 0, 100);
        assertThat(weather.potentialEvapotranspiration(LATITUDE, ELEVATION_M, DAY_OF_YEAR)
                        .mmPerDay())
                .isEqualTo(DailyWeather.HIGHEST_MM_PER_DAY);
    }

    /** What smap_conus knows. */
    private static Potential ofMeans(float windMPerS, float specificHumidityKgPerKg) {
        return new DailyWeather(
                        MEAN_K,
                        NONE,
                        NONE,
                        SHORTWAVE_W_PER_M2,
                        LONGWAVE_W_PER_M2,
                        specificHumidityKgPerKg,
                        NONE,
                        windMPerS)
                .potentialEvapotranspiration(LATITUDE, NONE, DAY_OF_YEAR);
    }

    private static float penmanMonteith(float windMPerS) {
        return new DailyWeather(MEAN_K, MIN_K, MAX_K, SHORTWAVE_W_PER_M2, NONE, NONE, 70.56f, windMPerS)
                .potentialEvapotranspiration(LATITUDE, ELEVATION_M, DAY_OF_YEAR)
                .mmPerDay();
    }
}
