package org.soilcast.land.codegen;

/**
 * exp and log for floats, of fused multiply-adds and integer operations on the bits. Each operation has one result by
 * IEEE 754, so the bits are the same interpreted and compiled, in any number of lanes, in Java, C and CUDA.
 *
 * <p>Polynomials of the Cephes library (Moshier 1992: expf, logf), reduction by fused multiply-add. Errors against the
 * exact value: exp and 1 − exp 1.1 ulp for −87.3 ≤ x ≤ 88.3, log 1.1 ulp for positive normal floats, a power e^(y·ln x)
 * 2^-23·(1.6·|y·ln x| + 1.1) of its value. Below −87.3 exp gives 1.2e-38; beyond 88.3 a huge number or infinity.
 */
final class ElementaryFunctions {
    /** 1.5·2^23: a float near it has steps of 1, so adding it rounds to an integer, which its low bits hold. */
    private static final double ROUNDER = 0x1.8p23;

    private static final double EXPONENT_BIAS = 127;
    private static final double LEAST_EXPONENT = -87.33654;

    /** ln 2 in two floats. */
    private static final double LN2_HIGH = (float) StrictMath.log(2);

    private static final double LN2_LOW = StrictMath.log(2) - LN2_HIGH;

    /** (e^r − 1 − r)/r² for |r| ≤ ½ ln 2, highest power first. */
    private static final double[] EXP_COEFFICIENTS = {
        1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1
    };

    /** (ln(1 + f) − f + f²/2)/f³ for √½ ≤ 1 + f < √2, highest power first. */
    private static final double[] LOG_COEFFICIENTS = {
        7.0376836292e-2,
        -1.1514610310e-1,
        1.1676998740e-1,
        -1.2420140846e-1,
        1.4249322787e-1,
        -1.6668057665e-1,
        2.0000714765e-1,
        -2.4999993993e-1,
        3.3333331174e-1
    };

    private final Graph graph;

    ElementaryFunctions(Graph graph) {
        this.graph = graph;
    }

    /** e^x as scale·(1 + fraction): scale a power of two, fraction = e^r − 1, |r| ≤ ½ ln 2. */
    private record Exponential(Expression scale, Expression fraction) {}

    /** e^x. */
    Expression exp(Expression x) {
        Exponential parts = exponential(x);
        return graph.fused(parts.scale, parts.fraction, parts.scale);
    }

    /** 1 − e^x, without the cancellation near 0: (1 − scale) − scale·fraction. */
    Expression oneMinusExp(Expression x) {
        Exponential parts = exponential(x);
        return graph.fused(parts.scale.negated(), parts.fraction, parts.scale.subtractedFrom(1));
    }

    private Exponential exponential(Expression x) {
        Expression bounded = x.max(LEAST_EXPONENT);
        double shift = ROUNDER + EXPONENT_BIAS;
        Expression shifted = graph.fused(bounded, constant(1 / StrictMath.log(2)), constant(shift));
        Expression halvings = shifted.plus(-shift);
        Expression high = graph.fused(halvings, constant(-LN2_HIGH), bounded);
        Expression r = graph.fused(halvings, constant(-LN2_LOW), high);
        Expression fraction = graph.fused(polynomial(r, EXP_COEFFICIENTS), r.times(r), r);
        return new Exponential(graph.unary(Operation.POWER_OF_TWO, shifted), fraction);
    }

    /** ln x = k·ln 2 + ln(1 + f), x = 2^k·(1 + f) > 0. */
    Expression log(Expression x) {
        Expression k = graph.unary(Operation.SHIFTED_EXPONENT, x).plus(-ROUNDER);
        Expression f = graph.unary(Operation.SIGNIFICAND, x).plus(-1);
        Expression square = f.times(f);
        Expression cube = square.times(f);
        Expression tail = graph.fused(
                k, constant(LN2_LOW), polynomial(f, LOG_COEFFICIENTS).times(cube));
        Expression small = graph.fused(square, constant(-0.5), tail);
        return graph.fused(k, constant(LN2_HIGH), f.plus(small));
    }

    /** Horner's scheme. */
    private Expression polynomial(Expression x, double[] highestFirst) {
        Expression sum = constant(highestFirst[0]);
        for (int i = 1; i < highestFirst.length; i++) {
            sum = graph.fused(sum, x, constant(highestFirst[i]));
        }
        return sum;
    }

    /** Floats hold what is asked of them: a constant is rounded here, not when it is printed. */
    private Expression constant(double value) {
        return graph.constant((float) value);
    }
}
