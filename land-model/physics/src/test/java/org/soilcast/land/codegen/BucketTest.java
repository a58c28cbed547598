package org.soilcast.land.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.land.codegen.Model.Step;
import org.soilcast.land.number.DoubleReal;
import org.soilcast.land.number.Quantities;
import org.soilcast.land.number.Real;

/**
 * A second model from its equations to vector code: a bucket that fills with rain, spills over its brim and runs out
 * through a hole, Q = k·(W/Wmax)^n. Nothing but this class knows of it.
 */
class BucketTest {
    private static final int CELLS = CompiledModel.CELLS;
    private static final long SEED = 11;

    enum Water {
        STORED_MM
    }

    enum Shape {
        CAPACITY_MM,
        RATE_MM_PER_DAY,
        EXPONENT
    }

    enum Sky {
        RAIN_MM_PER_DAY
    }

    enum Out {
        OUTFLOW_MM_PER_DAY
    }

    private record Day<N>(N stored, N outflow) {}

    /** The physics: all that a user writes. */
    private static <N extends Real<N>> Day<N> day(N stored, N capacity, N rate, N exponent, N rain) {
        N supplied = stored.plus(rain);
        N full = supplied.min(capacity);
        N drained = full.minus(
                rate.times(full.dividedBy(capacity).max(1e-3).pow(exponent)).min(full));
        return new Day<>(drained, supplied.minus(drained));
    }

    private static final Model<Water, Shape, Sky, Out> BUCKET =
            new Model<>("Bucket", Water.class, Shape.class, Sky.class, Out.class, (states, parameters, drivers) -> {
                Day<Expression> day = day(
                        states.get(Water.STORED_MM),
                        parameters.get(Shape.CAPACITY_MM),
                        parameters.get(Shape.RATE_MM_PER_DAY),
                        parameters.get(Shape.EXPONENT),
                        drivers.get(Sky.RAIN_MM_PER_DAY));
                return new Step<>(
                        Quantities.of(Water.class, state -> day.stored), Quantities.of(Out.class, flux -> day.outflow));
            });

    private static CompiledModel compiled;
    private static final float[] STORED = new float[CELLS];
    private static final float[] SHAPE = new float[3 * CELLS];
    private static final float[] RAIN = new float[CELLS];

    @BeforeAll
    static void compile(@TempDir Path folder) throws Exception {
        compiled = new CompiledModel(BUCKET, folder);
        Random random = new Random(SEED);
        for (int cell = 0; cell < CELLS; cell++) {
            SHAPE[cell] = 50 + 100 * random.nextFloat();
            SHAPE[CELLS + cell] = 1 + 9 * random.nextFloat();
            SHAPE[2 * CELLS + cell] = 0.5f + 3 * random.nextFloat();
            STORED[cell] = SHAPE[cell] * random.nextFloat();
            RAIN[cell] = random.nextInt(3) == 0 ? 40 * random.nextFloat() : 0;
        }
    }

    private static Day<DoubleReal> expected(double stored, int cell, int moved, double by) {
        double[] shape = {SHAPE[cell], SHAPE[CELLS + cell], SHAPE[2 * CELLS + cell]};
        if (moved >= 0) {
            shape[moved] += by;
        }
        return day(
                new DoubleReal(stored),
                new DoubleReal(shape[0]),
                new DoubleReal(shape[1]),
                new DoubleReal(shape[2]),
                new DoubleReal(RAIN[cell]));
    }

    @Test
    void vectorsFollowTheEquations() {
        float[] next = new float[CELLS];
        float[] outflow = new float[CELLS];
        compiled.step("BucketForwardVector", CELLS, STORED, SHAPE, RAIN, next, outflow);
        for (int cell = 0; cell < CELLS; cell++) {
            Day<DoubleReal> expected = expected(STORED[cell], cell, -1, 0);
            assertThat((double) next[cell])
                    .as("stored, seed %d cell %d", SEED, cell)
                    .isCloseTo(expected.stored.value(), within(1e-5 * Math.max(1, expected.stored.value())));
            assertThat((double) outflow[cell])
                    .as("outflow, seed %d cell %d", SEED, cell)
                    .isCloseTo(expected.outflow.value(), within(1e-5 * Math.max(1, STORED[cell])));
        }
    }

    @Test
    void floatsAndVectorsHaveTheSameBits() {
        float[] vectors = new float[2 * CELLS];
        float[] floats = new float[2 * CELLS];
        float[] outflow = new float[CELLS];
        compiled.step("BucketForwardVector", CELLS, STORED, SHAPE, RAIN, vectors, outflow);
        compiled.step("BucketForwardFloat", CELLS, STORED, SHAPE, RAIN, floats, outflow);
        assertThat(vectors).containsExactly(floats);
    }

    @Test
    void theAdjointIsTheDerivative() {
        double[] gradients = new double[3 * CELLS];
        double[] stateGradients = new double[CELLS];
        double[] ones = new double[CELLS];
        java.util.Arrays.fill(ones, 1);
        compiled.step(
                "BucketAdjointDouble",
                CELLS,
                doubles(STORED),
                doubles(SHAPE),
                doubles(RAIN),
                ones,
                new double[CELLS],
                stateGradients,
                gradients);
        double h = 1e-5;
        for (int cell = 0; cell < CELLS; cell++) {
            for (int shape = 0; shape < 3; shape++) {
                double slope = (expected(STORED[cell], cell, shape, h).stored.value()
                                - expected(STORED[cell], cell, shape, -h).stored.value())
                        / (2 * h);
                assertThat(gradients[shape * CELLS + cell])
                        .as("d stored/d %s, seed %d cell %d", Shape.values()[shape], SEED, cell)
                        .isCloseTo(slope, within(1e-7 + 1e-6 * Math.abs(slope)));
            }
            double slope = (expected(STORED[cell] + h, cell, -1, 0).stored.value()
                            - expected(STORED[cell] - h, cell, -1, 0).stored.value())
                    / (2 * h);
            assertThat(stateGradients[cell])
                    .as("d stored/d stored, seed %d cell %d", SEED, cell)
                    .isCloseTo(slope, within(1e-7 + 1e-6 * Math.abs(slope)));
        }
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
