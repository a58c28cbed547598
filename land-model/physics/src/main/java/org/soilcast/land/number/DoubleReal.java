package org.soilcast.land.number;

/**
 * A {@link Real} in double precision: the reference.
 *
 * <p>Only operations that Java fixes to the bit are used (IEEE arithmetic and {@link StrictMath}), so a result is the
 * same interpreted and compiled and on every machine.
 *
 * @param value the number
 */
public record DoubleReal(double value) implements Real<DoubleReal> {
    @Override
    public DoubleReal plus(DoubleReal other) {
        return new DoubleReal(value + other.value);
    }

    @Override
    public DoubleReal plus(double constant) {
        return new DoubleReal(value + constant);
    }

    @Override
    public DoubleReal minus(DoubleReal other) {
        return new DoubleReal(value - other.value);
    }

    @Override
    public DoubleReal subtractedFrom(double constant) {
        return new DoubleReal(constant - value);
    }

    @Override
    public DoubleReal times(DoubleReal other) {
        return new DoubleReal(value * other.value);
    }

    @Override
    public DoubleReal times(double constant) {
        return new DoubleReal(value * constant);
    }

    @Override
    public DoubleReal dividedBy(DoubleReal other) {
        return new DoubleReal(value / other.value);
    }

    @Override
    public DoubleReal reciprocal() {
        return new DoubleReal(1 / value);
    }

    @Override
    public DoubleReal negated() {
        return new DoubleReal(-value);
    }

    @Override
    public DoubleReal min(DoubleReal other) {
        return new DoubleReal(Math.min(value, other.value));
    }

    @Override
    public DoubleReal min(double constant) {
        return new DoubleReal(Math.min(value, constant));
    }

    @Override
    public DoubleReal max(DoubleReal other) {
        return new DoubleReal(Math.max(value, other.value));
    }

    @Override
    public DoubleReal max(double constant) {
        return new DoubleReal(Math.max(value, constant));
    }

    @Override
    public DoubleReal exp() {
        return new DoubleReal(StrictMath.exp(value));
    }

    @Override
    public DoubleReal log() {
        return new DoubleReal(StrictMath.log(value));
    }

    @Override
    public DoubleReal sqrt() {
        return new DoubleReal(StrictMath.sqrt(value));
    }

    @Override
    public DoubleReal pow(DoubleReal exponent) {
        return new DoubleReal(StrictMath.pow(value, exponent.value));
    }
}
