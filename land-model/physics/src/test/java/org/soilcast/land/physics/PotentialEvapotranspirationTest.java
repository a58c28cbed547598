package org.soilcast.land.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.soilcast.land.physics.PotentialEvapotranspiration.atmosphericPressureKPa;
import static org.soilcast.land.physics.PotentialEvapotranspiration.extraterrestrialRadiationMjPerM2Day;
import static org.soilcast.land.physics.PotentialEvapotranspiration.hargreavesMmPerDay;
import static org.soilcast.land.physics.PotentialEvapotranspiration.oudinMmPerDay;
import static org.soilcast.land.physics.PotentialEvapotranspiration.penmanMonteithMmPerDay;
import static org.soilcast.land.physics.PotentialEvapotranspiration.penmanMonteithOfMeansMmPerDay;
import static org.soilcast.land.physics.PotentialEvapotranspiration.priestleyTaylorMmPerDay;
import static org.soilcast.land.physics.PotentialEvapotranspiration.saturationVapourPressureKPa;
import static org.soilcast.land.physics.PotentialEvapotranspiration.vapourPressureKPa;

import org.junit.jupiter.api.Test;

/** Against the worked examples of FAO-56, to the digits printed there. */
class PotentialEvapotranspirationTest {
    private static final double MJ_PER_M2_DAY_OF_1_W_PER_M2 = 0.0864;
    /** σ·T⁴ at 16.9 °C, W/m2, 0 °C being 273.16 K as in FAO-56. */
    private static final double EMITTED_OF_EXAMPLE_18_W_PER_M2 = 5.670374e-8 * Math.pow(16.9 + 273.16, 4);

    @Test
    void extraterrestrialRadiationOfExample8() {
        assertThat(extraterrestrialRadiationMjPerM2Day(-20, 246)).isCloseTo(32.2, within(0.05));
    }

    @Test
    void extraterrestrialRadiationIsZeroInThePolarNightAndLargeInThePolarDay() {
        assertThat(extraterrestrialRadiationMjPerM2Day(80, 355)).isCloseTo(0, within(1e-12));
        assertThat(extraterrestrialRadiationMjPerM2Day(90, 172)).isBetween(40.0, 46.0);
    }

    @Test
    void saturationVapourPressureOfExample3() {
        assertThat(saturationVapourPressureKPa(24.5)).isCloseTo(3.075, within(5e-4));
        assertThat(saturationVapourPressureKPa(15.0)).isCloseTo(1.705, within(5e-4));
    }

    @Test
    void penmanMonteithOfExample18BrusselsInJuly() {
        double et = penmanMonteithMmPerDay(
                12.3, 21.5, 16.9, 1.409, 22.07 / MJ_PER_M2_DAY_OF_1_W_PER_M2, 2.078, 100, 50.80, 187);
        assertThat(et).isCloseTo(3.88, within(0.02));
    }

    @Test
    void penmanMonteithOfMeansWithRadiationAndDeficitOfExample18() {
        // The example's net long-wave loss, 3.71 MJ/(m2 day), and its deficit, 1.997 − 1.409 kPa, both from extremes
        // there.
        double longwave = EMITTED_OF_EXAMPLE_18_W_PER_M2 - 3.71 / MJ_PER_M2_DAY_OF_1_W_PER_M2 / 0.98;
        double vapourPressure = saturationVapourPressureKPa(16.9) - (1.997 - 1.409);
        double et = penmanMonteithOfMeansMmPerDay(
                16.9, vapourPressure, 22.07 / MJ_PER_M2_DAY_OF_1_W_PER_M2, longwave, 2.078, 100);
        assertThat(et).isCloseTo(3.88, within(0.02));
    }

    @Test
    void bothPenmanMonteithsAgreeOnADayWithoutRangeWithLongwaveOfEquation39() {
        for (double clearness : new double[] {0.4, 0.7, 1}) {
            double shortwaveMj = clearness * (0.75 + 2e-5 * 100) * extraterrestrialRadiationMjPerM2Day(50.80, 187);
            double netLossWPerM2 =
                    EMITTED_OF_EXAMPLE_18_W_PER_M2 * (0.34 - 0.14 * Math.sqrt(1.409)) * (1.35 * clearness - 0.35);
            double shortwave = shortwaveMj / MJ_PER_M2_DAY_OF_1_W_PER_M2;
            double longwave = EMITTED_OF_EXAMPLE_18_W_PER_M2 - netLossWPerM2 / 0.98;
            assertThat(penmanMonteithOfMeansMmPerDay(16.9, 1.409, shortwave, longwave, 2.078, 100))
                    .as("clearness %s", clearness)
                    .isCloseTo(
                            penmanMonteithMmPerDay(16.9, 16.9, 16.9, 1.409, shortwave, 2.078, 100, 50.80, 187),
                            within(1e-9));
        }
    }

    @Test
    void penmanMonteithOfMeansOfRoundNumbers() {
        // At 20 °C and sea level es = 2.338, Δ = 0.1447, γ = 0.0674 kPa/°C; Rn = 0.77·250 + 0.98·(350 − 418.8) = 125.1
        // W/m2.
        double radiationTerm = 0.408 * 0.1447 * 125.1 * MJ_PER_M2_DAY_OF_1_W_PER_M2;
        double aerodynamicTerm = 0.0674 * 900 / 293 * 3 * (2.338 - 1.2);
        double expected = (radiationTerm + aerodynamicTerm) / (0.1447 + 0.0674 * (1 + 0.34 * 3));
        assertThat(penmanMonteithOfMeansMmPerDay(20, 1.2, 250, 350, 3, Double.NaN))
                .isCloseTo(expected, within(0.01));
    }

