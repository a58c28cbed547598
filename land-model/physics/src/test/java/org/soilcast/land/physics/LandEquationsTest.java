package org.soilcast.land.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.land.number.FloatReal;
import org.soilcast.land.number.Quantities;

class LandEquationsTest {
    private static final int EVAPOTRANSPIRATION = Flux.EVAPOTRANSPIRATION_MM_PER_DAY.ordinal();
    private static final int SURFACE_RUNOFF = Flux.SURFACE_RUNOFF_MM_PER_DAY.ordinal();
    private static final int BASE_FLOW = Flux.BASE_FLOW_MM_PER_DAY.ordinal();

    private final ReferenceModel model = new ReferenceModel(1);
    private final double[] loam = TestCells.loam();
    private final double porosity = loam[Parameter.POROSITY.ordinal()];
    private final double[] fluxes = new double[Flux.values().length];

    @ParameterizedTest
    @CsvSource({
        "500, 20, 5",
        "500, -60, 0",
        "500, 60, 30",
        "0, 60, 60",
        "0, -60, 0",
        "0, 0, 0",
        "500, 0, 0",
        "1e-30, 1e-30, 1e-30"
    })
    void everyForcingWithinPhysicalLimitsKeepsStatesInBounds(double rain, double temperatureC, double pet) {
        long seed = 23;
        Random random = new Random(seed);
        double[] drivers = {rain, temperatureC, pet};
        for (int cell = 0; cell < 500; cell++) {
            double[] parameters = TestCells.randomParameters(random);
            double theta = parameters[Parameter.POROSITY.ordinal()];
            double[] states = TestCells.statesAt(cell % 3 / 2.0, theta); // empty, half full, full
            for (int day = 0; day < 40; day++) {
                double[] before = states.clone();
                model.day(states, parameters, drivers, fluxes);
                String where = "seed " + seed + " cell " + cell + " day " + day;
                for (double value : states) {
                    assertThat(value).as(where).isFinite().isNotNegative();
                }
                for (double value : fluxes) {
                    assertThat(value).as(where).isFinite().isGreaterThan(-1e-12);
                }
                assertThat(states[0]).as(where).isLessThanOrEqualTo(theta * SoilLayers.DEPTH_1_MM + 1e-12);
                assertThat(states[1]).as(where).isLessThanOrEqualTo(theta * SoilLayers.DEPTH_2_MM + 1e-12);
                assertThat(states[2]).as(where).isLessThanOrEqualTo(theta * SoilLayers.DEPTH_3_MM + 1e-12);
                assertThat(WaterBalance.residualMm(before, drivers, states, fluxes))
                        .as(where)
                        .isCloseTo(0, within(1e-9));
            }
        }
    }

    @Test
    void withoutRainNothingRunsOffAndTheSoilDries() {
        double[] states = TestCells.statesAt(0.7, porosity);
        double before = WaterBalance.storageMm(states);
        for (int day = 0; day < 400; day++) {
            model.day(states, loam, new double[] {0, 25, 6}, fluxes);
            assertThat(fluxes[SURFACE_RUNOFF]).as("day %d", day).isZero();
        }
        assertThat(WaterBalance.storageMm(states)).isLessThan(before - 50);
        assertThat(states[0] / SoilLayers.DEPTH_1_MM)
                .as("dry, though fed from below")
                .isBetween(loam[Parameter.AIR_DRY.ordinal()], loam[Parameter.WILTING_POINT.ordinal()] + 0.01);
        assertThat(fluxes[EVAPOTRANSPIRATION]).isLessThan(0.1);
    }

    @Test
    void saturatedGroundTurnsAFloodIntoRunoff() {
        double[] states = TestCells.statesAt(1, porosity);
        model.day(states, loam, new double[] {300, 20, 0}, fluxes);
        assertThat(fluxes[SURFACE_RUNOFF]).isGreaterThan(290);
    }

    @Test
    void frozenGroundLetsMeltRunOff() {
        double[] open = TestCells.statesAt(0.5, porosity);
        double[] frozen = open.clone();
        frozen[State.FROZEN_GROUND_INDEX_C_DAY.ordinal()] = 150;
        model.day(open, loam, new double[] {30, 4, 0}, fluxes);
        double openRunoff = fluxes[SURFACE_RUNOFF];
        model.day(frozen, loam, new double[] {30, 4, 0}, fluxes);
        assertThat(fluxes[SURFACE_RUNOFF]).isGreaterThan(26).isGreaterThan(5 * openRunoff);
    }

    @Test
    void aWinterBuildsAPackAndSpringReturnsIt() {
        double[] states = TestCells.statesAt(0.4, porosity);
        for (int day = 0; day < 90; day++) {
            model.day(states, loam, new double[] {2, -15, 0}, fluxes);
        }
        assertThat(states[State.SNOW_ICE_MM.ordinal()]).isCloseTo(180, within(0.1));
        for (int day = 0; day < 40; day++) {
            model.day(states, loam, new double[] {0, 8, 2}, fluxes);
        }
        assertThat(states[State.SNOW_ICE_MM.ordinal()]).isZero();
        assertThat(states[State.SNOW_LIQUID_MM.ordinal()]).isZero();
    }

