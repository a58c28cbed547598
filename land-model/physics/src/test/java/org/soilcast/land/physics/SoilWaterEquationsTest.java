package org.soilcast.land.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.soilcast.land.number.DoubleReal;
import org.soilcast.land.physics.SoilWaterEquations.Column;
import org.soilcast.land.physics.SoilWaterEquations.Drained;
import org.soilcast.land.physics.SoilWaterEquations.Hydraulics;

class SoilWaterEquationsTest {
    private static double drained(double water, double capacity, double ks, double b, double days) {
        return SoilWaterEquations.drainedMm(
                        new DoubleReal(water), new DoubleReal(capacity), new DoubleReal(ks), new DoubleReal(b), days)
                .value();
    }

    private static double fed(double water, double inflow, double capacity, double ks, double b) {
        return SoilWaterEquations.fedMm(
                        new DoubleReal(water),
                        new DoubleReal(inflow),
                        new DoubleReal(capacity),
                        new DoubleReal(ks),
                        new DoubleReal(b),
                        1)
                .value();
    }

    private static Hydraulics<DoubleReal> soil(double porosity, double b, double ks, double factor, double suctionM) {
        return new Hydraulics<>(
                new DoubleReal(porosity),
                new DoubleReal(b),
                new DoubleReal(ks),
                new DoubleReal(factor),
                new DoubleReal(suctionM));
    }

    private static Column<DoubleReal> column(double layer1, double layer2, double layer3) {
        return new Column<>(new DoubleReal(layer1), new DoubleReal(layer2), new DoubleReal(layer3));
    }

    private static double sum(Column<DoubleReal> column) {
        return column.layer1Mm().value()
                + column.layer2Mm().value()
                + column.layer3Mm().value();
    }

    @Test
    void aColumnWithoutInflowDrainsByTheExactSolution() {
        // From saturation, S(t) = [1 + (c−1)·Ks/(d·θs)·t]^(−1/(c−1)), here over 100 daily steps at once.
        double capacity = 300;
        double ks = 200;
        double b = 5;
        double power = 2 * b + 2;
        double water = capacity;
        for (int day = 1; day <= 100; day++) {
            water = drained(water, capacity, ks, b, 1);
            double exact = capacity * Math.pow(1 + power * ks / capacity * day, -1 / power);
            assertThat(water).as("day %d", day).isCloseTo(exact, within(1e-9));
        }
    }

    @Test
    void aFedLayerComesToItsSteadyState() {
        // Ks·S^c = inflow: 4 mm/day through Ks = 300 mm/day.
        double water = 3;
        for (int day = 0; day < 200; day++) {
            water = fed(water, 4, 22, 300, 6);
        }
        assertThat(water / 22).isCloseTo(Math.pow(4.0 / 300, 1.0 / 15), within(0.004));
    }

    @Test
    void drainageWithInflowIsNearTheSolutionBySmallSteps() {
        long seed = 5;
        Random random = new Random(seed);
        double squares = 0;
        int draws = 200;
        for (int draw = 0; draw < draws; draw++) {
            double b = 2.5 + 9 * random.nextDouble();
            double ks = 20 * Math.pow(100, random.nextDouble());
            double inflow = 40 * random.nextDouble();
            double capacity = 22;
            double start = capacity * (0.2 + 0.7 * random.nextDouble());
            double water = start;
            int steps = 2000;
            for (int step = 0; step < steps; step++) {
                water = drained(water + inflow / steps / 2, capacity, ks, b, 1.0 / steps) + inflow / steps / 2;
            }
            double error = (fed(start, inflow, capacity, ks, b) - water) / 50;
            assertThat(error).as("seed %d draw %d", seed, draw).isBetween(-0.008, 0.008);
            squares += error * error;
        }
        assertThat(Math.sqrt(squares / draws)).isLessThan(0.0015);
    }

    @Test
    void withoutInflowAFedLayerDrainsAlone() {
        assertThat(fed(18, 0, 22, 300, 6)).isCloseTo(drained(18, 22, 300, 6, 1), within(1e-9));
    }

