package org.soilcast.land.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.ReferenceModel;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;
import org.soilcast.land.physics.WaterBalance;

/**
 * The float path over the whole parameter box. {@code -Dsoilcast.cells=100000 -Dsoilcast.years=10} runs the full size;
 * the default fits every build.
 */
class PlainKernelTest {
    private static final int BLOCK = RandomBlock.CELLS;
    private static final int BLOCKS = Math.max(1, Integer.getInteger("soilcast.cells", 1000) / BLOCK);
    private static final int YEARS = Integer.getInteger("soilcast.years", 2);
    private static final long SEED = 20_260_201;

    /** Beyond any pack that a summer melts, mm water equivalent. */
    private static final double PERENNIAL_PACK_MM = 2000;

    private final PlainKernel kernel = new PlainKernel();

    /**
     * Yearly residuals of the balance.
     *
     * @param seasonalMm largest magnitude in a cell-year whose pack stays below {@link #PERENNIAL_PACK_MM}
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

    @Test
    void theBalanceClosesWithoutDrift() {
        Residuals all = IntStream.range(0, BLOCKS)
                .parallel()
                .mapToObj(this::residuals)
                .reduce(new Residuals(0, 0, 0, 0), Residuals::plus);
        double meanMm = all.sumMm / all.years;
        System.out.printf(
                "float balance: %d cell-years, worst %.2g mm, of perennial snow %.2g, mean %.2g mm a year%n",
                all.years, all.seasonalMm, all.perennialShare, meanMm);
        assertThat(all.seasonalMm).as("largest |residual| of a year, mm").isLessThanOrEqualTo(5e-3);
        // Snow that no summer melts grows to 10,000 mm in the coldest climates, where a float resolves .001 mm.
        assertThat(all.perennialShare)
                .as("largest |residual| of a year over its perennial pack")
                .isLessThanOrEqualTo(5e-6);
        assertThat(Math.abs(meanMm)).as("|mean residual| of a year, mm").isLessThanOrEqualTo(1e-5);
    }

    private Residuals residuals(int number) {
        RandomBlock block = new RandomBlock(SEED + number);
        Residuals sum = new Residuals(0, 0, 0, 0);
        for (int year = 0; year < YEARS; year++) {
            double[] residualMm = new double[BLOCK];
            double[] deepestPackMm = new double[BLOCK];
            for (int cell = 0; cell < BLOCK; cell++) {
                residualMm[cell] = -WaterBalance.storageMm(block.states, BLOCK, cell);
            }
            for (int day = 0; day < 365; day++) {
                block.weather(day);
                kernel.step(block.states, block.parameters, block.drivers, block.fluxes, BLOCK);
                for (int cell = 0; cell < BLOCK; cell++) {
                    residualMm[cell] -= WaterBalance.gainMm(block.drivers, block.fluxes, BLOCK, cell);
                    double packMm = block.states[State.SNOW_ICE_MM.ordinal() * BLOCK + cell];
                    deepestPackMm[cell] = Math.max(deepestPackMm[cell], packMm);
                }
                requireBounds(block, SEED + number, year, day);
            }
            for (int cell = 0; cell < BLOCK; cell++) {
                residualMm[cell] += WaterBalance.storageMm(block.states, BLOCK, cell);
                double magnitudeMm = Math.abs(residualMm[cell]);
                boolean seasonal = deepestPackMm[cell] < PERENNIAL_PACK_MM;
                sum = sum.plus(new Residuals(
                        seasonal ? magnitudeMm : 0,
                        seasonal ? 0 : magnitudeMm / deepestPackMm[cell],
                        residualMm[cell],
                        1));
            }
        }
        return sum;
    }

    private static void requireBounds(RandomBlock block, long seed, int year, int day) {
        for (int cell = 0; cell < BLOCK; cell++) {
            float porosity = block.parameters[Parameter.POROSITY.ordinal() * BLOCK + cell];
            boolean sound = block.states[cell] <= porosity * SoilLayers.DEPTH_1_MM * (1 + 1e-6)
                    && block.states[BLOCK + cell] <= porosity * SoilLayers.DEPTH_2_MM * (1 + 1e-6)
                    && block.states[2 * BLOCK + cell] <= porosity * SoilLayers.DEPTH_3_MM * (1 + 1e-6);
            for (State state : State.values()) {
                float value = block.states[state.ordinal() * BLOCK + cell];
                sound &= value >= 0 && Float.isFinite(value);
            }
            for (Flux flux : Flux.values()) {
                sound &= Float.isFinite(block.fluxes[flux.ordinal() * BLOCK + cell]);
            }
            if (!sound) {
                throw new AssertionError(
                        "out of bounds: seed " + seed + " cell " + cell + " year " + year + " day " + day);
            }
        }
    }

    @Test
    void followsTheDoubleReferenceOfTheSameStep() {
        // One day from the same states, within 1e-5 of each. What moves between stores is a difference of their
        // contents,
        // which a float resolves to 2⁻²³ of the larger: a small store fed by a large one can be no better than that.
        double worst = 0;
        for (int number = 0; number < 20; number++) {
            RandomBlock block = new RandomBlock(SEED + number);
            for (int day = 0; day < 200; day++) {
                block.weather(day);
                double[][] expected = doubleStep(block);
                kernel.step(block.states, block.parameters, block.drivers, block.fluxes, BLOCK);
                for (int cell = 0; cell < BLOCK; cell++) {
                    double turnedOver = WaterBalance.storageMm(expected[cell])
                            + block.drivers[Driver.PRECIPITATION_MM_PER_DAY.ordinal() * BLOCK + cell];
                    for (State state : State.values()) {
                        double reference = expected[cell][state.ordinal()];
                        double error = Math.abs(block.states[state.ordinal() * BLOCK + cell] - reference);
                        double allowed = 1e-5 * reference + 0x1p-23 * turnedOver;
                        worst = Math.max(worst, error / allowed);
                        assertThat(error)
                                .as("seed %d cell %d day %d %s", SEED + number, cell, day, state)
                                .isLessThanOrEqualTo(allowed);
                    }
                }
            }
        }
        System.out.printf("float against double: worst %.2f of what is allowed%n", worst);
    }

    private static double[][] doubleStep(RandomBlock block) {
        ReferenceModel model = new ReferenceModel(1);
        double[][] states = new double[BLOCK][];
        for (int cell = 0; cell < BLOCK; cell++) {
            states[cell] = column(block.states, cell);
            double[] fluxes = new double[Flux.values().length];
            model.day(states[cell], column(block.parameters, cell), column(block.drivers, cell), fluxes);
        }
        return states;
    }

    private static double[] column(float[] values, int cell) {
        double[] column = new double[values.length / BLOCK];
        for (int variable = 0; variable < column.length; variable++) {
            column[variable] = values[variable * BLOCK + cell];
        }
        return column;
    }

    @Test
    void extremesKeepEveryStateFiniteAndWithinThePores() {
        float[][] extremes = {{500, 20, 5}, {500, -60, 0}, {500, 60, 30}, {0, 60, 60}, {0, -60, 0}, {0, 0, 0}};
        for (float[] extreme : extremes) {
            RandomBlock block = new RandomBlock(SEED);
            Arrays.fill(block.states, 0, State.LAYER_2_WATER_MM.ordinal() * BLOCK, 0);
            for (int variable = 0; variable < extreme.length; variable++) {
                Arrays.fill(block.drivers, variable * BLOCK, (variable + 1) * BLOCK, extreme[variable]);
            }
            for (int day = 0; day < 60; day++) {
                kernel.step(block.states, block.parameters, block.drivers, block.fluxes, BLOCK);
                requireBounds(block, SEED, 0, day);
            }
        }
    }

    @Test
    void cellsDoNotSeeEachOther() {
        RandomBlock block = new RandomBlock(SEED);
        block.weather(100);
        float[] single = new float[State.values().length];
        float[] parameters = new float[Parameter.values().length];
        float[] drivers = new float[Driver.values().length];
        int cell = 37;
        pick(block.states, cell, single);
        pick(block.parameters, cell, parameters);
        pick(block.drivers, cell, drivers);
        kernel.step(single, parameters, drivers, new float[Flux.values().length], 1);
        kernel.step(block.states, block.parameters, block.drivers, block.fluxes, BLOCK);
        float[] ofBlock = new float[State.values().length];
        pick(block.states, cell, ofBlock);
        assertThat(ofBlock).containsExactly(single);
    }

    private static void pick(float[] block, int cell, float[] values) {
        for (int variable = 0; variable < values.length; variable++) {
            values[variable] = block[variable * BLOCK + cell];
        }
    }

    @Test
    void aCompiledRunRepeatsTheFirstBitForBit() {
        float[] first = run(new RandomBlock(SEED), 3).clone();
        for (int call = 0; call < 70; call++) {
            run(new RandomBlock(SEED), 3); // 21,000 cell-days: compiled by now
        }
        assertThat(run(new RandomBlock(SEED), 3)).containsExactly(first);
    }

    private float[] run(RandomBlock block, int days) {
        for (int day = 0; day < days; day++) {
            block.weather(day);
            kernel.step(block.states, block.parameters, block.drivers, block.fluxes, BLOCK);
        }
        return block.states;
    }

    @Test
    void refusesArraysShorterThanTheirShape() {
        RandomBlock block = new RandomBlock(SEED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kernel.step(block.states, block.parameters, new float[2], block.fluxes, BLOCK))
                .withMessageContaining("drivers");
    }
}
