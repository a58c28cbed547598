package org.soilcast.dayline.arithmetic;

/**
 * exp, log, tanh and the normal quantile of floats, of IEEE operations only: no library function, no fused operation, so
 * that a result has the same bits interpreted and compiled, in one lane or many, on every processor.
 *
 * <p>Polynomials of the Cephes library (Moshier 1992: expf, logf) and of Giles (2010), Approximating the erfinv function,
 * GPU Computing Gems 2, table 5. Relative errors: exp and log 3e-7, tanh 1e-6 absolute, normal quantile 2e-6 of its value.
 */
public final class RepeatableFunctions {
    static final float LOG_2_E = 1.44269504f;
    static final float LN_2_HIGH = 0.693359375f;
    static final float LN_2_LOW = -2.12194440e-4f;
    static final float LEAST_EXPONENT = -87;
    static final float LARGEST_EXPONENT = 88;
    /** A float near it has steps of 1, so adding it rounds to an integer, which its low bits hold. */
    static final float ROUNDER = 0x1.8p23f;

    static final int EXPONENT_BIAS = 127;
    static final int MANTISSA_BITS = 23;
    /** Bits of √½: mantissas are taken from there to √2. */
    static final int HALF_ROOT_BITS = 0x3f3504f3;

    static final float ROOT_2 = 1.41421356f;
    static final float WORD_STEP = 0x1p-24f;
    static final int DROPPED_BITS = 9;
    static final float TAIL_BEGINS = 5;
    private static final float LARGEST_TANH_ARGUMENT = 9;

    private RepeatableFunctions() {}

    /** e^x, from e^-87 to e^88; beyond these the nearer of them. */
    public static float exp(float x) {
        float bounded = Math.max(LEAST_EXPONENT, Math.min(LARGEST_EXPONENT, x));
        float shifted = bounded * LOG_2_E + ROUNDER;
        float halvings = shifted - ROUNDER;
        float r = bounded - halvings * LN_2_HIGH - halvings * LN_2_LOW;
        float p = 1.9875691500e-4f;
        p = p * r + 1.3981999507e-3f;
        p = p * r + 8.3334519073e-3f;
        p = p * r + 4.1665795894e-2f;
        p = p * r + 1.6666665459e-1f;
        p = p * r + 5.0000001201e-1f;
        float value = p * (r * r) + r + 1;
        return value * Float.intBitsToFloat(((int) halvings + EXPONENT_BIAS) << MANTISSA_BITS);
    }

    /** ln x of a positive normal float. */
    public static float log(float x) {
        int bits = Float.floatToRawIntBits(x);
        int exponent = (bits - HALF_ROOT_BITS) >> MANTISSA_BITS;
        float f = Float.intBitsToFloat(bits - (exponent << MANTISSA_BITS)) - 1;
        float square = f * f;
        float p = 7.0376836292e-2f;
        p = p * f - 1.1514610310e-1f;
        p = p * f + 1.1676998740e-1f;
        p = p * f - 1.2420140846e-1f;
        p = p * f + 1.4249322787e-1f;
        p = p * f - 1.6668057665e-1f;
        p = p * f + 2.0000714765e-1f;
        p = p * f - 2.4999993993e-1f;
        p = p * f + 3.3333331174e-1f;
        float tail = p * f * square + exponent * LN_2_LOW - 0.5f * square;
        return f + tail + exponent * LN_2_HIGH;
    }

    /** tanh x = 1 − 2/(e^2x + 1). */
    public static float tanh(float x) {
        float bounded = Math.max(-LARGEST_TANH_ARGUMENT, Math.min(LARGEST_TANH_ARGUMENT, x));
        return 1 - 2 / (exp(2 * bounded) + 1);
    }

    /**
     * The standard normal deviate of a word of 32 even bits: √2·erfinv(2u − 1) of u = (2k + 1)/2^24, k the upper 23 bits.
     * Largest 5.4; mean and skewness are 0 by symmetry.
     */
    public static float normal(int word) {
        float u = ((word >>> DROPPED_BITS) * 2 + 1) * WORD_STEP;
        float w = -log(4 * u * (1 - u));
        float p;
        if (w < TAIL_BEGINS) {
            w -= 2.5f;
            p = 2.81022636e-08f;
            p = 3.43273939e-07f + p * w;
            p = -3.5233877e-06f + p * w;
            p = -4.39150654e-06f + p * w;
            p = 0.00021858087f + p * w;
            p = -0.00125372503f + p * w;
            p = -0.00417768164f + p * w;
            p = 0.246640727f + p * w;
            p = 1.50140941f + p * w;
        } else {
            w = (float) Math.sqrt(w) - 3;
            p = -0.000200214257f;
            p = 0.000100950558f + p * w;
            p = 0.00134934322f + p * w;
            p = -0.00367342844f + p * w;
            p = 0.00573950773f + p * w;
            p = -0.0076224613f + p * w;
            p = 0.00943887047f + p * w;
            p = 1.00167406f + p * w;
            p = 2.83297682f + p * w;
        }
        return ROOT_2 * p * (2 * u - 1);
    }
}
