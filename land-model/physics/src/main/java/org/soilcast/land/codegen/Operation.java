package org.soilcast.land.codegen;

/** What a node of the graph computes from its operands a, b, c, d. */
public enum Operation {
    /** A number known when the graph is built. */
    CONSTANT(0),
    /** One row of an array that the kernel is given. */
    INPUT(0),
    /** a + b. */
    ADD(2),
    /** a − b. */
    SUBTRACT(2),
    /** a · b. */
    MULTIPLY(2),
    /** a / b; the graph only builds it with a = 1, so that equal divisors are divided by once. */
    DIVIDE(2),
    /** −a. */
    NEGATE(1),
    /** √a. */
    SQUARE_ROOT(1),
    /** c where a > b, else d. Minimum and maximum are this; no branch, all four are computed. */
    CHOOSE(4),
    /** e^a; lowered for floats. */
    EXP(1),
    /** ln a; lowered for floats. */
    LOG(1),
    /** a · b + c, rounded once. */
    FUSED(3),
    /** With k the binary exponent of a that leaves a/2^k in [√½, √2): the float 1.5·2^23 + k. */
    SHIFTED_EXPONENT(1),
    /** a/2^k, in [√½, √2), with k as in {@link #SHIFTED_EXPONENT}. */
    SIGNIFICAND(1),
    /** 2^n of the float a = 1.5·2^23 + 127 + n, −126 ≤ n ≤ 127: its low bits are the exponent of the result. */
    POWER_OF_TWO(1);

    private final int operands;

    Operation(int operands) {
        this.operands = operands;
    }

    /** How many operands it takes. */
    public int operands() {
        return operands;
    }

    /** Whether the order of two operands does not matter. */
    boolean commutes() {
        return this == ADD || this == MULTIPLY;
    }

    /** Whether it is known without computing: a constant or an input. */
    boolean isLeaf() {
        return operands == 0;
    }
}
