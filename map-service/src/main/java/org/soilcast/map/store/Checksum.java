package org.soilcast.map.store;

import java.util.zip.CRC32C;

/** CRC-32C, by which every part of a file is checked before it is used. */
final class Checksum {
    private Checksum() {}

    static int of(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    static int of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }
}
