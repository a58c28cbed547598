package org.soilcast.land.number;

/**
 * A {@link Real} in single precision: the plain path over stored states.
 *
 * <p>Only operations that Java fixes to the bit are used (IEEE arithmetic and {@link StrictMath}), so a result is the
 * same interpreted and compiled and on every machine. The functions are computed in double and rounded once.
 *
 * @param value the number
 */
public record FloatReal(float value) implements Real<FloatReal> {
    @Override
    public FloatReal plus(FloatReal other) {
        return new FloatReal(value + other.value);
    }

    @Override
    public FloatReal plus(double constant) {
        return new FloatReal(value + (float) constant);
    }

    @Override
    public FloatReal minus(FloatReal other) {
        return new FloatReal(value - other.value);
    }

    @Override
    public FloatReal subtractedFrom(double constant) {
        return new FloatReal((float) constant - value);
    }

    @Override
    public FloatReal times(FloatReal other) {
        return new FloatReal(value * other.value);
    }

    @Override
    public FloatReal times(double constant) {
        return new FloatReal(value * (float) constant);
    }

    @Override
    public FloatReal dividedBy(FloatReal other) {
        return new FloatReal(value / other.value);
    }

    @Override
    public FloatReal reciprocal() {
        return new FloatReal(1 / value);
    }

    @Override
    public FloatReal negated() {
        return new FloatReal(-value);
    }

    @Override
    public FloatReal min(FloatReal other) {
        return new FloatReal(Math.min(value, other.value));
    }

    @Override
    public FloatReal min(double constant) {
        return new FloatReal(Math.min(value, (float) constant));
    }

    @Override
    public FloatReal max(FloatReal other) {
        return new FloatReal(Math.max(value, other.value));
    }

    @Override
    public FloatReal max(double constant) {
        return new FloatReal(Math.max(value, (float) constant));
    }

    @Override
    public FloatReal exp() {
        return new FloatReal((float) StrictMath.exp(value));
    }

    @Override
    public FloatReal log() {
        return new FloatReal((float) StrictMath.log(value));
    }

    @Override
    public FloatReal sqrt() {
        return new FloatReal((float) StrictMath.sqrt(value));
    }

    @Override
    public FloatReal pow(FloatReal exponent) {
        return new FloatReal((float) StrictMath.pow(value, exponent.value));
    }
}
