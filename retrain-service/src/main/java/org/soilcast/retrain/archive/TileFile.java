package org.soilcast.retrain.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * The days of one tile in one mapped file, little-endian: a header of {@value #HEADER_BYTES} bytes (magic, format
 * version, tile, cells, variables, date of the first block), then one block a day: the revision (int, 0 for a day that
 * is not there) and the values, float [variable][cell]. Blocks are of equal size, so a day is found by its date.
 *
 * <p>Not thread-safe; {@link TileDayArchive} takes care.
 */
final class TileFile {
    private static final long MAGIC = 0x5359_4144_4C49_4F53L; // "SOILDAYS", little-endian
    private static final int FORMAT = 1;
    private static final int HEADER_BYTES = 64;
    private static final int GROWTH_DAYS = 128;
    private static final int VARIABLES = ArchiveVariable.values().length;

    private final Path path;
    private final int tile;
    private final int cells;
    private LocalDate origin; // date of the first block
    private int days; // blocks in the file, whether a day is in them or not
    private MappedByteBuffer file;
    private boolean changed;

    private TileFile(Path path, int tile, int cells, LocalDate origin, int days) throws IOException {
        this.path = path;
        this.tile = tile;
        this.cells = cells;
        this.origin = origin;
        this.days = days;
        file = map(path, length(days));
    }

    /** A new file whose first day is the given date; replaces a file that is there. */
    static TileFile create(Path path, int tile, int cells, LocalDate origin) throws IOException {
        Files.deleteIfExists(path);
        var created = new TileFile(path, tile, cells, origin, GROWTH_DAYS);
        created.writeHeader();
        return created;
    }

    /**
     * A file that was written before.
     *
     * @throws IOException when it is not such a file, or not whole; says what was expected and found
     */
    static TileFile open(Path path, int tile) throws IOException {
        long length = Files.size(path);
        require(path, length > HEADER_BYTES, "expected more than " + HEADER_BYTES + " bytes, found " + length);
        ByteBuffer header = map(path, HEADER_BYTES);
        require(path, header.getLong(0) == MAGIC, "it does not begin like a tile file");
        require(path, header.getInt(8) == FORMAT, "expected format " + FORMAT + ", found " + header.getInt(8));
        require(path, header.getInt(12) == tile, "expected tile " + tile + ", found " + header.getInt(12));
        require(path, header.getInt(20) == VARIABLES, "expected " + VARIABLES + " variables");
        int cells = header.getInt(16);
        require(path, cells > 0, "expected cells, found " + cells);
        long blocks = length - HEADER_BYTES;
        require(path, blocks % dayBytes(cells) == 0, "its last day is cut off");
        LocalDate origin = LocalDate.ofEpochDay(header.getLong(24));
        return new TileFile(path, tile, cells, origin, Math.toIntExact(blocks / dayBytes(cells)));
    }

    int cells() {
        return cells;
    }

    /** Days the file has room for. */
    int capacityDays() {
        return days;
    }

    LocalDate origin() {
        return origin;
    }

    boolean changed() {
        return changed;
    }

    /** The revision of a day; 0 when it is not there. */
    int revision(LocalDate date) {
        long index = index(date);
        return index < 0 || index >= days ? 0 : file.getInt(offset((int) index));
    }

    /** Writes or replaces a day; values are [variable][cell]. */
    void put(LocalDate date, int revision, float[] values) throws IOException {
        if (values.length != VARIABLES * cells) {
            throw new IllegalArgumentException(
                    "tile " + tile + ": expected " + VARIABLES * cells + " values, found " + values.length);
        }
        if (date.isBefore(origin)) {
            growFront(date);
        }
        int index = Math.toIntExact(index(date));
        if (index >= days) {
            grow(index + GROWTH_DAYS);
        }
        int offset = offset(index);
        file.putInt(offset, 0); // not there while it is being written
        floats(offset + Integer.BYTES, values.length).put(values);
        file.putInt(offset, revision);
        changed = true;
    }

    /** Copies one variable of one day to [cell] of the target, at an offset; NaN for a day that is not there. */
    void copy(LocalDate date, ArchiveVariable variable, float[] target, int targetOffset) {
        if (revision(date) == 0) {
            Arrays.fill(target, targetOffset, targetOffset + cells, Float.NaN);
            return;
        }
        int start = offset((int) index(date)) + Integer.BYTES + variable.ordinal() * cells * Float.BYTES;
        floats(start, cells).get(target, targetOffset, cells);
    }

    /** Writes everything to disk. */
    void force() {
        file.force();
        changed = false;
    }

    private void grow(int newDays) throws IOException {
        file = map(path, length(newDays));
        days = newDays;
    }

    /** Makes room before the first block by a copy that replaces the file in one step. */
    private void growFront(LocalDate date) throws IOException {
        int shift = Math.toIntExact(-index(date));
        Path copy = path.resolveSibling(path.getFileName() + ".part");
        Files.deleteIfExists(copy);
        var grown = new TileFile(copy, tile, cells, date, days + shift);
        grown.writeHeader();
        grown.file.put(grown.offset(shift), file, HEADER_BYTES, days * dayBytes(cells));
        grown.force();
        Files.move(copy, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        origin = date;
        days = grown.days;
        file = grown.file; // a mapping follows its file through a rename
    }

    private void writeHeader() {
        file.putLong(0, MAGIC)
                .putInt(8, FORMAT)
                .putInt(12, tile)
                .putInt(16, cells)
                .putInt(20, VARIABLES)
                .putLong(24, origin.toEpochDay());
        changed = true;
    }

    private FloatBuffer floats(int byteOffset, int count) {
        return file.slice(byteOffset, count * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
    }

    private long index(LocalDate date) {
        return date.toEpochDay() - origin.toEpochDay();
    }

    private int offset(int index) {
        return HEADER_BYTES + index * dayBytes(cells);
    }

    private long length(int newDays) {
        return HEADER_BYTES + (long) newDays * dayBytes(cells);
    }

    private static int dayBytes(int cells) {
        return Integer.BYTES + VARIABLES * cells * Float.BYTES;
    }

    /** Maps a file, which grows to the length if it is shorter. The mapping stays when the channel is closed. */
    private static MappedByteBuffer map(Path path, long length) throws IOException {
        if (length > Integer.MAX_VALUE) {
            throw new IOException(path + ": " + length + " bytes are more than one mapping can hold");
        }
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer mapped = channel.map(MapMode.READ_WRITE, 0, length);
            mapped.order(ByteOrder.LITTLE_ENDIAN);
            return mapped;
        }
    }

    private static void require(Path path, boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(path + ": " + otherwise);
        }
    }
}
