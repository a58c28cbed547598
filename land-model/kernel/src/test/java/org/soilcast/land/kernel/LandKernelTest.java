package org.soilcast.land.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.ReferenceModel;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;
import org.soilcast.land.physics.WaterBalance;

class LandKernelTest {
    private static final int CELLS = RandomBlock.CELLS;
    private static final long SEED = 20_260_301;

    /**
     * One day from the same states, over the parameter box and a year's weather: within 1e-5 of each state and flux and
     * what a float of all the water turned over resolves, since what moves between stores is a difference of theirs. A
     * flux besides what it resolves of the pores of the upper two layers: infiltration is a difference of free pores.
     */
    @ParameterizedTest
    @EnumSource(Lanes.class)
    void followsTheDoubleReferenceOfTheSameStep(Lanes lanes) {
        LandKernel kernel = new LandKernel(lanes);
        ReferenceModel reference = new ReferenceModel(1);
        double worst = 0;
        for (long seed = SEED; seed < SEED + 20; seed++) {
            RandomBlock block = new RandomBlock(seed);
            for (int day = 0; day < 200; day++) {
                block.weather(day);
                double[][] states = new double[CELLS][];
                double[][] fluxes = new double[CELLS][Flux.values().length];
                for (int cell = 0; cell < CELLS; cell++) {
                    states[cell] = column(block.states, cell);
                    reference.day(
                            states[cell], column(block.parameters, cell), column(block.drivers, cell), fluxes[cell]);
                }
                kernel.step(block.states, block.parameters, block.drivers, block.fluxes, CELLS);
                for (int cell = 0; cell < CELLS; cell++) {
                    double resolved = 0x1p-23 * (WaterBalance.storageMm(states[cell]) + block.drivers[cell]);
                    double pores = block.parameters[Parameter.POROSITY.ordinal() * CELLS + cell]
                            * (SoilLayers.DEPTH_1_MM + SoilLayers.DEPTH_2_MM);
                    double share = Math.max(
                            ofAllowed(states[cell], column(block.states, cell), resolved),
                            ofAllowed(fluxes[cell], column(block.fluxes, cell), resolved + 0x1p-23 * pores));
                    assertThat(share)
                            .as("seed %d cell %d day %d", seed, cell, day)
                            .isLessThan(1);
                    worst = Math.max(worst, share);
                }
            }
        }
        System.out.printf("%s against double: worst %.2f of what is allowed%n", lanes, worst);
    }

