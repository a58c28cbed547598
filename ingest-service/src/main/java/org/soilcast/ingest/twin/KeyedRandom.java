package org.soilcast.ingest.twin;

/**
 * Random numbers that are a function of seed, purpose, place and day alone: whoever asks, in whatever order and after
 * whatever restart, gets the same bits. No sequence is kept.
 *
 * <p>The key goes through the finaliser of SplitMix64 (Steele, Lea and Flood 2014, OOPSLA), once for each part.
 */
final class KeyedRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;

    KeyedRandom(long seed) {
        this.seed = seed;
    }

    /** Numbers that have nothing to do with these, one such set for every key. */
    KeyedRandom other(long key) {
        return new KeyedRandom(mix(mix(seed + GOLDEN_GAMMA) + GOLDEN_GAMMA * key));
    }

    /** Uniform in (0, 1), both ends excluded, in steps of 2⁻⁵³. */
    double uniform(Purpose purpose, long place, long day) {
        long bits = mix(seed + GOLDEN_GAMMA * (purpose.ordinal() + 1));
        bits = mix(bits + GOLDEN_GAMMA * place);
        bits = mix(bits + GOLDEN_GAMMA * day);
        return ((bits >>> 11) + 0.5) * 0x1p-53;
    }

    /** Standard normal. */
    double normal(Purpose purpose, long place, long day) {
        return normalQuantile(uniform(purpose, place, day));
    }

    private static long mix(long value) {
        long bits = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        return bits ^ bits >>> 31;
    }

    /**
     * Quantile of the standard normal distribution: Wichura (1988), Applied Statistics 37, algorithm AS 241 (PPND16),
     * relative error 1e-16.
     *
     * @param probability in (0, 1)
     */
    static double normalQuantile(double probability) {
        double q = probability - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * ratio(CENTRE_UP, CENTRE_DOWN, r);
        }
        double r = StrictMath.sqrt(-StrictMath.log(q < 0 ? probability : 1 - probability));
        double z = r <= 5 ? ratio(MIDDLE_UP, MIDDLE_DOWN, r - 1.6) : ratio(TAIL_UP, TAIL_DOWN, r - 5);
        return q < 0 ? -z : z;
    }

    private static double ratio(double[] up, double[] down, double x) {
        return polynomial(up, x) / polynomial(down, x);
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }

    private static final double[] CENTRE_UP = {
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
        4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3
    };
    private static final double[] CENTRE_DOWN = {
        1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
        2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3
    };
    private static final double[] MIDDLE_UP = {
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4
    };
    private static final double[] MIDDLE_DOWN = {
        1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9
    };
    private static final double[] TAIL_UP = {
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7
    };
    private static final double[] TAIL_DOWN = {
        1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15
    };
}
