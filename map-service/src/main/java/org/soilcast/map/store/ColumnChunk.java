package org.soilcast.map.store;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.soilcast.map.TileResults;

/**
 * One column of a tile over some dates as bytes: each value as the difference to the cell's last known one, signs folded
 * (0 stands for unknown), split into planes of equal significance, deflated. First byte: number of planes.
 */
final class ColumnChunk {
    private ColumnChunk() {}

    /** Packs {@code [day][cell]}. */
    static byte[] pack(int[][] values, int cells) {
        var folded = new long[values.length * cells];
        long largest = 0;
        for (int cell = 0; cell < cells; cell++) {
            long last = 0;
            for (int day = 0; day < values.length; day++) {
                int value = values[day][cell];
                if (value != TileResults.UNKNOWN) {
                    long change = value - last;
                    long code = (change << 1 ^ change >> 63) + 1;
                    folded[day * cells + cell] = code;
                    largest = Math.max(largest, code);
                    last = value;
                }
            }
        }
        int planes = (Long.SIZE - Long.numberOfLeadingZeros(largest) + 7) / 8;
        var plain = new byte[planes * folded.length];
        for (int plane = 0; plane < planes; plane++) {
            for (int i = 0; i < folded.length; i++) {
                plain[plane * folded.length + i] = (byte) (folded[i] >>> 8 * plane);
            }
        }
        var packed = new ByteArrayOutputStream(plain.length / 2 + 16);
        packed.write(planes);
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            var buffer = new byte[8192];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    /**
     * Unpacks {@code [day][cell]}.
     *
     * @throws DataFormatException when the bytes are no such chunk
     */
    static int[][] unpack(byte[] packed, int days, int cells) throws DataFormatException {
        int planes = packed.length == 0 ? Byte.MAX_VALUE : packed[0];
        if (planes < 0 || planes > Long.BYTES) {
            throw new DataFormatException("expected up to 8 planes, found " + planes);
        }
        int size = days * cells;
        var plain = new byte[planes * size];
        var inflater = new Inflater(true);
        try {
            inflater.setInput(packed, 1, packed.length - 1);
            int filled = 0;
            while (filled < plain.length) {
                int more = inflater.inflate(plain, filled, plain.length - filled);
                if (more == 0) {
                    throw new DataFormatException("expected " + plain.length + " bytes, found " + filled);
                }
                filled += more;
            }
        } finally {
            inflater.end();
        }
        var values = new int[days][cells];
        var last = new int[cells]; // whole numbers that wrap around: what is taken from them does, too
        for (int day = 0; day < days; day++) {
            addChanges(plain, planes, size, day * cells, last, values[day]);
        }
        return values;
    }

    /** A day's values from those before. Two planes hold nearly all columns, and their loop is the one that must be fast. */
    private static void addChanges(byte[] plain, int planes, int size, int begin, int[] last, int[] today) {
        if (planes == 2) {
            for (int cell = 0, at = begin; cell < today.length; cell++, at++) {
                int code = plain[at] & 0xFF | (plain[size + at] & 0xFF) << 8;
                int change = code - 1;
                last[cell] += code == 0 ? 0 : change >>> 1 ^ -(change & 1);
                today[cell] = code == 0 ? TileResults.UNKNOWN : last[cell];
            }
            return;
        }
        for (int cell = 0; cell < today.length; cell++) {
            long code = 0;
            for (int plane = 0, at = begin + cell; plane < planes; plane++, at += size) {
                code |= (plain[at] & 0xFFL) << 8 * plane;
            }
            long change = code - 1;
            last[cell] += code == 0 ? 0 : (int) (change >>> 1 ^ -(change & 1));
            today[cell] = code == 0 ? TileResults.UNKNOWN : last[cell];
        }
    }
}
