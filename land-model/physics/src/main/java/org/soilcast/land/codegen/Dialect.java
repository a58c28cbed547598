package org.soilcast.land.codegen;

import java.util.List;

/** How one value, one operation and one access to an array are written in a language. */
enum Dialect {
    /** Java, one cell at a time, single precision. */
    FLOAT_JAVA("float", "float") {
        @Override
        String constant(double value) {
            return Precision.SINGLE.literal(value);
        }

        @Override
        String operation(Operation operation, List<String> x) {
            return scalar(Precision.SINGLE, operation, x);
        }
    },

    /** Java, one cell at a time, double precision; functions lowered, bits as of {@link #DOUBLE_VECTOR_JAVA}. */
    LOWERED_DOUBLE_JAVA("double", "double") {
        @Override
        String constant(double value) {
            return Precision.DOUBLE.literal(value);
        }

        @Override
        String operation(Operation operation, List<String> x) {
            return scalar(Precision.DOUBLE, operation, x);
        }
    },

    /** Java, one cell at a time, double precision; functions by StrictMath. */
    DOUBLE_JAVA("double", "double") {
        @Override
        String constant(double value) {
            return Double.toString(value);
        }

        @Override
        String operation(Operation operation, List<String> x) {
            return switch (operation) {
                case EXP -> "StrictMath.exp(" + x.get(0) + ")";
                case LOG -> "StrictMath.log(" + x.get(0) + ")";
                case SQUARE_ROOT -> "Math.sqrt(" + x.get(0) + ")";
                default -> infix(operation, x);
            };
        }
    },

    /** Java with jdk.incubator.vector, as many cells at a time as the processor's registers hold. */
    VECTOR_JAVA("FloatVector", "float") {
        @Override
        String constant(double value) {
            return broadcast(Precision.SINGLE, value);
        }

        @Override
        String load(String array, String index) {
            return "FloatVector.fromArray(SPECIES, " + array + ", " + index + ")";
        }

        @Override
        String store(String array, String index, String value) {
            return value + ".intoArray(" + array + ", " + index + ")";
        }

        @Override
        String operation(Operation operation, List<String> x) {
            return vector(Precision.SINGLE, operation, x);
        }
    },

    /** The same in double precision. */
    DOUBLE_VECTOR_JAVA("DoubleVector", "double") {
        @Override
        String constant(double value) {
            return broadcast(Precision.DOUBLE, value);
        }

        @Override
        String load(String array, String index) {
            return "DoubleVector.fromArray(SPECIES, " + array + ", " + index + ")";
        }

        @Override
        String store(String array, String index, String value) {
            return value + ".intoArray(" + array + ", " + index + ")";
        }

        @Override
        String operation(Operation operation, List<String> x) {
            return vector(Precision.DOUBLE, operation, x);
        }
    },

    /** C for the host and for CUDA, one cell at a time; the bit operations are functions of the file's prelude. */
    C("float", "float") {
        @Override
        String constant(double value) {
            return Precision.SINGLE.literal(value);
        }

        @Override
        String operation(Operation operation, List<String> x) {
            return switch (operation) {
                case SQUARE_ROOT -> "sqrtf(" + x.get(0) + ")";
                case FUSED -> "fmaf(" + String.join(", ", x) + ")";
                case SHIFTED_EXPONENT -> "shifted_exponent(" + x.get(0) + ")";
                case SIGNIFICAND -> "significand_of(" + x.get(0) + ")";
                case POWER_OF_TWO -> "power_of_two(" + x.get(0) + ")";
                default -> infix(operation, x);
            };
        }
    };

    private final String valueType;
    private final String elementType;

    Dialect(String valueType, String elementType) {
        this.valueType = valueType;
        this.elementType = elementType;
    }

    /** Type of a local variable. */
    String valueType() {
        return valueType;
    }

    /** Type of an array's element. */
    String elementType() {
        return elementType;
    }

    /** A number. */
    abstract String constant(double value);

