package org.soilcast.land.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.land.codegen.Model.Step;
import org.soilcast.land.number.Quantities;

/** The polynomials as they are printed, against StrictMath. */
class ElementaryFunctionsTest {
    private static final int CELLS = CompiledModel.CELLS;

    enum Argument {
        X
    }

    enum None {}

    enum Result {
        EXP,
        ONE_MINUS_EXP,
        LOG,
        POWER
    }

    private static CompiledModel compiled;

    @BeforeAll
    static void compile(@TempDir Path folder) throws Exception {
        compiled = new CompiledModel(
                new Model<>(
                        "Functions", Argument.class, None.class, None.class, Result.class, (states, none, drivers) -> {
                            Expression x = states.get(Argument.X);
                            Expression power = x.pow(x.times(0).plus(4.5));
                            return new Step<>(
                                    Quantities.of(Argument.class, argument -> x),
                                    Quantities.of(
                                            Result.class,
                                            Map.of(
                                                    Result.EXP, x.exp(),
                                                    Result.ONE_MINUS_EXP,
                                                            x.exp().subtractedFrom(1),
                                                    Result.LOG, x.log(),
                                                    Result.POWER, power)));
                        }),
                folder);
    }

    /** Largest error in units in the last place of the result, over floats evenly spaced from the lowest to the highest. */
    private static double worstUlp(Result result, float lowest, float highest, int count, DoubleUnaryOperator exact) {
        double worst = 0;
        float[] x = new float[CELLS];
        float[] results = new float[Result.values().length * CELLS];
        for (int begin = 0; begin < count; begin += CELLS) {
            for (int i = 0; i < CELLS; i++) {
                x[i] = (float) (lowest + ((double) highest - lowest) * (begin + i) / (count - 1));
            }
            compiled.step("FunctionsForwardVector", CELLS, x, new float[0], new float[0], new float[CELLS], results);
            for (int i = 0; i < CELLS; i++) {
                double expected = exact.applyAsDouble(x[i]);
                double error = Math.abs(results[result.ordinal() * CELLS + i] - expected) / Math.ulp((float) expected);
                worst = Math.max(worst, error);
            }
        }
        System.out.printf("%s on %g..%g: %.2f ulp%n", result, lowest, highest, worst);
        return worst;
    }

    @Test
    void expIsAccurate() {
        assertThat(worstUlp(Result.EXP, -87.3f, 88.3f, 1 << 20, StrictMath::exp))
                .isLessThan(1.1);
        assertThat(worstUlp(Result.EXP, -0.5f, 0.5f, 1 << 18, StrictMath::exp)).isLessThan(1.1);
    }

    @Test
    void oneMinusExpKeepsItsDigitsNearZero() {
        assertThat(worstUlp(Result.ONE_MINUS_EXP, -1e-3f, -1e-7f, 1 << 16, x -> -StrictMath.expm1(x)))
                .isLessThan(1.1);
        assertThat(worstUlp(Result.ONE_MINUS_EXP, -30f, -1e-4f, 1 << 18, x -> -StrictMath.expm1(x)))
                .isLessThan(1.1);
    }

    @Test
    void logIsAccurate() {
        assertThat(worstUlp(Result.LOG, 0.5f, 2f, 1 << 18, StrictMath::log)).isLessThan(1.1);
        assertThat(worstUlp(Result.LOG, Float.MIN_NORMAL, 1f, 1 << 18, StrictMath::log))
                .isLessThan(1.1);
        assertThat(worstUlp(Result.LOG, 1f, 3e38f, 1 << 18, StrictMath::log)).isLessThan(1.1);
    }

    @Test
    void aPowerIsAsAccurateAsItsExponentAllows() {
        // 4.5·ln x = 20.7 has the error of log, 1.1 ulp, and its own, half an ulp of 2^-23: 1.6·20.7 ulp of 2^-23, and
        // exp's
        // 1.1; an ulp of the result may be 2^-24 of it.
        assertThat(worstUlp(Result.POWER, 0.01f, 1f, 1 << 16, x -> StrictMath.pow(x, 4.5)))
                .isLessThan(2 * (1.6 * 20.7 + 1.1));
        assertThat(worstUlp(Result.POWER, 1f, 100f, 1 << 16, x -> StrictMath.pow(x, 4.5)))
                .isLessThan(2 * (1.6 * 20.7 + 1.1));
    }

    @Test
    void outsideTheirRangeTheyStayOnTheSafeSide() {
        float[] x = new float[CELLS];
        x[0] = -1e30f;
        x[1] = -200;
        x[2] = 1e4f;
        float[] results = new float[Result.values().length * CELLS];
        compiled.step("FunctionsForwardVector", CELLS, x, new float[0], new float[0], new float[CELLS], results);
        assertThat(results[0]).isBetween(0f, 2e-38f);
        assertThat(results[1]).isBetween(0f, 2e-38f);
        assertThat(results[2]).isGreaterThan(1e38f);
    }
}
