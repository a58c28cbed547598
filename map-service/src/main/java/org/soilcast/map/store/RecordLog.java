package org.soilcast.map.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * A file of a store: records as they are on their topic, in batches that are appended whole, each with the
 * offsets behind it and a checksum. Later records replace earlier ones of the same key; when more has been appended
 * than the file had, it is written anew without what was replaced. A batch that is torn or damaged ends what is read: the
 * one that writes then writes the file anew and reads again from the topic what is missing.
 *
 * <p>A file begins with a magic, the format's version and a generation, which is another one each time it is written anew.
 */
final class RecordLog {
    private static final String ALERTS = "alerts";
    private static final String NAME = "log";
    private static final long MAGIC = 0x534F_494C_414C_5431L; // SOILALT1
    private static final int VERSION = 1;
    private static final int HEAD_BYTES = 2 * Long.BYTES + Integer.BYTES;
    /** Appended bytes that are not worth writing the file anew. */
    private static final long LEAST_TO_REWRITE = 4L << 20;

    private final Path folder;
    private final String name;

    /**
     * There may be none yet.
     *
     * @param folder of the file
     * @param name of the file
     */
    RecordLog(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /**
     * That of the alerts of a store.
     *
     * @param results folder of the store
     */
    static RecordLog ofAlerts(Path results) {
        return new RecordLog(results.resolve(ALERTS), NAME);
    }

    /**
     * Where a reading ended.
     *
     * @param generation of the file; 0: there was none
     * @param position behind the last whole batch
     * @param whole whether nothing follows
     */
    record End(long generation, long position, boolean whole) {
        static final End NONE = new End(0, 0, true);
    }

    /** Takes a batch. */
    @FunctionalInterface
    interface Sink {
        void take(Map<Integer, Long> offsets, Collection<byte[]> records);
    }

    /** Changes whenever something was appended. */
    String version() throws IOException {
        try {
            return Long.toHexString(Files.size(file())) + "-"
                    + Long.toHexString(Files.getLastModifiedTime(file()).toMillis());
        } catch (NoSuchFileException e) {
            return "none";
        }
    }

    /**
     * Reads on from an end, or from the beginning when the file has been written anew.
     *
     * @param anew is called before the first batch in that case
     * @throws DamagedResults when the file is none of records
     */
    End read(End from, Runnable anew, Sink sink) throws IOException {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ)) {
            ByteBuffer head = bytes(channel, 0, HEAD_BYTES);
            if (head.remaining() < HEAD_BYTES || head.getLong() != MAGIC || head.getInt() != VERSION) {
                throw new DamagedResults(file() + " is no file of records of version " + VERSION);
            }
            long generation = head.getLong();
            long position = from.position();
            if (generation != from.generation() || channel.size() < position) {
                anew.run();
                position = HEAD_BYTES;
            }
            long size = channel.size();
            for (long next = batch(channel, position, size, sink); next > 0; next = batch(channel, next, size, sink)) {
                position = next;
            }
            return new End(generation, position, position == size);
        } catch (NoSuchFileException e) {
            anew.run();
            return End.NONE;
        }
    }

    /** Hands over the batch at a place and returns where it ends; 0 when there is no whole one. */
    private static long batch(FileChannel channel, long position, long size, Sink sink) throws IOException {
        if (size - position < Integer.BYTES) {
            return 0;
        }
        long length = bytes(channel, position, Integer.BYTES).getInt();
        if (length < 0 || size - position < length + 2L * Integer.BYTES) {
            return 0;
        }
        ByteBuffer batch = bytes(channel, position + Integer.BYTES, (int) length + Integer.BYTES);
        if (batch.getInt((int) length) != Checksum.of(batch.array(), 0, (int) length)) {
            return 0;
        }
        var offsets = new HashMap<Integer, Long>();
        for (int partitions = batch.getInt(); partitions > 0; partitions--) {
            offsets.put(batch.getInt(), batch.getLong());
        }
        var records = new java.util.ArrayList<byte[]>();
        for (int count = batch.getInt(); count > 0; count--) {
            var record = new byte[batch.getInt()];
            batch.get(record);
            records.add(record);
        }
        sink.take(offsets, records);
        return position + length + 2L * Integer.BYTES;
    }

    private static ByteBuffer bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            continue;
        }
        return bytes.flip();
    }

    /** Whether so much has been appended to what there was at first that it is worth writing the file anew. */
    static boolean isWorthRewriting(long firstBytes, long bytes) {
        return bytes - firstBytes > Math.max(LEAST_TO_REWRITE, firstBytes);
    }

    /** Appends a batch behind an end, on the disk when this returns. */
    End append(End end, Map<Integer, Long> offsets, Collection<byte[]> records) throws IOException {
        byte[] batch = batch(offsets, records);
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(batch);
            while (bytes.hasRemaining()) {
                channel.write(bytes, end.position() + bytes.position());
            }
            channel.force(true);
        }
        return new End(end.generation(), end.position() + batch.length, true);
    }

    /** Writes the file anew: all of it takes the old one's place at once. */
    End rewrite(End end, Map<Integer, Long> offsets, Collection<byte[]> records) throws IOException {
        Files.createDirectories(folder);
        byte[] batch = batch(offsets, records);
        long generation = end.generation() + 1;
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + batch.length)
                .putLong(MAGIC)
                .putInt(VERSION)
                .putLong(generation)
                .put(batch);
        Path next = folder.resolve(name + ".next");
        Manifest.writeForced(next, bytes.array());
        Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        ResultFile.forceFolder(folder);
        return new End(generation, bytes.capacity(), true);
    }

    private static byte[] batch(Map<Integer, Long> offsets, Collection<byte[]> records) throws IOException {
        var payload = new ByteArrayOutputStream();
        var out = new DataOutputStream(payload);
        out.writeInt(offsets.size());
        for (Map.Entry<Integer, Long> offset : offsets.entrySet()) {
            out.writeInt(offset.getKey());
            out.writeLong(offset.getValue());
        }
        out.writeInt(records.size());
        for (byte[] record : records) {
            out.writeInt(record.length);
            out.write(record);
        }
        byte[] bytes = payload.toByteArray();
        return ByteBuffer.allocate(bytes.length + 2 * Integer.BYTES)
                .putInt(bytes.length)
                .put(bytes)
                .putInt(Checksum.of(bytes))
                .array();
    }

    private Path file() {
        return folder.resolve(name);
    }
}
