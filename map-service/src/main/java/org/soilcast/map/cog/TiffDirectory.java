package org.soilcast.map.cog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A directory of a TIFF file (TIFF 6.0, section 2), little-endian: tags with their values, those of more than four bytes
 * behind the directory.
 */
final class TiffDirectory {
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int DOUBLE = 12;
    private static final int ENTRY_BYTES = 12;

    private record Field(int type, int count, byte[] value) {}

    private final SortedMap<Integer, Field> fields = new TreeMap<>();

    void shorts(int tag, int... values) {
        ByteBuffer bytes = buffer(values.length * Short.BYTES);
        Arrays.stream(values).forEach(value -> bytes.putShort((short) value));
        fields.put(tag, new Field(SHORT, values.length, bytes.array()));
    }

    void longs(int tag, int... values) {
        ByteBuffer bytes = buffer(values.length * Integer.BYTES);
        Arrays.stream(values).forEach(bytes::putInt);
        fields.put(tag, new Field(LONG, values.length, bytes.array()));
    }

    void doubles(int tag, double... values) {
        ByteBuffer bytes = buffer(values.length * Double.BYTES);
        Arrays.stream(values).forEach(bytes::putDouble);
        fields.put(tag, new Field(DOUBLE, values.length, bytes.array()));
    }

    void text(int tag, String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        fields.put(tag, new Field(ASCII, bytes.length, bytes));
    }

    /** Bytes that it takes with all its values, an even number; it depends on counts, not on values. */
    int length() {
        return headLength()
                + fields.values().stream().mapToInt(TiffDirectory::outside).sum();
    }

    private int headLength() {
        return Short.BYTES + fields.size() * ENTRY_BYTES + Integer.BYTES;
    }

    private static int outside(Field field) {
        return field.value().length <= Integer.BYTES ? 0 : (field.value().length + 1) / 2 * 2;
    }

    /**
     * The directory at a place of the file.
     *
     * @param next where the next one is; 0 for none
     */
    byte[] bytes(int place, int next) {
        ByteBuffer head = buffer(headLength()).putShort((short) fields.size());
        var values = new ByteArrayOutputStream();
        fields.forEach((tag, field) -> {
            head.putShort(tag.shortValue()).putShort((short) field.type()).putInt(field.count());
            if (outside(field) == 0) {
                head.put(Arrays.copyOf(field.value(), Integer.BYTES));
            } else {
                head.putInt(place + headLength() + values.size());
                values.writeBytes(Arrays.copyOf(field.value(), outside(field)));
            }
        });
        head.putInt(next);
        return buffer(length()).put(head.array()).put(values.toByteArray()).array();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
