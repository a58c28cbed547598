package org.soilcast.land.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.land.codegen.SubDaily;
import org.soilcast.land.physics.ReferenceModel;

class SubDailyKernelTest {
    private static final int CELLS = RandomBlock.CELLS;

    /** A year of random cells against the reference, every state and flux of every day: 1e-9 mm. */
    @ParameterizedTest
    @ValueSource(longs = {3, 17})
    void hasTheFiguresOfTheReference(long seed) {
        for (int steps : new int[] {1, SubDaily.STEPS}) {
            RandomBlock block = new RandomBlock(seed);
            ReferenceModel reference = new ReferenceModel(steps);
            var kernel = new SubDailyKernel();
            double[] states = wide(block.states);
            double[] parameters = wide(block.parameters);
            double[] fluxes = wide(block.fluxes);
            double[][] expectedStates = new double[CELLS][];
            for (int cell = 0; cell < CELLS; cell++) {
                expectedStates[cell] = column(states, cell);
            }
            double worst = 0;
            for (int day = 0; day < 365; day++) {
                block.weather(day);
                double[] drivers = wide(block.drivers);
                if (steps == 1) {
                    kernel.day(states, parameters, drivers, fluxes, CELLS);
                } else {
                    kernel.subDailyDay(states, parameters, drivers, fluxes, CELLS);
                }
                for (int cell = 0; cell < CELLS; cell++) {
                    double[] expectedFluxes = column(fluxes, cell);
                    double[] found = expectedFluxes.clone();
                    reference.day(
                            expectedStates[cell], column(parameters, cell), column(drivers, cell), expectedFluxes);
                    worst = Math.max(worst, distance(expectedFluxes, found));
                    worst = Math.max(worst, distance(expectedStates[cell], column(states, cell)));
                }
            }
            System.out.printf("%d steps a day, seed %d: at most %.2e mm%n", steps, seed, worst);
            assertThat(worst).as("%d steps, seed %d", steps, seed).isCloseTo(0, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 11})
    void vectorsHaveTheBitsOfSingleCells(long seed) {
        assertThat(bits(DoubleLanes.VECTOR, seed, 40))
                .as("seed %d", seed)
                .isEqualTo(bits(DoubleLanes.SCALAR, seed, 40));
    }

    static int bits(DoubleLanes lanes, long seed, int days) {
        RandomBlock block = new RandomBlock(seed);
        double[] states = wide(block.states);
        double[] parameters = wide(block.parameters);
        double[] fluxes = wide(block.fluxes);
        var kernel = new SubDailyKernel();
        int bits = 0;
        for (int day = 0; day < days; day++) {
            block.weather(day);
            kernel.subDailyDay(lanes, states, parameters, wide(block.drivers), fluxes, CellBlocks.CELLS);
            bits = 31 * bits + 17 * Arrays.hashCode(states) + Arrays.hashCode(fluxes);
        }
        return bits;
    }

    @Test
    void refusesArraysOfAnotherShape() {
        var kernel = new SubDailyKernel();
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> kernel.day(new double[3], new double[3], new double[3], new double[3], 1))
                .withMessageContaining("states");
    }

    /** [row][100] as [row][128], filled up with the first cell. */
    private static double[] wide(float[] rows) {
        int count = rows.length / CELLS;
        double[] block = new double[count * CellBlocks.CELLS];
        for (int i = 0; i < block.length; i++) {
            int cell = i % CellBlocks.CELLS;
            block[i] = rows[i / CellBlocks.CELLS * CELLS + (cell < CELLS ? cell : 0)];
        }
        return block;
    }

    private static double[] column(double[] block, int cell) {
        double[] column = new double[block.length / CellBlocks.CELLS];
        Arrays.setAll(column, row -> block[row * CellBlocks.CELLS + cell]);
        return column;
    }

    private static double distance(double[] expected, double[] found) {
        double distance = 0;
        for (int i = 0; i < expected.length; i++) {
            distance = Math.max(distance, Math.abs(expected[i] - found[i]));
            if (Double.isNaN(found[i])) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return distance;
    }
}