    /** The value of an operation on operands that are names or constants. */
    abstract String operation(Operation operation, List<String> operands);

    /** The value of an array's element. */
    String load(String array, String index) {
        return array + "[" + index + "]";
    }

    /** A statement that writes an array's element, without its semicolon. */
    String store(String array, String index, String value) {
        return array + "[" + index + "] = " + value;
    }

    private static String infix(Operation operation, List<String> x) {
        return switch (operation) {
            case ADD -> x.get(0) + " + " + x.get(1);
            case SUBTRACT -> x.get(0) + " - " + x.get(1);
            case MULTIPLY -> x.get(0) + " * " + x.get(1);
            case DIVIDE -> x.get(0) + " / " + x.get(1);
            case NEGATE -> "-" + x.get(0);
            case CHOOSE -> x.get(0) + " > " + x.get(1) + " ? " + x.get(2) + " : " + x.get(3);
            default -> throw new IllegalStateException(operation + " is not lowered");
        };
    }

    /** Whether a value is a vector. */
    boolean isVector() {
        return this == VECTOR_JAVA || this == DOUBLE_VECTOR_JAVA;
    }

    private static String broadcast(Precision precision, double value) {
        return precision.vector() + ".broadcast(SPECIES, " + precision.literal(value) + ")";
    }

    private static String scalar(Precision p, Operation operation, List<String> x) {
        String bits = p.wrapper() + "." + p.element() + "ToRaw" + p.bitsName() + "Bits(" + x.get(0) + ")";
        String from = p.wrapper() + "." + p.bits() + "BitsTo" + p.wrapper() + "(";
        return switch (operation) {
            case SQUARE_ROOT -> "(" + p.element() + ") Math.sqrt(" + x.get(0) + ")";
            case FUSED -> "Math.fma(" + String.join(", ", x) + ")";
            case SHIFTED_EXPONENT ->
                from + "(" + bits + " - " + p.sqrtHalf() + " >> " + p.fractionBits() + ") + " + p.rounder() + ")";
            case SIGNIFICAND ->
                from + "(" + bits + " - " + p.sqrtHalf() + " & " + p.fraction() + ") + " + p.sqrtHalf() + ")";
            case POWER_OF_TWO -> from + "Math.min(" + bits + ", " + p.greatest() + ") << " + p.fractionBits() + ")";
            default -> infix(operation, x);
        };
    }

    private static String vector(Precision p, Operation operation, List<String> x) {
        String a = x.get(0);
        String bits = a + ".reinterpretAs" + p.bitsName() + "s()";
        String back = ".reinterpretAs" + p.wrapper() + "s()";
        return switch (operation) {
            case ADD -> a + ".add(" + x.get(1) + ")";
            case SUBTRACT -> a + ".sub(" + x.get(1) + ")";
            case MULTIPLY -> a + ".mul(" + x.get(1) + ")";
            case DIVIDE -> a + ".div(" + x.get(1) + ")";
            case NEGATE -> a + ".neg()";
            case SQUARE_ROOT -> a + ".sqrt()";
            case FUSED -> a + ".fma(" + x.get(1) + ", " + x.get(2) + ")";
            case CHOOSE ->
                x.get(3) + ".blend(" + x.get(2) + ", " + a + ".compare(VectorOperators.GT, " + x.get(1) + "))";
            case SHIFTED_EXPONENT ->
                bits + ".sub(" + p.sqrtHalf() + ").lanewise(VectorOperators.ASHR, " + p.fractionBits() + ").add("
                        + p.rounder() + ")" + back;
            case SIGNIFICAND ->
                bits + ".sub(" + p.sqrtHalf() + ").and(" + p.fraction() + ").add(" + p.sqrtHalf() + ")" + back;
            case POWER_OF_TWO ->
                bits + ".min(" + p.greatest() + ").lanewise(VectorOperators.LSHL, " + p.fractionBits() + ")" + back;
            default -> throw new IllegalStateException(operation + " is not lowered");
        };
    }
}
