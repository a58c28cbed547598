package org.soilcast.land.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.land.codegen.Program.Use.READ;
import static org.soilcast.land.codegen.Program.Use.WRITE;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.land.codegen.Program.ArrayArgument;
import org.soilcast.land.codegen.Program.Output;

/** The functions for doubles as they are printed, against StrictMath: relative errors, and equal bits of both forms. */
class DoubleFunctionsTest {
    private static final int CELLS = CompiledModel.CELLS;
    private static final int EXP = 0;
    private static final int ONE_MINUS_EXP = 1;
    private static final int LOG = 2;
    private static final int POWER = 3;
    private static final int RESULTS = 4;

    private static CompiledModel compiled;

    @BeforeAll
    static void compile(@TempDir Path folder) throws Exception {
        Graph graph = new Graph();
        Expression x = graph.input("x", 0);
        var functions = new Program(
                "functions",
                List.of(new ArrayArgument("x", 1, READ), new ArrayArgument("results", RESULTS, WRITE)),
                List.of(
                        new Output("results", EXP, x.exp()),
                        new Output("results", ONE_MINUS_EXP, x.exp().subtractedFrom(1)),
                        new Output("results", LOG, x.log()),
                        new Output("results", POWER, x.log().times(4.5).exp())));
        compiled = new CompiledModel(Kernels.doubles(Map.of("Functions", functions), "generated"), folder);
    }

    private static double worst(int result, double lowest, double highest, DoubleUnaryOperator exact) {
        int count = 1 << 17;
        double worst = 0;
        double[] x = new double[CELLS];
        double[] vectors = new double[RESULTS * CELLS];
        double[] cells = new double[RESULTS * CELLS];
        for (int begin = 0; begin < count; begin += CELLS) {
            for (int i = 0; i < CELLS; i++) {
                x[i] = lowest + (highest - lowest) * (begin + i) / (count - 1);
            }
            compiled.step("FunctionsDoubleVector", CELLS, x, vectors);
            compiled.step("FunctionsDoubleCell", CELLS, x, cells);
            assertThat(vectors).as("bits near %g", x[0]).isEqualTo(cells);
            for (int i = 0; i < CELLS; i++) {
                double expected = exact.applyAsDouble(x[i]);
                double error = Math.abs(vectors[result * CELLS + i] - expected);
                worst = Math.max(worst, error == 0 ? 0 : error / Math.abs(expected));
            }
        }
        System.out.printf("function %d on %g..%g: relative error %.1e%n", result, lowest, highest, worst);
        return worst;
    }

    @Test
    void theyAreAccurate() {
        assertThat(worst(EXP, -708, 709, StrictMath::exp)).isLessThan(1e-15);
        assertThat(worst(EXP, -0.5, 0.5, StrictMath::exp)).isLessThan(1e-15);
        assertThat(worst(ONE_MINUS_EXP, -1e-3, -1e-9, x -> -StrictMath.expm1(x)))
                .isLessThan(1e-15);
        assertThat(worst(LOG, 0.5, 2, StrictMath::log)).isLessThan(1e-15);
        assertThat(worst(LOG, Double.MIN_NORMAL, 1, StrictMath::log)).isLessThan(1e-15);
        assertThat(worst(LOG, 1, 1e300, StrictMath::log)).isLessThan(1e-15);
        assertThat(worst(POWER, 1e-3, 1, x -> StrictMath.pow(x, 4.5))).isLessThan(1e-13);
        assertThat(worst(POWER, 1, 1e6, x -> StrictMath.pow(x, 4.5))).isLessThan(1e-13);
    }
}
