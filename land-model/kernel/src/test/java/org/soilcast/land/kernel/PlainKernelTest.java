package org.soilcast.land.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
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
    private static final int BLOCK = 100;
    private static final int BLOCKS = Math.max(1, Integer.getInteger("soilcast.cells", 1000) / BLOCK);
    private static final int YEARS = Integer.getInteger("soilcast.years", 2);
    private static final long SEED = 20_260_201;

    private final PlainKernel kernel = new PlainKernel();

    /** Cells at random within the parameter box, with a climate each. */
    private static final class Block {
        final float[] parameters = new float[Parameter.values().length * BLOCK];
        final float[] states = new float[State.values().length * BLOCK];
        final float[] drivers = new float[Driver.values().length * BLOCK];
        final float[] fluxes = new float[Flux.values().length * BLOCK];
        private final float[] meanC = new float[BLOCK];
        private final float[] amplitudeC = new float[BLOCK];
        private final float[] wetDays = new float[BLOCK];
        private final Random random;

        Block(long seed) {
            random = new Random(seed);
            for (int cell = 0; cell < BLOCK; cell++) {
                for (Parameter parameter : Parameter.values()) {
                    double u = random.nextInt(8) == 0 ? random.nextInt(2) : random.nextDouble();
                    parameters[parameter.ordinal() * BLOCK + cell] = (float) parameter.fromUnit(u);
                }
                double porosity = parameters[Parameter.POROSITY.ordinal() * BLOCK + cell];
                set(State.LAYER_1_WATER_MM, cell, porosity * SoilLayers.DEPTH_1_MM * random.nextDouble());
                set(State.LAYER_2_WATER_MM, cell, porosity * SoilLayers.DEPTH_2_MM * random.nextDouble());
                set(State.LAYER_3_WATER_MM, cell, porosity * SoilLayers.DEPTH_3_MM * random.nextDouble());
                set(State.GROUNDWATER_MM, cell, 200 * random.nextDouble());
                meanC[cell] = -4 + 32 * random.nextFloat();
                amplitudeC[cell] = 20 * random.nextFloat();
                wetDays[cell] = 0.6f * random.nextFloat();
            }
        }

        private void set(State state, int cell, double value) {
            states[state.ordinal() * BLOCK + cell] = (float) value;
        }

        void weather(int day) {
            for (int cell = 0; cell < BLOCK; cell++) {
                double temperatureC = meanC[cell]
                        - amplitudeC[cell] * StrictMath.cos(2 * Math.PI * day / 365.0)
                        + 5 * random.nextGaussian();
                double rain = random.nextFloat() < wetDays[cell] ? -8 * StrictMath.log(1 - random.nextDouble()) : 0;
                double flood = random.nextInt(2000) == 0 ? 500 * random.nextDouble() : 0;
                drivers[Driver.PRECIPITATION_MM_PER_DAY.ordinal() * BLOCK + cell] = (float) (rain + flood);
                drivers[Driver.AIR_TEMPERATURE_C.ordinal() * BLOCK + cell] = (float) temperatureC;
                drivers[Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY.ordinal() * BLOCK + cell] =
                        (float) (Math.max(0, 0.5 + 0.2 * temperatureC) * 2 * random.nextDouble());
            }
        }
    }

    /** Yearly residuals of the balance: largest magnitude, sum and number. */
    private record Residuals(double worstMm, double sumMm, long years) {
        Residuals plus(Residuals other) {
            return new Residuals(Math.max(worstMm, other.worstMm), sumMm + other.sumMm, years + other.years);
        }
    }

    @Test
    void theBalanceClosesWithoutDrift() {
        Residuals all = IntStream.range(0, BLOCKS)
                .parallel()
                .mapToObj(this::residuals)
                .reduce(new Residuals(0, 0, 0), Residuals::plus);
        double meanMm = all.sumMm / all.years;
        System.out.printf(
                "float balance: %d cell-years, worst %.2g, mean %.2g mm a year%n", all.years, all.worstMm, meanMm);
        assertThat(all.worstMm).as("largest |residual| of a year, mm").isLessThanOrEqualTo(5e-3);
        assertThat(Math.abs(meanMm)).as("|mean residual| of a year, mm").isLessThanOrEqualTo(1e-5);
    }

    private Residuals residuals(int number) {
        Block block = new Block(SEED + number);
        Residuals sum = new Residuals(0, 0, 0);
        for (int year = 0; year < YEARS; year++) {
            double[] residualMm = new double[BLOCK];
            for (int cell = 0; cell < BLOCK; cell++) {
                residualMm[cell] = -WaterBalance.storageMm(block.states, BLOCK, cell);
            }
            for (int day = 0; day < 365; day++) {
                block.weather(day);
                kernel.step(block.states, block.parameters, block.drivers, block.fluxes, BLOCK);
                for (int cell = 0; cell < BLOCK; cell++) {
                    residualMm[cell] -= WaterBalance.gainMm(block.drivers, block.fluxes, BLOCK, cell);
                }
                requireBounds(block, SEED + number, year, day);
            }
            for (int cell = 0; cell < BLOCK; cell++) {
                residualMm[cell] += WaterBalance.storageMm(block.states, BLOCK, cell);
                sum = sum.plus(new Residuals(Math.abs(residualMm[cell]), residualMm[cell], 1));
            }
        }
        return sum;
    }

    private static void requireBounds(Block block, long seed, int year, int day) {
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
        // One day from the same states: the error of a state relative to it, at least 1 mm (1 °C day).
        double worst = 0;
        double squares = 0;
        long count = 0;
        for (int number = 0; number < 20; number++) {
            Block block = new Block(SEED + number);
            for (int day = 0; day < 200; day++) {
                block.weather(day);
                double[][] expected = doubleStep(block);
                kernel.step(block.states, block.parameters, block.drivers, block.fluxes, BLOCK);
                for (int cell = 0; cell < BLOCK; cell++) {
                    for (State state : State.values()) {
                        double reference = expected[cell][state.ordinal()];
                        double error = Math.abs(block.states[state.ordinal() * BLOCK + cell] - reference)
                                / Math.max(Math.abs(reference), 1);
                        worst = Math.max(worst, error);
                        squares += error * error;
                        count++;
                    }
                }
            }
        }
        System.out.printf("float against double: worst %.2g, RMS %.2g%n", worst, Math.sqrt(squares / count));
        assertThat(worst).as("largest relative error of a state").isLessThan(1e-5);
    }

    private static double[][] doubleStep(Block block) {
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
            Block block = new Block(SEED);
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
        Block block = new Block(SEED);
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
        float[] first = run(new Block(SEED), 3).clone();
        for (int call = 0; call < 70; call++) {
            run(new Block(SEED), 3); // 21,000 cell-days: compiled by now
        }
        assertThat(run(new Block(SEED), 3)).containsExactly(first);
    }

    private float[] run(Block block, int days) {
        for (int day = 0; day < days; day++) {
            block.weather(day);
            kernel.step(block.states, block.parameters, block.drivers, block.fluxes, BLOCK);
        }
        return block.states;
    }

    @Test
    void refusesArraysShorterThanTheirShape() {
        Block block = new Block(SEED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kernel.step(block.states, block.parameters, new float[2], block.fluxes, BLOCK))
                .withMessageContaining("drivers");
    }
}
