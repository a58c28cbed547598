package org.soilcast.dayline.arithmetic;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RepeatableFunctions} of as many floats as a register holds: operation by operation the same, so the bits are, too.
 * Numbers turn from floats into integers and back by their bits, since a register has no such instruction everywhere. What a
 * row has beyond the last full register is left to the caller.
 */
final class VectorRows {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int ROUNDER_BITS = Float.floatToRawIntBits(RepeatableFunctions.ROUNDER);
    /** 2^23: with these bits in front, the lower 23 are an integer added to it. */
    private static final float INTEGERS = 0x1p23f;

    private static final int INTEGERS_BITS = Float.floatToRawIntBits(INTEGERS);

    private VectorRows() {}

    /** How many of so many values are computed here: those of full registers. */
    static int whole(int count) {
        return FLOATS.loopBound(count);
    }

    /** {@link RepeatableFunctions#exp} of whole registers; the arrays may be the same. */
    static void exp(float[] x, int xAt, float[] into, int at, int count) {
        for (int i = 0; i < count; i += FLOATS.length()) {
            exp(FloatVector.fromArray(FLOATS, x, xAt + i)).intoArray(into, at + i);
        }
    }

    /** {@link RepeatableFunctions#normal} of whole registers. */
    static void normal(int[] words, float[] deviates, int at, int count) {
        for (int i = 0; i < count; i += FLOATS.length()) {
            FloatVector whole = IntVector.fromArray(INTS, words, i)
                    .lanewise(VectorOperators.LSHR, RepeatableFunctions.DROPPED_BITS)
                    .or(INTEGERS_BITS)
                    .reinterpretAsFloats()
                    .sub(INTEGERS);
            FloatVector u = whole.mul(2).add(1).mul(RepeatableFunctions.WORD_STEP);
            FloatVector w = log(u.mul(4).mul(u.neg().add(1))).neg();
            FloatVector p = central(w.sub(2.5f));
            VectorMask<Float> tail = w.compare(VectorOperators.LT, RepeatableFunctions.TAIL_BEGINS)
                    .not();
            if (tail.anyTrue()) {
                p = p.blend(tail(w.lanewise(VectorOperators.SQRT).sub(3)), tail);
            }
            p.mul(RepeatableFunctions.ROOT_2).mul(u.mul(2).sub(1)).intoArray(deviates, at + i);
        }
    }

    /** {@link RepeatableRows#countUpTo} of whole registers. */
    static void countUpTo(
            float[] values, int rows, float[] limits, int at, boolean equal, float[] counts, int cells, int count) {
        for (int i = 0; i < count; i += FLOATS.length()) {
            FloatVector limit = FloatVector.fromArray(FLOATS, limits, at + i);
            FloatVector found =
                    equal ? countAtMost(values, rows, i, limit, cells) : countBelow(values, rows, i, limit, cells);
            found.intoArray(counts, at + i);
        }
    }

    // Two loops, since the compiler has to know the comparison.

    private static FloatVector countAtMost(float[] values, int rows, int at, FloatVector limit, int cells) {
        FloatVector found = FloatVector.zero(FLOATS);
        for (int row = 0; row < rows; row++) {
            VectorMask<Float> mask =
                    FloatVector.fromArray(FLOATS, values, row * cells + at).compare(VectorOperators.LE, limit);
            found = found.add(1, mask);
        }
        return found;
    }

    private static FloatVector countBelow(float[] values, int rows, int at, FloatVector limit, int cells) {
        FloatVector found = FloatVector.zero(FLOATS);
        for (int row = 0; row < rows; row++) {
            VectorMask<Float> mask =
                    FloatVector.fromArray(FLOATS, values, row * cells + at).compare(VectorOperators.LT, limit);
            found = found.add(1, mask);
        }
        return found;
    }

    private static FloatVector exp(FloatVector x) {
        FloatVector bounded = x.min(RepeatableFunctions.LARGEST_EXPONENT).max(RepeatableFunctions.LEAST_EXPONENT);
        FloatVector shifted = bounded.mul(RepeatableFunctions.LOG_2_E).add(RepeatableFunctions.ROUNDER);
        FloatVector halvings = shifted.sub(RepeatableFunctions.ROUNDER);
        FloatVector r = bounded.sub(halvings.mul(RepeatableFunctions.LN_2_HIGH))
                .sub(halvings.mul(RepeatableFunctions.LN_2_LOW));
        FloatVector p = r.mul(1.9875691500e-4f)
                .add(1.3981999507e-3f)
                .mul(r)
                .add(8.3334519073e-3f)
                .mul(r)
                .add(4.1665795894e-2f)
                .mul(r)
                .add(1.6666665459e-1f)
                .mul(r)
                .add(5.0000001201e-1f);
        FloatVector value = p.mul(r.mul(r)).add(r).add(1);
        FloatVector power = shifted.reinterpretAsInts()
                .sub(ROUNDER_BITS - RepeatableFunctions.EXPONENT_BIAS)
                .lanewise(VectorOperators.LSHL, RepeatableFunctions.MANTISSA_BITS)
                .reinterpretAsFloats();
        return value.mul(power);
    }

    private static FloatVector log(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        IntVector exponent = bits.sub(RepeatableFunctions.HALF_ROOT_BITS)
                .lanewise(VectorOperators.ASHR, RepeatableFunctions.MANTISSA_BITS);
        FloatVector scale = exponent.add(ROUNDER_BITS).reinterpretAsFloats().sub(RepeatableFunctions.ROUNDER);
        FloatVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, RepeatableFunctions.MANTISSA_BITS))
                .reinterpretAsFloats()
                .sub(1);
        FloatVector square = f.mul(f);
        FloatVector p = f.mul(7.0376836292e-2f)
                .sub(1.1514610310e-1f)
                .mul(f)
                .add(1.1676998740e-1f)
                .mul(f)
                .sub(1.2420140846e-1f)
                .mul(f)
                .add(1.4249322787e-1f)
                .mul(f)
                .sub(1.6668057665e-1f)
                .mul(f)
                .add(2.0000714765e-1f)
                .mul(f)
                .sub(2.4999993993e-1f)
                .mul(f)
                .add(3.3333331174e-1f);
        FloatVector tail = p.mul(f)
                .mul(square)
                .add(scale.mul(RepeatableFunctions.LN_2_LOW))
                .sub(square.mul(0.5f));
        return f.add(tail).add(scale.mul(RepeatableFunctions.LN_2_HIGH));
    }

    private static FloatVector central(FloatVector w) {
        return w.mul(2.81022636e-08f)
                .add(3.43273939e-07f)
                .mul(w)
                .add(-3.5233877e-06f)
                .mul(w)
                .add(-4.39150654e-06f)
                .mul(w)
                .add(0.00021858087f)
                .mul(w)
                .add(-0.00125372503f)
                .mul(w)
                .add(-0.00417768164f)
                .mul(w)
                .add(0.246640727f)
                .mul(w)
                .add(1.50140941f);
    }

    private static FloatVector tail(FloatVector w) {
        return w.mul(-0.000200214257f)
                .add(0.000100950558f)
                .mul(w)
                .add(0.00134934322f)
                .mul(w)
                .add(-0.00367342844f)
                .mul(w)
                .add(0.00573950773f)
                .mul(w)
                .add(-0.0076224613f)
                .mul(w)
                .add(0.00943887047f)
                .mul(w)
                .add(1.00167406f)
                .mul(w)
                .add(2.83297682f);
    }
}
