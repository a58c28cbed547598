package org.soilcast.land.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.ReferenceModel;
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

    private static final WaterInBlocks WATER = new WaterInBlocks("float", () -> new PlainKernel()::step, SEED, 2000);

    private final PlainKernel kernel = new PlainKernel();

    @Test
    void theBalanceClosesWithoutDrift() {
        WATER.requireClosedBalance(BLOCKS, YEARS);
    }

    @Test
    void followsTheDoubleReferenceOfTheSameStep() {
        // One day from the same states, within 1e-5 of each. What moves between stores is a difference of their
        // contents, which a float resolves to 2⁻²³ of the larger: a small store fed by a large one can be no better
        // than that.
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
        WATER.requireBoundsInExtremes();
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