    private static double ofAllowed(double[] expected, double[] actual, double resolved) {
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            double error = Math.abs(actual[i] - expected[i]);
            worst = Math.max(worst, error / (1e-5 * Math.abs(expected[i]) + resolved));
        }
        return worst;
    }

    private static double[] column(float[] values, int cell) {
        double[] column = new double[values.length / CELLS];
        for (int variable = 0; variable < column.length; variable++) {
            column[variable] = values[variable * CELLS + cell];
        }
        return column;
    }

    @Test
    void vectorsAndSingleFloatsHaveTheSameBits() {
        RandomBlock vectors = run(new LandKernel(Lanes.VECTOR), 400);
        RandomBlock floats = run(new LandKernel(Lanes.SCALAR), 400);
        assertThat(vectors.states).containsExactly(floats.states);
        assertThat(vectors.fluxes).containsExactly(floats.fluxes);
    }

    @ParameterizedTest
    @EnumSource(Lanes.class)
    void theFirstCallEqualsTheTwentyThousandth(Lanes lanes) {
        LandKernel kernel = new LandKernel(lanes);
        RandomBlock block = new RandomBlock(SEED);
        block.weather(180);
        float[] begin = block.states.clone();
        float[] first = new float[0];
        for (int call = 1; call <= 20_000; call++) {
            System.arraycopy(begin, 0, block.states, 0, begin.length);
            kernel.step(block.states, block.parameters, block.drivers, block.fluxes, CELLS);
            first = call == 1 ? block.states.clone() : first;
        }
        assertThat(block.states).containsExactly(first);
    }

    private static RandomBlock run(LandKernel kernel, int days) {
        RandomBlock block = new RandomBlock(SEED);
        for (int day = 0; day < days; day++) {
            block.weather(day);
            kernel.step(block.states, block.parameters, block.drivers, block.fluxes, CELLS);
        }
        return block;
    }

    @Test
    void aCellDoesNotSeeHowManyAreBesideIt() {
        LandKernel kernel = new LandKernel();
        RandomBlock block = new RandomBlock(SEED);
        block.weather(100);
        for (int cells : new int[] {1, 7, 16, 33}) {
            float[] states = firstColumns(block.states, cells);
            kernel.step(
                    states,
                    firstColumns(block.parameters, cells),
                    firstColumns(block.drivers, cells),
                    new float[Flux.values().length * cells],
                    cells);
            RandomBlock all = new RandomBlock(SEED);
            all.weather(100);
            kernel.step(all.states, all.parameters, all.drivers, all.fluxes, CELLS);
            assertThat(states).as("%d cells", cells).containsExactly(firstColumns(all.states, cells));
        }
    }

    private static float[] firstColumns(float[] rows, int cells) {
        float[] columns = new float[rows.length / CELLS * cells];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = rows[i / cells * CELLS + i % cells];
        }
        return columns;
    }

    @Test
    void blocksAndRowsGiveTheSame() {
        LandKernel kernel = new LandKernel();
        int cells = 300;
        float[] states = repeated(new RandomBlock(SEED).states, cells);
        RandomBlock block = new RandomBlock(SEED);
        block.weather(10);
        float[] parameters = repeated(block.parameters, cells);
        float[] drivers = repeated(block.drivers, cells);
        float[] fluxes = new float[Flux.values().length * cells];
        CellBlocks blockStates = CellBlocks.ofRows(states, State.values().length, cells);
        CellBlocks blockFluxes = new CellBlocks(Flux.values().length, cells);
        kernel.step(
                blockStates,
                CellBlocks.ofRows(parameters, Parameter.values().length, cells),
                CellBlocks.ofRows(drivers, Driver.values().length, cells),
                blockFluxes);
        kernel.step(states, parameters, drivers, fluxes, cells);
        assertThat(blockStates.toRows()).containsExactly(states);
        assertThat(blockFluxes.toRows()).containsExactly(fluxes);
    }

    private static float[] repeated(float[] rows, int cells) {
        float[] more = new float[rows.length / CELLS * cells];
        for (int i = 0; i < more.length; i++) {
            more[i] = rows[i / cells * CELLS + i % cells % CELLS];
        }
        return more;
    }

    @Test
    void membersShareTheirTilesParameters() {
        LandKernel kernel = new LandKernel();
        int members = 24;
        int memberCells = CellBlocks.CELLS;
        RandomBlock block = new RandomBlock(SEED);
        block.weather(10);
        float[] tile = repeated(block.states, memberCells);
        float[] parameters = repeated(block.parameters, memberCells);
        CellBlocks states = new CellBlocks(State.values().length, members * memberCells);
        CellBlocks drivers = new CellBlocks(Driver.values().length, members * memberCells);
        for (int cell = 0; cell < states.cells(); cell++) {
            for (State state : State.values()) {
                states.set(state.ordinal(), cell, tile[state.ordinal() * memberCells + cell % memberCells]);
            }
            drivers.set(Driver.PRECIPITATION_MM_PER_DAY.ordinal(), cell, Math.floorDiv(cell, memberCells));
            drivers.set(Driver.AIR_TEMPERATURE_C.ordinal(), cell, 10);
        }
        kernel.step(
                states,
                CellBlocks.ofRows(parameters, Parameter.values().length, memberCells),
                drivers,
                new CellBlocks(Flux.values().length, members * memberCells));

        int member = 17;
        float[] rain = new float[Driver.values().length * memberCells];
        java.util.Arrays.fill(rain, 0, memberCells, member);
        java.util.Arrays.fill(rain, memberCells, 2 * memberCells, 10);
        kernel.step(tile, parameters, rain, new float[Flux.values().length * memberCells], memberCells);
        for (State state : State.values()) {
            assertThat(states.get(state.ordinal(), member * memberCells + 5))
                    .isEqualTo(tile[state.ordinal() * memberCells + 5]);
        }
    }

    @Test
    void refusesArraysThatDoNotFit() {
        LandKernel kernel = new LandKernel();
        RandomBlock block = new RandomBlock(SEED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kernel.step(block.states, new float[3], block.drivers, block.fluxes, CELLS))
                .withMessageContaining("parameters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kernel.step(
                        new CellBlocks(State.values().length, 384),
                        new CellBlocks(Parameter.values().length, 256),
                        new CellBlocks(Driver.values().length, 384),
                        new CellBlocks(Flux.values().length, 384)))
                .withMessageContaining("parameters");
    }
}
