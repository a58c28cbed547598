package org.soilcast.ingest.netcdf;

import java.nio.ByteBuffer;
import java.util.function.ToDoubleFunction;

/** The types of netCDF-3 in the order of their codes, which begin at 1; all are big-endian. */
enum NetCdf3Type {
    BYTE(1, ByteBuffer::get),
    CHAR(1, ByteBuffer::get),
    SHORT(2, ByteBuffer::getShort),
    INT(4, ByteBuffer::getInt),
    FLOAT(4, ByteBuffer::getFloat),
    DOUBLE(8, ByteBuffer::getDouble),
    UNSIGNED_BYTE(1, buffer -> Byte.toUnsignedInt(buffer.get())),
    UNSIGNED_SHORT(2, buffer -> Short.toUnsignedInt(buffer.getShort())),
    UNSIGNED_INT(4, buffer -> Integer.toUnsignedLong(buffer.getInt())),
    LONG(8, ByteBuffer::getLong),
    UNSIGNED_LONG(8, buffer -> {
        long value = buffer.getLong();
        return (value >>> 1) * 2.0 + (value & 1);
    });

    private final int bytes;
    private final ToDoubleFunction<ByteBuffer> read;

    NetCdf3Type(int bytes, ToDoubleFunction<ByteBuffer> read) {
        this.bytes = bytes;
        this.read = read;
    }

    /**
     * The type with a code.
     *
     * @throws IllegalArgumentException when there is none
     */
    static NetCdf3Type of(int code) {
        if (code < 1 || code > values().length) {
            throw new IllegalArgumentException("unknown type " + code);
        }
        return values()[code - 1];
    }

    int bytes() {
        return bytes;
    }

    /** The next value of a buffer. */
    double read(ByteBuffer buffer) {
        return read.applyAsDouble(buffer);
    }
}