    /** Without deficit the radiation term remains, so its ratio to Priestley–Taylor is (Δ + γ)/(α·(Δ + γ·(1 + 0.34·u))). */
    @Test
    void saturatedAirLeavesTheRadiationTermOfAtLeastHalfAMetrePerSecond() {
        for (double wind : new double[] {0, 0.3, 0.5, 2, 8}) {
            double ratio = (0.14474 + 0.067365) / (1.26 * (0.14474 + 0.067365 * (1 + 0.34 * Math.max(wind, 0.5))));
            for (double excess : new double[] {0, 0.5}) { // fog is no deficit either
                assertThat(penmanMonteithOfMeansMmPerDay(
                                20, saturationVapourPressureKPa(20) + excess, 250, 350, wind, 0))
                        .as("wind %s m/s, %s kPa above saturation", wind, excess)
                        .isCloseTo(ratio * priestleyTaylorMmPerDay(20, 250, 350, 0), within(1e-3));
            }
        }
    }

    @Test
    void windDriesInDryAirAndCoolsInSaturatedAir() {
        double dry = 0;
        double saturated = Double.POSITIVE_INFINITY;
        for (double wind = 0.5; wind <= 20; wind += 0.5) {
            double drier = penmanMonteithOfMeansMmPerDay(30, 0.5, 250, 350, wind, 500);
            double wetter = penmanMonteithOfMeansMmPerDay(30, saturationVapourPressureKPa(30), 250, 350, wind, 500);
            assertThat(drier).as("dry air, wind %s m/s", wind).isGreaterThan(dry);
            assertThat(wetter).as("saturated air, wind %s m/s", wind).isLessThan(saturated);
            dry = drier;
            saturated = wetter;
        }
    }

    @Test
    void vapourPressureOfTheStandardAtmosphere() {
        assertThat(atmosphericPressureKPa(1800)).isCloseTo(81.8, within(0.05)); // example 2
        assertThat(atmosphericPressureKPa(Double.NaN)).isEqualTo(101.3);
        for (double elevationM : new double[] {Double.NaN, 100, 1800}) {
            double pressure = atmosphericPressureKPa(elevationM);
            double specificHumidity = 0.622 * 1.409 / (pressure - 0.378 * 1.409);
            assertThat(vapourPressureKPa(specificHumidity, elevationM)).isCloseTo(1.409, within(1e-12));
        }
        assertThat(vapourPressureKPa(0, 0)).isZero();
    }

    /** Ra of the example of Hargreaves' method, Lyon in July: 40.6 MJ/(m2 day) or 16.56 mm/day. */
    @Test
    void oudinOfTheMeanTemperature() {
        assertThat(oudinMmPerDay(20.7, 45.72, 196)).isCloseTo(16.56 * 25.7 / 100, within(0.05));
        assertThat(oudinMmPerDay(-5, 45.72, 196)).isZero();
        assertThat(oudinMmPerDay(-30, 45.72, 196)).isZero();
    }

    @Test
    void hargreavesOfExample20LyonInJuly() {
        assertThat(hargreavesMmPerDay(14.8, 26.6, 20.7, 45.72, 196)).isCloseTo(5.0, within(0.05));
    }

    @Test
    void priestleyTaylorOfRoundNumbers() {
        // At 20 °C and sea level Δ = 0.1447, γ = 0.0674 kPa/°C; Rn = 0.77·250 + 0.98·(350 − 418.8) = 125.1 W/m2.
        double expected = 1.26 * 0.1447 / (0.1447 + 0.0674) * 125.1 * MJ_PER_M2_DAY_OF_1_W_PER_M2 / 2.45;
        assertThat(priestleyTaylorMmPerDay(20, 250, 350, Double.NaN)).isCloseTo(expected, within(0.01));
    }

    @Test
    void altitudeRaisesPriestleyTaylorThroughTheThinnerAir() {
        assertThat(priestleyTaylorMmPerDay(20, 250, 350, 2000)).isGreaterThan(priestleyTaylorMmPerDay(20, 250, 350, 0));
    }

    @Test
    void neverNegativeInDarknessFrostAndSaturatedAir() {
        for (double temperatureC = -60; temperatureC <= 60; temperatureC += 5) {
            double saturation = saturationVapourPressureKPa(temperatureC);
            assertThat(penmanMonteithMmPerDay(
                            temperatureC - 5, temperatureC + 5, temperatureC, saturation, 0, 0, 0, 75, 355))
                    .as("Penman–Monteith at %s °C", temperatureC)
                    .isGreaterThanOrEqualTo(0)
                    .isFinite();
            assertThat(penmanMonteithOfMeansMmPerDay(temperatureC, saturation, 0, 100, 0, 0))
                    .as("Penman–Monteith of means at %s °C", temperatureC)
                    .isZero();
            assertThat(priestleyTaylorMmPerDay(temperatureC, 0, 100, 0))
                    .as("Priestley–Taylor at %s °C", temperatureC)
                    .isZero();
            assertThat(hargreavesMmPerDay(temperatureC + 1, temperatureC - 1, temperatureC, 40, 180))
                    .as("Hargreaves with minimum above maximum at %s °C", temperatureC)
                    .isZero();
        }
    }

    @Test
    void aGapStaysAGap() {
        assertThat(penmanMonteithOfMeansMmPerDay(20, Double.NaN, 250, 350, 2, 0))
                .isNaN();
        assertThat(penmanMonteithOfMeansMmPerDay(20, 1.4, 250, 350, Double.NaN, 0))
                .isNaN();
        assertThat(priestleyTaylorMmPerDay(Double.NaN, 250, 350, 0)).isNaN();
        assertThat(hargreavesMmPerDay(Double.NaN, 26, 20, 45, 190)).isNaN();
    }
}
