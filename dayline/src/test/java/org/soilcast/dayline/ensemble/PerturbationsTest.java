package org.soilcast.dayline.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.soilcast.land.physics.Driver;

class PerturbationsTest {
    private static final long SEED = 20_260_101;
    private static final int CELLS = 128;
    private static final int DAYS = 600;
    private static final int DRIVERS = Driver.values().length;

    private final Perturbations perturbations = new Perturbations();

    private static long[] keys(int cells) {
        var keys = new long[cells];
        Arrays.setAll(keys, cell -> CounterRandom.cellKey(String.valueOf(cell)));
        return keys;
    }

    /** Moments of 24 × 128 × 600 draws, which depend on each other over two days: bounds are about five deviations. */
    @Test
    void factorsHaveMeanOneTheirSpreadTheirCorrelationAndMemory() {
        EnsembleNumbers numbers = EnsembleNumbers.PLANNED;
        var drivers = new float[DRIVERS * CELLS];
        Arrays.fill(drivers, 1);
        var into = new float[DRIVERS * CELLS];
        perturbations.of(SEED, keys(CELLS));
        double n = 0;
        double rain = 0;
        double demand = 0;
        double[] logs = new double[6]; // of rain, demand, squares, product, with yesterday
        for (int member = 0; member < Runs.MEMBERS; member++) {
            var memory = new float[2 * CELLS];
            for (int day = 0; day < DAYS; day++) {
                float[] yesterday = memory.clone();
                perturbations.force(numbers, member, day, memory, 0, drivers, into, 0, CELLS);
                for (int cell = 0; cell < CELLS && day >= 20; cell++) {
                    double x = memory[cell];
                    double z = memory[CELLS + cell];
                    n++;
                    rain += into[cell];
                    demand += into[2 * CELLS + cell];
                    logs[0] += x;
                    logs[1] += z;
                    logs[2] += x * x;
                    logs[3] += z * z;
                    logs[4] += x * z;
                    logs[5] += x * yesterday[cell];
                    assertThat(into[CELLS + cell]).isEqualTo(1f);
                }
            }
        }
        System.out.printf(
                "seed %d: rain %.4f, demand %.4f, x %.4f ± %.4f, z %.4f ± %.4f, correlation %.4f, memory %.4f%n",
                SEED,
                rain / n,
                demand / n,
                logs[0] / n,
                logs[2] / n,
                logs[1] / n,
                logs[3] / n,
                logs[4] / n,
                logs[5] / n);
        assertThat(rain / n).isCloseTo(1, within(3e-3));
        assertThat(demand / n).isCloseTo(1, within(1.5e-3));
        assertThat(logs[0] / n).isCloseTo(0, within(6e-3));
        assertThat(logs[2] / n).isCloseTo(1, within(8e-3));
        assertThat(logs[3] / n).isCloseTo(1, within(8e-3));
        assertThat(logs[4] / n).isCloseTo(-0.8, within(8e-3));
        assertThat(logs[5] / n).isCloseTo(Math.exp(-1), within(8e-3));
    }

    @Test
    void noiseIsStandardNormalAndIndependentOfMemberAndLayer() {
        perturbations.of(SEED, keys(CELLS));
        var noise = new float[3 * CELLS];
        var other = new float[3 * CELLS];
        double[] sums = new double[6];
        double n = 0;
        for (int day = 0; day < 4_000; day++) {
            perturbations.stateNoise(day % 23, day, noise);
            perturbations.stateNoise(day % 23 + 1, day, other);
            for (int i = 0; i < noise.length; i++) {
                n++;
                sums[0] += noise[i];
                sums[1] += noise[i] * noise[i];
                sums[2] += Math.pow(noise[i], 3);
                sums[3] += Math.pow(noise[i], 4);
                sums[4] += noise[i] * other[i];
                sums[5] += noise[i] * noise[(i + CELLS) % noise.length];
            }
        }
        System.out.printf("seed %d: moments %s%n", SEED, Arrays.toString(sums));
        double root = Math.sqrt(n);
        assertThat(sums[0] / n).isCloseTo(0, within(5 / root));
        assertThat(sums[1] / n).isCloseTo(1, within(5 * Math.sqrt(2) / root));
        assertThat(sums[2] / n).isCloseTo(0, within(5 * Math.sqrt(15) / root));
        assertThat(sums[3] / n).isCloseTo(3, within(5 * Math.sqrt(96) / root));
        assertThat(sums[4] / n).isCloseTo(0, within(5 / root));
        assertThat(sums[5] / n).isCloseTo(0, within(9 / root));
    }

    @Test
    void rememberedValuesFitSixteenBits() {
        perturbations.of(SEED, keys(CELLS));
        var memory = new float[2 * CELLS];
        var into = new float[DRIVERS * CELLS];
        for (int day = 0; day < 50; day++) {
            perturbations.force(EnsembleNumbers.PLANNED, 3, day, memory, 0, new float[DRIVERS * CELLS], into, 0, CELLS);
            for (float remembered : memory) {
                assertThat(Perturbations.remembered(Perturbations.bits(remembered)))
                        .isEqualTo(remembered);
            }
        }
    }

    @Test
    void aCellIsPerturbedAlikeInAnyTile() {
        long[] all = keys(CELLS);
        var together = new float[DRIVERS * CELLS];
        var drivers = new float[DRIVERS * CELLS];
        Arrays.fill(drivers, 2);
        perturbations.of(SEED, all);
        perturbations.force(EnsembleNumbers.PLANNED, 5, 100, new float[2 * CELLS], 0, drivers, together, 0, CELLS);
        for (int cell = 0; cell < CELLS; cell++) {
            var alone = new float[DRIVERS];
            perturbations.of(SEED, new long[] {all[cell]});
            perturbations.force(EnsembleNumbers.PLANNED, 5, 100, new float[2], 0, new float[] {2, 2, 2}, alone, 0, 1);
            assertThat(alone).containsExactly(together[cell], together[CELLS + cell], together[2 * CELLS + cell]);
        }
    }
}
