package org.soilcast.ingest.hdf5;

import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The types of numbers that products have, read from bytes to doubles without anything in between. */
enum StoredNumber {
    FLOAT(Float.BYTES) {
        @Override
        void read(ByteBuffer bytes, int first, double[] values, int at, int count) {
            for (int i = 0; i < count; i++) {
                values[at + i] = bytes.getFloat((first + i) * Float.BYTES);
            }
        }
    },
    DOUBLE(Double.BYTES) {
        @Override
        void read(ByteBuffer bytes, int first, double[] values, int at, int count) {
            for (int i = 0; i < count; i++) {
                values[at + i] = bytes.getDouble((first + i) * Double.BYTES);
            }
        }
    },
    BYTE(Byte.BYTES) {
        @Override
        void read(ByteBuffer bytes, int first, double[] values, int at, int count) {
            for (int i = 0; i < count; i++) {
                values[at + i] = bytes.get(first + i);
            }
        }
    },
    UNSIGNED_BYTE(Byte.BYTES) {
        @Override
        void read(ByteBuffer bytes, int first, double[] values, int at, int count) {
            for (int i = 0; i < count; i++) {
                values[at + i] = Byte.toUnsignedInt(bytes.get(first + i));
            }
        }
    },
    SHORT(Short.BYTES) {
        @Override
        void read(ByteBuffer bytes, int first, double[] values, int at, int count) {
            for (int i = 0; i < count; i++) {
                values[at + i] = bytes.getShort((first + i) * Short.BYTES);
            }
        }
    },
    UNSIGNED_SHORT(Short.BYTES) {
        @Override
        void read(ByteBuffer bytes, int first, double[] values, int at, int count) {
            for (int i = 0; i < count; i++) {
                values[at + i] = Short.toUnsignedInt(bytes.getShort((first + i) * Short.BYTES));
            }
        }
    },
    INT(Integer.BYTES) {
        @Override
        void read(ByteBuffer bytes, int first, double[] values, int at, int count) {
            for (int i = 0; i < count; i++) {
                values[at + i] = bytes.getInt((first + i) * Integer.BYTES);
            }
        }
    },
    UNSIGNED_INT(Integer.BYTES) {
        @Override
        void read(ByteBuffer bytes, int first, double[] values, int at, int count) {
            for (int i = 0; i < count; i++) {
                values[at + i] = Integer.toUnsignedLong(bytes.getInt((first + i) * Integer.BYTES));
            }
        }
    };

    private final int bytes;

    StoredNumber(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one. */
    int bytes() {
        return bytes;
    }

    /** Reads {@code count} numbers from the {@code first} on; the buffer has the order of the file's bytes. */
    abstract void read(ByteBuffer bytes, int first, double[] values, int at, int count);

    /** The type of a dataset's elements; empty for those that are left to jhdf. */
    static Optional<StoredNumber> of(DataType type) {
        if (type instanceof FloatingPoint real && real.getBitPrecision() == real.getSize() * Byte.SIZE) {
            return Optional.ofNullable(
                    switch (real.getSize()) {
                        case Float.BYTES -> FLOAT;
                        case Double.BYTES -> DOUBLE;
                        default -> null;
                    });
        }
        if (type instanceof FixedPoint whole
                && whole.getBitOffset() == 0
                && whole.getBitPrecision() == whole.getSize() * Byte.SIZE) {
            return Optional.ofNullable(
                    switch (whole.getSize()) {
                        case Byte.BYTES -> whole.isSigned() ? BYTE : UNSIGNED_BYTE;
                        case Short.BYTES -> whole.isSigned() ? SHORT : UNSIGNED_SHORT;
                        case Integer.BYTES -> whole.isSigned() ? INT : UNSIGNED_INT;
                        default -> null;
                    });
        }
        return Optional.empty();
    }

    /** The order of the bytes of a type that this knows. */
    static ByteOrder order(DataType type) {
        return type instanceof FixedPoint whole
                ? whole.getByteOrder()
                : type instanceof FloatingPoint real ? real.getByteOrder() : ByteOrder.nativeOrder();
    }
}
