package org.soilcast.land.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.soilcast.land.number.DoubleReal;
import org.soilcast.land.physics.SoilWaterEquations.Column;
import org.soilcast.land.physics.SoilWaterEquations.Hydraulics;

class InfiltrationEquationsTest {
    private static double infiltration(double input, double water, double capacity, double shape) {
        return InfiltrationEquations.infiltrationMm(
                        new DoubleReal(input), new DoubleReal(water), new DoubleReal(capacity), new DoubleReal(shape))
                .value();
    }

    private static double index(double before, double temperatureC, double snowMm, double days) {
        return InfiltrationEquations.frozenGroundIndex(
                        new DoubleReal(before), new DoubleReal(temperatureC), new DoubleReal(snowMm), days)
                .value();
    }

    @Test
    void aStormInTwoPartsInfiltratesLikeTheWhole() {
        for (double shape : new double[] {0.01, 0.2, 0.6}) {
            double whole = infiltration(30, 60, 130, shape);
            double first = infiltration(18, 60, 130, shape);
            double second = infiltration(12, 60 + first, 130, shape);
            assertThat(first + second).as("b = %s", shape).isCloseTo(whole, within(1e-9));
        }
    }

    @Test
    void withAUniformCapacityAllInfiltratesUntilThePoresAreFull() {
        // b = 0.01 is nearly one capacity everywhere.
        assertThat(infiltration(20, 60, 130, 0.01)).isCloseTo(20, within(0.4));
        assertThat(infiltration(200, 60, 130, 0.01)).isCloseTo(70, within(1e-3));
    }

    @Test
    void neverMoreThanTheInputNorThanThePoresTake() {
        long seed = 11;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            double capacity = 90 + 90 * random.nextDouble();
            double water = capacity * (random.nextInt(10) == 0 ? random.nextInt(2) : random.nextDouble());
            double input = random.nextInt(4) == 0 ? 0 : -20 * StrictMath.log(1 - random.nextDouble());
            double taken = infiltration(input, water, capacity, 0.01 + 0.59 * random.nextDouble());
            assertThat(taken).as("seed %d draw %d", seed, i).isBetween(0.0, Math.min(input, capacity - water) + 1e-12);
        }
    }

    @Test
    void saturatedSoilTakesNothing() {
        assertThat(infiltration(25, 130, 130, 0.2)).isCloseTo(0, within(1e-12));
    }

    @Test
    void frozenGroundIndexFollowsMolnauAndBissell() {
        assertThat(index(40, -6, 0, 1)).as("bare frost").isCloseTo(0.97 * 40 + 6, within(1e-12));
        double depthCm = 20 * 0.4;
        assertThat(index(40, -6, 20, 1))
                .as("frost under snow")
                .isCloseTo(0.97 * 40 + 6 * Math.exp(-0.4 * 0.08 * depthCm), within(1e-12));
        assertThat(index(40, 3, 20, 1))
                .as("thaw under snow")
                .isCloseTo(0.97 * 40 - 3 * Math.exp(-0.4 * 0.5 * depthCm), within(1e-12));
        assertThat(index(10, 25, 0, 1)).as("thawed").isZero();
    }

    @Test
    void frozenGroundIndexIsExactWithinTheDay() {
        double hourly = 40;
        for (int hour = 0; hour < 24; hour++) {
            hourly = index(hourly, -6, 0, 1.0 / 24);
        }
        assertThat(hourly).isCloseTo(index(40, -6, 0, 1), within(1e-10));
    }

    @Test
    void frozenGroundKeepsATenthOfItsPermeability() {
        assertThat(permeability(0)).isEqualTo(1);
        assertThat(permeability(56)).isCloseTo(1, within(1e-12));
        assertThat(permeability(69.5)).isCloseTo(0.55, within(1e-12));
        assertThat(permeability(83)).isCloseTo(0.1, within(1e-12));
        assertThat(permeability(2000)).isCloseTo(0.1, within(1e-12));
    }

    private static double permeability(double index) {
        return InfiltrationEquations.permeability(new DoubleReal(index)).value();
    }

    @Test
    void aStormThatTheFirstLayerCannotHoldEntersTheSecond() {
        Column<DoubleReal> column = new Column<>(new DoubleReal(15), new DoubleReal(50), new DoubleReal(200));
        var any = new DoubleReal(1);
        var soil = new Hydraulics<>(new DoubleReal(0.4), any, any, any, any);
        Column<DoubleReal> wetted = InfiltrationEquations.wetted(column, new DoubleReal(12), soil);
        assertThat(wetted.layer1Mm().value()).isEqualTo(20);
        assertThat(wetted.layer2Mm().value()).isEqualTo(57);
        assertThat(wetted.layer3Mm().value()).isEqualTo(200);
    }
}
