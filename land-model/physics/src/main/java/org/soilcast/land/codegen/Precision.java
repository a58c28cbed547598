package org.soilcast.land.codegen;

/** How a binary floating-point format is laid out, and its names in Java. */
enum Precision {
    /** 32 bits. */
    SINGLE("float", "Float", "int", "Int", 23, "0x3f3504f3", "0x007fffff", "0x4b400000", "0x4b4000fe") {
        @Override
        double round(double value) {
            return (float) value;
        }

        @Override
        String literal(double value) {
            return Float.toString((float) value) + "f";
        }
    },
    /** 64 bits. */
    DOUBLE(
            "double",
            "Double",
            "long",
            "Long",
            52,
            "0x3fe6a09e667f3bcdL",
            "0x000fffffffffffffL",
            "0x4338000000000000L",
            "0x43380000000007feL") {
        @Override
        double round(double value) {
            return value;
        }

        @Override
        String literal(double value) {
            return Double.toString(value);
        }
    };

    private final String element;
    private final String wrapper;
    private final String bits;
    private final String bitsName;
    private final int fractionBits;
    private final String sqrtHalf;
    private final String fraction;
    private final String rounder;
    private final String greatest;

    Precision(
            String element,
            String wrapper,
            String bits,
            String bitsName,
            int fractionBits,
            String sqrtHalf,
            String fraction,
            String rounder,
            String greatest) {
        this.element = element;
        this.wrapper = wrapper;
        this.bits = bits;
        this.bitsName = bitsName;
        this.fractionBits = fractionBits;
        this.sqrtHalf = sqrtHalf;
        this.fraction = fraction;
        this.rounder = rounder;
        this.greatest = greatest;
    }

    /** The nearest number of the format. */
    abstract double round(double value);

    /** A number in Java. */
    abstract String literal(double value);

    /** Java's primitive type. */
    String element() {
        return element;
    }

    /** Its class. */
    String wrapper() {
        return wrapper;
    }

    /** Class of its vectors. */
    String vector() {
        return wrapper + "Vector";
    }

    /** Primitive type of its bits. */
    String bits() {
        return bits;
    }

    /** The same in method names. */
    String bitsName() {
        return bitsName;
    }

    /** Bits of a significand without its leading one. */
    int fractionBits() {
        return fractionBits;
    }

    /** Bits of √½, which separates significands. */
    String sqrtHalf() {
        return sqrtHalf;
    }

    /** Mask of a significand without its leading one. */
    String fraction() {
        return fraction;
    }

    /** Bits of 1.5·2^fractionBits, near which steps are 1. */
    String rounder() {
        return rounder;
    }

    /** Bits of the rounder plus the exponent field of the greatest power of two. */
    String greatest() {
        return greatest;
    }
}
