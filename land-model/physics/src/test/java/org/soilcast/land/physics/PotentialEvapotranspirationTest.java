package org.soilcast.land.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.soilcast.land.physics.PotentialEvapotranspiration.extraterrestrialRadiationMjPerM2Day;
import static org.soilcast.land.physics.PotentialEvapotranspiration.hargreavesMmPerDay;
import static org.soilcast.land.physics.PotentialEvapotranspiration.penmanMonteithMmPerDay;
import static org.soilcast.land.physics.PotentialEvapotranspiration.priestleyTaylorMmPerDay;
import static org.soilcast.land.physics.PotentialEvapotranspiration.saturationVapourPressureKPa;

import org.junit.jupiter.api.Test;

/** Against the worked examples of FAO-56, to the digits printed there. */
class PotentialEvapotranspirationTest {
    private static final double MJ_PER_M2_DAY_OF_1_W_PER_M2 = 0.0864;

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
        assertThat(priestleyTaylorMmPerDay(Double.NaN, 250, 350, 0)).isNaN();
        assertThat(hargreavesMmPerDay(Double.NaN, 26, 20, 45, 190)).isNaN();
    }
}