    @Test
    void constantForcingLeadsToASteadyStateThatPassesOnWhatItGets() {
        double[] states = TestCells.statesAt(0.5, porosity);
        double[] drivers = {4, 15, 2};
        for (int day = 0; day < 20 * 365; day++) {
            model.day(states, loam, drivers, fluxes);
        }
        double[] before = states.clone();
        model.day(states, loam, drivers, fluxes);
        for (State state : State.values()) {
            assertThat(states[state.ordinal()]).as("%s", state).isCloseTo(before[state.ordinal()], within(1e-6));
        }
        assertThat(fluxes[EVAPOTRANSPIRATION] + fluxes[SURFACE_RUNOFF] + fluxes[BASE_FLOW])
                .isCloseTo(4, within(1e-6));
        assertThat(fluxes[EVAPOTRANSPIRATION]).as("unstressed").isCloseTo(2, within(0.05));
    }

    @Test
    void contradictingParametersStillGiveASoundStep() {
        double[] parameters = loam.clone();
        parameters[Parameter.POROSITY.ordinal()] = 0.30;
        parameters[Parameter.WILTING_POINT.ordinal()] = 0.20;
        parameters[Parameter.REFERENCE_ABOVE_WILTING.ordinal()] = 0.30; // above porosity
        parameters[Parameter.SATURATED_CONDUCTIVITY_MM_PER_DAY.ordinal()] = 5;
        parameters[Parameter.DRAINAGE_FACTOR.ordinal()] = 0.01;
        double[] states = TestCells.statesAt(1, 0.30);
        // Tight at the base, the column stays full; at 0.95 of porosity the reference leaves 0.75 mm of it unstressed.
        model.day(states, parameters, new double[] {0, 20, 1}, fluxes);
        assertThat(fluxes[EVAPOTRANSPIRATION]).as("wet soil meets the demand").isCloseTo(1, within(1e-12));
        parameters[Parameter.WILTING_POINT.ordinal()] = 0.01;
        parameters[Parameter.REFERENCE_ABOVE_WILTING.ordinal()] = 0.05;
        parameters[Parameter.AIR_DRY.ordinal()] = 0.15; // above the reference
        double[] dry = TestCells.statesAt(0.1, 0.30);
        for (int day = 0; day < 100; day++) {
            model.day(dry, parameters, new double[] {0, 40, 20}, fluxes);
        }
        assertThat(Arrays.stream(dry).boxed())
                .allSatisfy(state -> assertThat(state).isFinite().isNotNegative());
    }

    @Test
    void theFirstCallEqualsTheTwentyThousandthBitForBit() {
        double[] start = TestCells.statesAt(0.6, porosity);
        double[] drivers = {7.3, 1.2, 2.9};
        double[] first = start.clone();
        model.day(first, loam, drivers, fluxes);
        float[] firstFloat = floatStep(start, drivers);
        for (int call = 2; call < 20_000; call++) {
            model.day(start.clone(), loam, drivers, fluxes);
            floatStep(start, drivers);
        }
        double[] last = start.clone();
        model.day(last, loam, drivers, fluxes);
        assertThat(Arrays.equals(last, first)).isTrue();
        assertThat(Arrays.equals(floatStep(start, drivers), firstFloat)).isTrue();
    }

    private float[] floatStep(double[] states, double[] drivers) {
        Quantities<State, FloatReal> after = LandEquations.day(
                        floats(State.class, states), floats(Parameter.class, loam), floats(Driver.class, drivers))
                .states();
        float[] values = new float[states.length];
        after.forEach((state, number) -> values[state.ordinal()] = number.value());
        return values;
    }

    private static <K extends Enum<K>> Quantities<K, FloatReal> floats(Class<K> keys, double[] values) {
        return Quantities.of(keys, key -> new FloatReal((float) values[key.ordinal()]));
    }

    @Test
    void gradientsStayBoundedOverTheParameterBox() {
        // Central differences of the first layer's water against that of each layer: no step may be a cliff.
        long seed = 31;
        Random random = new Random(seed);
        double h = 1e-5;
        for (int cell = 0; cell < 2000; cell++) {
            double[] parameters = TestCells.randomParameters(random);
            double[] states = TestCells.randomStates(random, parameters[Parameter.POROSITY.ordinal()]);
            double[] drivers = {random.nextInt(2) * 20 * random.nextDouble(), 15, 8 * random.nextDouble()};
            for (int layer = 0; layer < 3; layer++) {
                double slope = (firstLayer(states, parameters, drivers, layer, h)
                                - firstLayer(states, parameters, drivers, layer, -h))
                        / (2 * h);
                assertThat(Math.abs(slope))
                        .as("seed %d cell %d layer %d", seed, cell, layer)
                        .isLessThan(5);
            }
        }
    }

    private double firstLayer(double[] states, double[] parameters, double[] drivers, int layer, double change) {
        double[] moved = states.clone();
        moved[layer] += change;
        model.day(moved, parameters, drivers, fluxes);
        return moved[0];
    }
}
