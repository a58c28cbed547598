package org.soilcast.map.store;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * What the file of a tile's forecast holds: the record as it is on its topic, and what tells it from others. A checksum
 * over all of it stands at the end.
 *
 * @param tile number of the tile
 * @param place where on the topic the record is
 * @param date issue date
 * @param issue how often the forecast of this date had been issued
 * @param record with the fingerprint of its schema
 */
record ForecastFile(int tile, Place place, LocalDate date, int issue, ByteBuffer record) {
    private static final long MAGIC = 0x534F_494C_4643_5331L; // SOILFCS1
    private static final int VERSION = 1;
    static final int HEAD_BYTES = 3 * Long.BYTES + 4 * Integer.BYTES;

    /**
     * Where on its topic a record is.
     *
     * @param partition of the topic
     * @param offset in the partition
     */
    record Place(int partition, long offset) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return partition == other.partition
                    ? Long.compare(offset, other.offset)
                    : Integer.compare(partition, other.partition);
        }
    }

    /** All of the file. */
    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + record.remaining() + Integer.BYTES)
                .putLong(MAGIC)
                .putInt(VERSION)
                .putInt(tile)
                .putInt(place.partition())
                .putLong(place.offset())
                .putLong(date.toEpochDay())
                .putInt(issue)
                .put(record.duplicate());
        return bytes.putInt(Checksum.of(bytes.array(), 0, bytes.position())).array();
    }

    /** The issue date that a file's first bytes tell, unchecked; the first of all where there is none. */
    static LocalDate date(byte[] head) {
        int at = 2 * Long.BYTES + 3 * Integer.BYTES;
        return head.length < HEAD_BYTES
                ? LocalDate.MIN
                : LocalDate.ofEpochDay(Math.floorMod(ByteBuffer.wrap(head).getLong(at), 1L << 21));
    }

    /**
     * Takes what a file has.
     *
     * @param name of the file
     * @throws DamagedResults when it cannot be trusted
     */
    static ForecastFile of(String name, byte[] bytes) throws DamagedResults {
        int length = bytes.length - Integer.BYTES;
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (length < HEAD_BYTES || in.getInt(length) != Checksum.of(bytes, 0, length) || in.getLong() != MAGIC) {
            throw new DamagedResults(name + " is no forecast, or is damaged");
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw new DamagedResults(name + ": expected format version " + VERSION + ", found " + version);
        }
        return new ForecastFile(
                in.getInt(),
                new Place(in.getInt(), in.getLong()),
                LocalDate.ofEpochDay(in.getLong()),
                in.getInt(),
                ByteBuffer.wrap(Arrays.copyOfRange(bytes, HEAD_BYTES, length)));
    }
}
