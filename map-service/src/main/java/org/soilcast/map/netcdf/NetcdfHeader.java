package org.soilcast.map.netcdf;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The header of a file in NetCDF's classic format with 64-bit offsets (CDF-2; NetCDF User's Guide, "File format
 * specifications"). Data follow in big-endian order: variables without the record dimension one after the other, then
 * record by record those with it; each piece is filled up to four bytes.
 *
 * @param dimensions in the order in which variables name them by index; the one of length 0 is the record dimension
 * @param attributes of the file
 * @param variables without the record dimension first
 */
record NetcdfHeader(List<Dimension> dimensions, List<Attribute> attributes, List<Variable> variables) {
    private static final int MAGIC = 0x43444602; // CDF and version 2
    private static final int DIMENSIONS = 0x0A;
    private static final int VARIABLES = 0x0B;
    private static final int ATTRIBUTES = 0x0C;

    /** Types of values, with their codes and sizes in bytes. */
    enum Type {
        BYTE(1, 1),
        CHAR(2, 1),
        INT(4, 4),
        FLOAT(5, 4),
        DOUBLE(6, 8);

        private final int code;
        private final int bytes;

        Type(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }
    }

    /** A dimension; length 0 for records. */
    record Dimension(String name, int length) {}

    /** A text, or numbers of one type. */
    record Attribute(String name, Type type, String text, List<? extends Number> numbers) {
        static Attribute of(String name, String text) {
            return new Attribute(name, Type.CHAR, text, List.of());
        }

        static Attribute of(String name, Type type, List<? extends Number> numbers) {
            return new Attribute(name, type, "", numbers);
        }
    }

    /** A variable over dimensions, named by index. */
    record Variable(String name, Type type, List<Integer> dimensions, List<Attribute> attributes) {}

    /** The header of a file of so many records. */
    byte[] bytes(int records) throws IOException {
        int length = bytes(records, 0).length;
        return bytes(records, length);
    }

    private byte[] bytes(int records, long dataStart) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(records);
            list(out, DIMENSIONS, dimensions.size());
            for (Dimension dimension : dimensions) {
                name(out, dimension.name());
                out.writeInt(dimension.length());
            }
            attributes(out, attributes);
            list(out, VARIABLES, variables.size());
            long begin = dataStart;
            for (Variable variable : variables) {
                name(out, variable.name());
                out.writeInt(variable.dimensions().size());
                for (int dimension : variable.dimensions()) {
                    out.writeInt(dimension);
                }
                attributes(out, variable.attributes());
                out.writeInt(variable.type().code);
                long size = size(variable);
                out.writeInt((int) Math.min(size, 0xFFFFFFFFL));
                out.writeLong(begin);
                begin += size;
            }
        }
        return bytes.toByteArray();
    }

    /** Bytes of a variable, of a record of it when it has records, filled up. */
    private long size(Variable variable) {
        long size = variable.type().bytes;
        for (int dimension : variable.dimensions()) {
            size *= Math.max(1, dimensions.get(dimension).length());
        }
        return (size + 3) / 4 * 4;
    }

    private static void attributes(DataOutputStream out, List<Attribute> attributes) throws IOException {
        list(out, ATTRIBUTES, attributes.size());
        for (Attribute attribute : attributes) {
            name(out, attribute.name());
            out.writeInt(attribute.type().code);
            if (attribute.type() == Type.CHAR) {
                name(out, attribute.text());
            } else {
                numbers(out, attribute);
            }
        }
    }

    private static void numbers(DataOutputStream out, Attribute attribute) throws IOException {
        out.writeInt(attribute.numbers().size());
        for (Number number : attribute.numbers()) {
            switch (attribute.type()) {
                case BYTE:
                    out.writeByte(number.intValue());
                    break;
                case INT:
                    out.writeInt(number.intValue());
                    break;
                case FLOAT:
                    out.writeFloat(number.floatValue());
                    break;
                default:
                    out.writeDouble(number.doubleValue());
            }
        }
        fill(out, (long) attribute.numbers().size() * attribute.type().bytes);
    }

    private static void list(DataOutputStream out, int kind, int size) throws IOException {
        out.writeInt(size == 0 ? 0 : kind);
        out.writeInt(size);
    }

    /** A text with its length; the same for names and for attributes' values. */
    private static void name(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
        fill(out, bytes.length);
    }

    /** Fills a piece of so many bytes up to four. */
    static void fill(DataOutputStream out, long bytes) throws IOException {
        for (long more = (4 - bytes % 4) % 4; more > 0; more--) {
            out.writeByte(0);
        }
    }
}
