package org.soilcast.land.codegen;

import java.util.List;

/** How one value, one operation and one access to an array are written in a language. */
enum Dialect {
    /** Java, one cell at a time, single precision. */
    FLOAT_JAVA("float", "float") {
        @Override
        String constant(double value) {
            return floatLiteral(value);
        }

        @Override
        String operation(Operation operation, List<String> x) {
            return switch (operation) {
                case SQUARE_ROOT -> "(float) Math.sqrt(" + x.get(0) + ")";
                case FUSED -> "Math.fma(" + String.join(", ", x) + ")";
                case SHIFTED_EXPONENT ->
                    "Float.intBitsToFloat((Float.floatToRawIntBits(" + x.get(0) + ") - " + SQRT_HALF + " >> 23) + "
                            + ROUNDER + ")";
                case SIGNIFICAND ->
                    "Float.intBitsToFloat((Float.floatToRawIntBits(" + x.get(0) + ") - " + SQRT_HALF + " & " + FRACTION
                            + ") + " + SQRT_HALF + ")";
                case POWER_OF_TWO ->
                    "Float.intBitsToFloat(Math.min(Float.floatToRawIntBits(" + x.get(0) + "), " + GREATEST + ") << 23)";
                default -> infix(operation, x);
            };
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
            return "FloatVector.broadcast(SPECIES, " + floatLiteral(value) + ")";
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
            String a = x.get(0);
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
                    a + ".reinterpretAsInts().sub(" + SQRT_HALF + ").lanewise(VectorOperators.ASHR, 23).add(" + ROUNDER
                            + ").reinterpretAsFloats()";
                case SIGNIFICAND ->
                    a + ".reinterpretAsInts().sub(" + SQRT_HALF + ").and(" + FRACTION + ").add(" + SQRT_HALF
                            + ").reinterpretAsFloats()";
                case POWER_OF_TWO ->
                    a + ".reinterpretAsInts().min(" + GREATEST
                            + ").lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats()";
                default -> throw new IllegalStateException(operation + " is not lowered");
            };
        }
    },

    /** C for the host and for CUDA, one cell at a time; the bit operations are functions of the file's prelude. */
    C("float", "float") {
        @Override
        String constant(double value) {
            return floatLiteral(value);
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

    /** Bits of √½, which separates significands. */
    static final String SQRT_HALF = "0x3f3504f3";
    /** Bits of a float's significand without its leading one. */
    static final String FRACTION = "0x007fffff";
    /** Bits of 1.5·2^23. */
    static final String ROUNDER = "0x4b400000";
    /** Bits of 1.5·2^23 + 254, which stands for 2^127. */
    static final String GREATEST = "0x4b4000fe";

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

    private static String floatLiteral(double value) {
        return Float.toString((float) value) + "f";
    }
}
