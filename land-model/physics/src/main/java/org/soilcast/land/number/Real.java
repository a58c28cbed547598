package org.soilcast.land.number;

/**
 * A number that the land model's equations are written on: a double, a float, or a node of a traced graph.
 *
 * <p>Immutable. There are no comparisons and no conversion to a Java number: a choice is expressed by {@link #min},
 * {@link #max} and {@link #clip}, so that a graph node records the same operations whatever the values are, can be
 * differentiated in reverse, and printed as vector or CUDA code. Plain {@code double} operands are constants.
 *
 * @param <N> the implementing type itself
 */
public interface Real<N extends Real<N>> {
    /** this + other. */
    N plus(N other);

    /** this + constant. */
    N plus(double constant);

    /** this − other. */
    N minus(N other);

    /** this − constant. */
    default N minus(double constant) {
        return plus(-constant);
    }

    /** constant − this. */
    N subtractedFrom(double constant);

    /** this · other. */
    N times(N other);

    /** this · constant. */
    N times(double constant);

    /** this / other. */
    N dividedBy(N other);

    /** this / constant, as a product with the constant's reciprocal. */
    default N dividedBy(double constant) {
        return times(1 / constant);
    }

    /** 1 / this. */
    N reciprocal();

    /** −this. */
    N negated();

    /** The smaller of the two. */
    N min(N other);

    /** The smaller of this and a constant. */
    N min(double constant);

    /** The larger of the two. */
    N max(N other);

    /** The larger of this and a constant. */
    N max(double constant);

    /** This, but not below the lower and not above the upper bound; lower ≤ upper. */
    default N clip(double lower, double upper) {
        return max(lower).min(upper);
    }

    /** e to the power of this. */
    N exp();

    /** Natural logarithm of this; this > 0. */
    N log();

    /** Square root of this; this ≥ 0. */
    N sqrt();

    /** This to the power of the exponent; this > 0. */
    N pow(N exponent);
}
