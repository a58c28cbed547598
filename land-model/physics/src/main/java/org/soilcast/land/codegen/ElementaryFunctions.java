package org.soilcast.land.codegen;

/**
 * exp and log for floats and doubles, of fused multiply-adds and integer operations on the bits. Each operation has one result by
 * IEEE 754, so the bits are the same interpreted and compiled, in any number of lanes, in Java, C and CUDA.
 *
 * <p>Polynomials of the Cephes library (Moshier 1992: expf, logf), reduction by fused multiply-add. Errors against the
 * exact value: exp and 1 − exp 1.1 ulp for −87.3 ≤ x ≤ 88.3, log 1.1 ulp for positive normal floats, a power e^(y·ln x)
 * 2^-23·(1.6·|y·ln x| + 1.1) of its value. For doubles series replace the fitted polynomials, to 1e-15 of the value. Below −87.3 exp gives 1.2e-38; beyond 88.3 a huge number or infinity.
 */
final class ElementaryFunctions {
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

    /** 1/2!, 1/3! … 1/13!, highest power first: the series' rest is below 4e-18 of e^r. */
    private static final double[] EXP_SERIES = new double[12];

    /** 2/3, 2/5 … 2/23, highest power first: the series of ln((1 + s)/(1 − s))/s − 2 in s², for |s| ≤ .172. */
    private static final double[] LOG_SERIES = new double[11];

    static {
        double factorial = 1;
        for (int n = 2; n <= 13; n++) {
            factorial *= n;
            EXP_SERIES[13 - n] = 1 / factorial;
        }
        for (int k = 1; k <= 11; k++) {
            LOG_SERIES[11 - k] = 2.0 / (2 * k + 1);
        }
    }

    private final Graph graph;
    private final Precision precision;
    /** A number near it has steps of 1, so adding it rounds to an integer, which its low bits hold. */
    private final double rounder;

    private final double exponentBias;
    private final double leastExponent;
    /** ln 2 in two numbers, of doubles as in fdlibm (Sun 1993: e_log.c). */
    private final double ln2High;

    private final double ln2Low;
    private final double[] expCoefficients;

    ElementaryFunctions(Graph graph, Precision precision) {
        this.graph = graph;
        this.precision = precision;
        boolean single = precision == Precision.SINGLE;
        rounder = single ? 0x1.8p23 : 0x1.8p52;
        exponentBias = single ? 127 : 1023;
        leastExponent = single ? -87.33654 : -708.3964;
        ln2High = single ? (float) StrictMath.log(2) : 6.93147180369123816490e-01;
        ln2Low = single ? StrictMath.log(2) - ln2High : 1.90821492927058770002e-10;
        expCoefficients = single ? EXP_COEFFICIENTS : EXP_SERIES;
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
        Expression bounded = x.max(leastExponent);
        double shift = rounder + exponentBias;
        Expression shifted = graph.fused(bounded, constant(1 / StrictMath.log(2)), constant(shift));
        Expression halvings = shifted.plus(-shift);
        Expression high = graph.fused(halvings, constant(-ln2High), bounded);
        Expression r = graph.fused(halvings, constant(-ln2Low), high);
        Expression fraction = graph.fused(polynomial(r, expCoefficients), r.times(r), r);
        return new Exponential(graph.unary(Operation.POWER_OF_TWO, shifted), fraction);
    }

    /** ln x = k·ln 2 + ln(1 + f), x = 2^k·(1 + f) > 0. */
    Expression log(Expression x) {
        Expression k = graph.unary(Operation.SHIFTED_EXPONENT, x).plus(-rounder);
        Expression f = graph.unary(Operation.SIGNIFICAND, x).plus(-1);
        return precision == Precision.SINGLE ? logOfFloat(k, f) : logOfDouble(k, f);
    }

    /** s = f/(2 + f), ln(1 + f) = f − (f²/2 − s·(f²/2 + s²·(2/3 + 2/5·s² + …))). */
    private Expression logOfDouble(Expression k, Expression f) {
        Expression s = f.dividedBy(f.plus(2));
        Expression square = s.times(s);
        Expression half = f.times(f).times(0.5);
        Expression rest = graph.fused(square, polynomial(square, LOG_SERIES), half);
        Expression small = graph.fused(s, rest, graph.fused(k, constant(ln2Low), half.negated()));
        return graph.fused(k, constant(ln2High), f.plus(small));
    }

    private Expression logOfFloat(Expression k, Expression f) {
        Expression square = f.times(f);
        Expression cube = square.times(f);
        Expression tail =
                graph.fused(k, constant(ln2Low), polynomial(f, LOG_COEFFICIENTS).times(cube));
        Expression small = graph.fused(square, constant(-0.5), tail);
        return graph.fused(k, constant(ln2High), f.plus(small));
    }

    /** Horner's scheme. */
    private Expression polynomial(Expression x, double[] highestFirst) {
        Expression sum = constant(highestFirst[0]);
        for (int i = 1; i < highestFirst.length; i++) {
            sum = graph.fused(sum, x, constant(highestFirst[i]));
        }
        return sum;
    }

    /** A constant is rounded here, not when it is printed. */
    private Expression constant(double value) {
        return graph.constant(precision.round(value));
    }
}
