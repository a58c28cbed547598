package org.soilcast.land.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;
import org.soilcast.land.physics.WaterBalance;

/**
 * What holds of water in random blocks, whichever kernel of floats carries them on.
 *
 * @param name of the kernel, for what is printed
 * @param steps makes a kernel for each block, since blocks run side by side
 * @param seed of the first block
 * @param perennialPackMm beyond any pack that a summer melts, mm water equivalent
 */
record WaterInBlocks(String name, Supplier<Step> steps, long seed, double perennialPackMm) {
    private static final int CELLS = RandomBlock.CELLS;

    /** A day of a block. */
    interface Step {
        void run(float[] states, float[] parameters, float[] drivers, float[] fluxes, int cells);
    }

    /**
     * Yearly residuals of the balance.
     *
     * @param seasonalMm largest magnitude in a cell-year with seasonal snow
     * @param perennialShare largest magnitude in any other, as a share of its deepest pack
     */
    private record Residuals(double seasonalMm, double perennialShare, double sumMm, long years) {
        Residuals plus(Residuals other) {
            return new Residuals(
                    Math.max(seasonalMm, other.seasonalMm),
                    Math.max(perennialShare, other.perennialShare),
                    sumMm + other.sumMm,
                    years + other.years);
        }
    }

    /** The balance of each cell-year closes without drift, and every day is within bounds. */
    void requireClosedBalance(int blocks, int years) {
        Residuals all = IntStream.range(0, blocks)
                .parallel()
                .mapToObj(number -> residuals(seed + number, years))
                .reduce(new Residuals(0, 0, 0, 0), Residuals::plus);
        double meanMm = all.sumMm / all.years;
        System.out.printf(
                "%s balance: %d cell-years, worst %.2g mm, of perennial snow %.2g, mean %.2g mm a year%n",
                name, all.years, all.seasonalMm, all.perennialShare, meanMm);
        assertThat(all.seasonalMm).as("largest |residual| of a year, mm").isLessThanOrEqualTo(5e-3);
        // Snow that no summer melts grows to 10,000 mm in the coldest climates, where a float resolves .001 mm.
        assertThat(all.perennialShare)
                .as("largest |residual| of a year over its perennial pack")
                .isLessThanOrEqualTo(5e-6);
        assertThat(Math.abs(meanMm)).as("|mean residual| of a year, mm").isLessThanOrEqualTo(1e-5);
    }

    /** Sixty days of each extreme of rain, temperature and demand stay within bounds. */
    void requireBoundsInExtremes() {
        float[][] extremes = {{500, 20, 5}, {500, -60, 0}, {500, 60, 30}, {0, 60, 60}, {0, -60, 0}, {0, 0, 0}};
        for (float[] extreme : extremes) {
            RandomBlock block = new RandomBlock(seed);
            Step step = steps.get();
            Arrays.fill(block.states, 0, State.LAYER_2_WATER_MM.ordinal() * CELLS, 0);
            for (int variable = 0; variable < extreme.length; variable++) {
                Arrays.fill(block.drivers, variable * CELLS, (variable + 1) * CELLS, extreme[variable]);
            }
            for (int day = 0; day < 60; day++) {
                step.run(block.states, block.parameters, block.drivers, block.fluxes, CELLS);
                requireBounds(block, Arrays.toString(extreme) + " seed " + seed + " day " + day);
            }
        }
    }

    private Residuals residuals(long blockSeed, int years) {
        Step step = steps.get();
        RandomBlock block = new RandomBlock(blockSeed);
        Residuals sum = new Residuals(0, 0, 0, 0);
        for (int year = 0; year < years; year++) {
            double[] residualMm = new double[CELLS];
            double[] packMm = new double[CELLS];
            for (int cell = 0; cell < CELLS; cell++) {
                residualMm[cell] = -WaterBalance.storageMm(block.states, CELLS, cell);
            }
            for (int day = 0; day < 365; day++) {
                block.weather(day);
                step.run(block.states, block.parameters, block.drivers, block.fluxes, CELLS);
                for (int cell = 0; cell < CELLS; cell++) {
                    residualMm[cell] -= WaterBalance.gainMm(block.drivers, block.fluxes, CELLS, cell);
                    packMm[cell] = Math.max(packMm[cell], block.states[State.SNOW_ICE_MM.ordinal() * CELLS + cell]);
                }
                requireBounds(block, "seed " + blockSeed + " year " + year + " day " + day);
            }
            for (int cell = 0; cell < CELLS; cell++) {
                double residual = residualMm[cell] + WaterBalance.storageMm(block.states, CELLS, cell);
                boolean seasonal = packMm[cell] < perennialPackMm;
                sum = sum.plus(new Residuals(
                        seasonal ? Math.abs(residual) : 0,
                        seasonal ? 0 : Math.abs(residual) / packMm[cell],
                        residual,
                        1));
            }
        }
        return sum;
    }

    /** 0 ≤ W ≤ θs·depth, every state ≥ 0, every number finite. */
    private static void requireBounds(RandomBlock block, String when) {
        double[] depthsMm = {SoilLayers.DEPTH_1_MM, SoilLayers.DEPTH_2_MM, SoilLayers.DEPTH_3_MM};
        for (int cell = 0; cell < CELLS; cell++) {
            float porosity = block.parameters[Parameter.POROSITY.ordinal() * CELLS + cell];
            for (State state : State.values()) {
                float value = block.states[state.ordinal() * CELLS + cell];
                boolean full =
                        state.ordinal() < depthsMm.length && value > porosity * depthsMm[state.ordinal()] * (1 + 1e-6);
                if (!(value >= 0) || Float.isInfinite(value) || full) {
                    throw new AssertionError(when + " cell " + cell + " " + state + ": " + value);
                }
            }
            for (Flux flux : Flux.values()) {
                if (!Float.isFinite(block.fluxes[flux.ordinal() * CELLS + cell])) {
                    throw new AssertionError(when + " cell " + cell + " " + flux + " is not finite");
                }
            }
        }
    }
}
