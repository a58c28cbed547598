package org.soilcast.land.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The balance of the double path over the whole parameter box. {@code -Dsoilcast.cells=100000 -Dsoilcast.years=10} runs
 * the full size; the default fits every build.
 */
class WaterBalanceTest {
    private static final int CELLS = Integer.getInteger("soilcast.cells", 1000);
    private static final int YEARS = Integer.getInteger("soilcast.years", 2);
    private static final long SEED = 20_260_101;

    @Test
    void storageCountsWaterOnceAndTheFrostIndexNot() {
        double[] states = {1, 2, 4, 8, 16, 1000, 32};
        assertThat(WaterBalance.storageMm(states)).isEqualTo(63);
        float[] block = {0, 1, 0, 2, 0, 4, 0, 8, 0, 16, 0, 1000, 0, 32};
        assertThat(WaterBalance.storageMm(block, 2, 1)).isEqualTo(63);
        assertThat(WaterBalance.storageMm(block, 2, 0)).isZero();
    }

    @Test
    void aLeakShowsInTheResidual() {
        double[] before = new double[State.values().length];
        double[] after = before.clone();
        after[State.LAYER_2_WATER_MM.ordinal()] = 3;
        assertThat(WaterBalance.residualMm(before, new double[] {5, 10, 2}, after, new double[] {1, 0.5, 0.25, 9}))
                .isCloseTo(3 - (5 - 1 - 0.5 - 0.25), within(1e-15));
    }

    @Test
    void closesInEveryYearOfEveryCell() {
        double worstMm = IntStream.range(0, CELLS)
                .parallel()
                .mapToDouble(WaterBalanceTest::worstYearMm)
                .max()
                .orElseThrow();
        System.out.printf("double balance: %d cells x %d years, worst %.2g mm a year%n", CELLS, YEARS, worstMm);
        assertThat(worstMm).as("largest |residual| of a year, mm").isLessThan(1e-6);
    }

    private static double worstYearMm(int cell) {
        Random random = new Random(SEED + cell);
        double[] parameters = TestCells.randomParameters(random);
        double[] states = TestCells.randomStates(random, parameters[Parameter.POROSITY.ordinal()]);
        TestCells.Weather weather = new TestCells.Weather(random);
        ReferenceModel model = new ReferenceModel(1);
        double[] drivers = new double[Driver.values().length];
        double[] fluxes = new double[Flux.values().length];
        double worstMm = 0;
        for (int year = 0; year < YEARS; year++) {
            double residualMm = 0;
            for (int day = 0; day < 365; day++) {
                weather.day(day, drivers);
                double[] before = states.clone();
                model.day(states, parameters, drivers, fluxes);
                residualMm += WaterBalance.residualMm(before, drivers, states, fluxes);
                requireBounds(states, fluxes, parameters, cell, year, day);
            }
            worstMm = Math.max(worstMm, Math.abs(residualMm));
        }
        return worstMm;
    }

    private static void requireBounds(
            double[] states, double[] fluxes, double[] parameters, int cell, int year, int day) {
        double porosity = parameters[Parameter.POROSITY.ordinal()];
        boolean sound = states[0] <= porosity * SoilLayers.DEPTH_1_MM * (1 + 1e-12)
                && states[1] <= porosity * SoilLayers.DEPTH_2_MM * (1 + 1e-12)
                && states[2] <= porosity * SoilLayers.DEPTH_3_MM * (1 + 1e-12);
        for (double state : states) {
            sound &= state >= 0 && Double.isFinite(state);
        }
        for (double flux : fluxes) {
            sound &= flux >= -1e-12 && Double.isFinite(flux);
        }
        if (!sound) {
            throw new AssertionError("out of bounds: seed " + SEED + " cell " + cell + " year " + year + " day " + day
                    + " states " + Arrays.toString(states) + " fluxes "
                    + Arrays.toString(fluxes));
        }
    }
}
