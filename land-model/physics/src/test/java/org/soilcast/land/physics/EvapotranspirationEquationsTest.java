package org.soilcast.land.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.soilcast.land.number.DoubleReal;

class EvapotranspirationEquationsTest {
    private static final double WILTING_MM = 7.5;
    private static final double RANGE_MM = 6.5;

    private static double transpiration(double water, double demand) {
        return EvapotranspirationEquations.transpirationMm(
                        new DoubleReal(water),
                        new DoubleReal(demand),
                        new DoubleReal(WILTING_MM),
                        new DoubleReal(RANGE_MM))
                .value();
    }

    private static double bareSoil(double water, double demand, double exponent) {
        return EvapotranspirationEquations.bareSoilEvaporationMm(
                        new DoubleReal(water),
                        new DoubleReal(demand),
                        new DoubleReal(4),
                        new DoubleReal(10),
                        new DoubleReal(exponent))
                .value();
    }

    @Test
    void unstressedTranspirationMeetsTheDemand() {
        assertThat(transpiration(20, 3)).isEqualTo(3);
    }

    @Test
    void stressedTranspirationDecaysExponentially() {
        assertThat(transpiration(12, 3)).isCloseTo(4.5 * (1 - Math.exp(-3 / RANGE_MM)), within(1e-13));
    }

    @Test
    void transpirationSolvesItsEquationAcrossTheOnsetOfStress() {
        double water = 15.5; // 1.5 mm above the reference
        int steps = 200_000;
        for (int step = 0; step < steps; step++) {
            double stress = Math.min(Math.max((water - WILTING_MM) / RANGE_MM, 0), 1);
            water -= 6.0 / steps * stress;
        }
        assertThat(transpiration(15.5, 6)).isCloseTo(15.5 - water, within(1e-4));
    }

    @Test
    void noDemandHoweverLargeDrawsALayerBelowItsLimit() {
        assertThat(transpiration(20, 1e6)).isBetween(12.49, 12.5);
        assertThat(transpiration(5, 1e6)).isZero();
        assertThat(bareSoil(12, 1e6, 0.5)).isBetween(7.99, 8.0);
        assertThat(bareSoil(3, 1e6, 5)).isZero();
    }

    @Test
    void aDryingColumnOfBareSoilFollowsTheClosedForm() {
        // fe = 1: exponential drying towards air dry from day to day.
        double water = 12;
        for (int day = 1; day <= 20; day++) {
            water -= bareSoil(water, 2, 1);
            assertThat(water - 4).as("day %d", day).isCloseTo(8 * Math.exp(-day * 2 / 10.0), within(1e-12));
        }
    }

    @Test
    void wetBareSoilEvaporatesAtTheFullRate() {
        assertThat(bareSoil(20, 3, 2)).isEqualTo(3);
    }

    @Test
    void canopyGivesTheLeastOfRainCapacityAndDemand() {
        assertThat(canopy(0.4, 5)).isCloseTo(0.5 * 0.4, within(1e-15));
        assertThat(canopy(20, 5)).isCloseTo(0.5 * 1.2, within(1e-15));
        assertThat(canopy(20, 0.3)).isCloseTo(0.5 * 0.3, within(1e-15));
    }

    private static double canopy(double rain, double demand) {
        return EvapotranspirationEquations.canopyEvaporationMm(
                        new DoubleReal(rain), new DoubleReal(demand), new DoubleReal(0.5), new DoubleReal(1.2), 1)
                .value();
    }
}