    @Test
    void whatNewPoresCannotHoldRisesToTheSurface() {
        // Nearly tight at the base, and 2 mm more in the lower layers than their pores hold.
        Hydraulics<DoubleReal> tight = soil(0.4, 14, 5, 0.01, 0.1);
        Drained<DoubleReal> drained = SoilWaterEquations.drained(column(20, 101, 281), tight, 1);
        assertThat(drained.overflowMm().value()).isBetween(1.9, 2.0);
        assertThat(sum(drained.column())).isCloseTo(400, within(0.1));
        assertThat(sum(drained.column())
                        + drained.overflowMm().value()
                        + drained.drainageMm().value())
                .isCloseTo(402, within(1e-9));
    }

    @Test
    void waterBetweenLayersIsConservedAndStaysWithinThePores() {
        long seed = 17;
        Random random = new Random(seed);
        for (int draw = 0; draw < 20_000; draw++) {
            double porosity = 0.3 + 0.3 * random.nextDouble();
            Hydraulics<DoubleReal> soil = soil(
                    porosity,
                    2.5 + 11.5 * random.nextDouble(),
                    Parameter.SATURATED_CONDUCTIVITY_MM_PER_DAY.fromUnit(random.nextDouble()),
                    Parameter.DRAINAGE_FACTOR.fromUnit(random.nextDouble()),
                    Parameter.SATURATED_SUCTION_M.fromUnit(random.nextDouble()));
            Column<DoubleReal> wetted = column(
                    50 * porosity * random.nextDouble(),
                    250 * porosity * random.nextDouble(),
                    700 * porosity * random.nextDouble());
            Drained<DoubleReal> drained = SoilWaterEquations.drained(wetted, soil, 1);
            String where = "seed " + seed + " draw " + draw;
            assertThat(sum(drained.column())
                            + drained.drainageMm().value()
                            + drained.overflowMm().value())
                    .as(where)
                    .isCloseTo(sum(wetted), within(1e-10));
            assertThat(drained.drainageMm().value()).as(where).isGreaterThanOrEqualTo(0);
            assertThat(drained.overflowMm().value()).as(where).isGreaterThanOrEqualTo(0);
            assertWithinPores(drained.column(), porosity, where);

            Column<DoubleReal> dried = column(
                    drained.column().layer1Mm().value() * random.nextDouble(),
                    drained.column().layer2Mm().value() * random.nextDouble(),
                    drained.column().layer3Mm().value() * random.nextDouble());
            Column<DoubleReal> after = SoilWaterEquations.exchanged(wetted, dried, drained, soil, 1);
            assertThat(sum(after)).as(where).isCloseTo(sum(dried), within(1e-10));
            assertWithinPores(after, porosity, where);
        }
    }

    private static void assertWithinPores(Column<DoubleReal> column, double porosity, String where) {
        assertThat(column.layer1Mm().value()).as(where).isBetween(0.0, 50 * porosity + 1e-12);
        assertThat(column.layer2Mm().value()).as(where).isBetween(0.0, 250 * porosity + 1e-12);
        assertThat(column.layer3Mm().value()).as(where).isBetween(0.0, 700 * porosity + 1e-12);
    }

    @Test
    void capillarityWorksInBothDirectionsAndIsNothingBetweenEquals() {
        Hydraulics<DoubleReal> soil = soil(0.45, 5, 300, 1, 0.2);
        assertThat(fall(soil, 18, 50)).as("wet above dry").isPositive();
        assertThat(fall(soil, 6, 75)).as("dry above wet").isNegative();
        assertThat(fall(soil, 15, 75)).as("equal contents").isCloseTo(0, within(1e-14));
    }

    @Test
    void strongCapillarityMakesNeighboursEqual() {
        Hydraulics<DoubleReal> soil = soil(0.45, 5, 5000, 1, 1);
        double fall = fall(soil, 5, 90);
        assertThat((5 - fall) / 50).isCloseTo((90 + fall) / 250, within(1e-6));
    }

    private static double fall(Hydraulics<DoubleReal> soil, double upper, double lower) {
        DoubleReal upperMm = new DoubleReal(upper);
        DoubleReal lowerMm = new DoubleReal(lower);
        return SoilWaterEquations.capillaryFallMm(
                        upperMm, lowerMm, upperMm, lowerMm, new DoubleReal(0), 50, 250, soil, 1)
                .value();
    }
}
