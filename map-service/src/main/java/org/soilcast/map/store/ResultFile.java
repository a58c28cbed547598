package org.soilcast.map.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.soilcast.schemas.ResultColumn;

/**
 * A file of the store: the tiles of one block on the dates of one span. Magic and version; the tiles' sections; a
 * directory of them; the directory's length, checksum and the magic again. Never changed once written.
 */
final class ResultFile {
    private static final long MAGIC = 0x534F_494C_5245_5331L; // SOILRES1
    private static final int VERSION = 1;
    private static final int LEAD_BYTES = 12;
    private static final int TRAILER_BYTES = 16;
    private static final int ENTRY_BYTES = 16;

    private ResultFile() {}

    /** Writes a new file and forces it to disk. */
    static void write(Path file, SortedMap<Integer, TileSpan> spans) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeFully(
                    channel,
                    ByteBuffer.allocate(LEAD_BYTES)
                            .putLong(MAGIC)
                            .putInt(VERSION)
                            .flip());
            var directory = new ByteArrayOutputStream();
            try (var entries = new DataOutputStream(directory)) {
                for (Map.Entry<Integer, TileSpan> span : spans.entrySet()) {
                    byte[] section = SpanSection.pack(span.getValue());
                    entries.writeInt(span.getKey());
                    entries.writeLong(channel.position());
                    entries.writeInt(section.length);
                    writeFully(channel, ByteBuffer.wrap(section));
                }
            }
            writeFully(channel, ByteBuffer.wrap(directory.toByteArray()));
            writeFully(
                    channel,
                    ByteBuffer.allocate(TRAILER_BYTES)
                            .putInt(directory.size())
                            .putInt(Checksum.of(directory.toByteArray()))
                            .putLong(MAGIC)
                            .flip());
            channel.force(true);
        }
    }

    /** The tiles of the file. */
    static Set<Integer> tiles(Path file) throws IOException {
        var tiles = new TreeSet<Integer>();
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer directory = directory(channel, file);
            for (int entry = 0; entry < directory.limit(); entry += ENTRY_BYTES) {
                tiles.add(directory.getInt(entry));
            }
        }
        return tiles;
    }

    /** All tiles of the file with all columns. */
    static SortedMap<Integer, TileSpan> readAll(Path file) throws IOException {
        var spans = new TreeMap<Integer, TileSpan>();
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer directory = directory(channel, file);
            while (directory.hasRemaining()) {
                int tile = directory.getInt();
                spans.put(tile, section(channel, file, tile, directory, Set.of(ResultColumn.values())));
            }
        }
        return spans;
    }

    /** Some columns of some tiles; a tile that the file does not have is left out. */
    static void read(Path file, Set<Integer> tiles, Set<ResultColumn> columns, SpanSink sink) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer directory = directory(channel, file);
            while (directory.hasRemaining()) {
                int tile = directory.getInt();
                if (tiles.contains(tile)) {
                    try {
                        sink.take(tile, Optional.of(section(channel, file, tile, directory.slice(), columns)), "");
                    } catch (DamagedResults e) {
                        sink.take(tile, Optional.empty(), String.valueOf(e.getMessage()));
                    }
                }
                directory.position(directory.position() + ENTRY_BYTES - Integer.BYTES);
            }
        }
    }

    /** Takes the tiles of a file. */
    @FunctionalInterface
    interface SpanSink {
        /** A tile's dates, or why they cannot be read. */
        void take(int tile, Optional<TileSpan> span, String damage);
    }

    private static TileSpan section(
            FileChannel channel, Path file, int tile, ByteBuffer entry, Set<ResultColumn> columns) throws IOException {
        long offset = entry.getLong();
        return SpanSection.unpack(
                (start, length) -> readFully(channel, offset + start, length, file),
                entry.getInt(),
                columns,
                () -> file.getFileName() + ", tile " + tile);
    }

    private static ByteBuffer directory(FileChannel channel, Path file) throws IOException {
        long size = channel.size();
        if (size < LEAD_BYTES + TRAILER_BYTES) {
            throw new DamagedResults(file.getFileName() + ": cut off at " + size + " bytes");
        }
        ByteBuffer lead = ByteBuffer.wrap(readFully(channel, 0, LEAD_BYTES, file));
        ByteBuffer trailer = ByteBuffer.wrap(readFully(channel, size - TRAILER_BYTES, TRAILER_BYTES, file));
        int length = trailer.getInt();
        int checksum = trailer.getInt();
        if (lead.getLong() != MAGIC || trailer.getLong() != MAGIC) {
            throw new DamagedResults(file.getFileName() + ": is no result file, or is damaged at its begin or end");
        }
        int version = lead.getInt();
        if (version != VERSION) {
            throw new DamagedResults(
                    file.getFileName() + ": expected format version " + VERSION + ", found " + version);
        }
        if (length < 0 || length > size - LEAD_BYTES - TRAILER_BYTES) {
            throw new DamagedResults(file.getFileName() + ": its directory is damaged");
        }
        byte[] directory = readFully(channel, size - TRAILER_BYTES - length, length, file);
        if (Checksum.of(directory) != checksum) {
            throw new DamagedResults(file.getFileName() + ": its directory is damaged");
        }
        return ByteBuffer.wrap(directory);
    }

    private static byte[] readFully(FileChannel channel, long offset, int length, Path file) throws IOException {
        if (length < 0 || offset < 0 || offset + length > channel.size()) {
            throw new DamagedResults(file.getFileName() + ": cut off");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new DamagedResults(file.getFileName() + ": cut off");
            }
        }
        return buffer.array();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** A name in a folder's listing is on disk only when the folder is. */
    static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
