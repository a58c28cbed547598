package org.soilcast.map.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the store holds: how far each partition has been read, and the files in force. It is replaced by one rename, so
 * that offsets and files change together or not at all.
 *
 * @param sequence number of the commit; its files carry it
 * @param tilesSequence number of the commit that wrote the tiles; 0: none has
 * @param offsets next offset by partition of soil-moisture
 * @param files in force
 */
record Manifest(long sequence, long tilesSequence, Map<Integer, Long> offsets, SortedSet<DataFile> files) {
    private static final String NAME = "manifest";
    private static final long MAGIC = 0x534F_494C_4D41_4E31L; // SOILMAN1
    private static final int VERSION = 1;

    /**
     * A file in force; later sequences replace earlier ones.
     *
     * @param block tiles it holds: this number times {@link ResultStore#BLOCK_TILES} and following
     * @param span dates it holds
     * @param sequence commit that wrote it
     */
    record DataFile(int block, long span, long sequence) implements Comparable<DataFile> {
        String name() {
            return "block-" + block + "-span-" + span + "-" + sequence + ".results";
        }

        @Override
        public int compareTo(DataFile other) {
            int byBlock = Integer.compare(block, other.block);
            int bySpan = Long.compare(span, other.span);
            return byBlock != 0 ? byBlock : bySpan != 0 ? bySpan : Long.compare(sequence, other.sequence);
        }
    }

    /** Files of a block and span, earliest first. */
    List<DataFile> of(int block, long span) {
        return List.copyOf(files.subSet(new DataFile(block, span, 0), new DataFile(block, span, Long.MAX_VALUE)));
    }

    /** The manifest of a folder; an empty one where there is none yet. */
    static Manifest read(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(NAME))) {
            return new Manifest(0, 0, new TreeMap<>(), new TreeSet<>());
        }
        byte[] bytes = Files.readAllBytes(folder.resolve(NAME));
        int length = bytes.length - Integer.BYTES;
        if (length < Long.BYTES + Integer.BYTES
                || ByteBuffer.wrap(bytes).getLong() != MAGIC
                || ByteBuffer.wrap(bytes).getInt(length) != Checksum.of(bytes, 0, length)) {
            throw new DamagedResults(folder.resolve(NAME) + " is damaged: restore the folder from its backup");
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes, Long.BYTES, length - Long.BYTES))) {
            int version = in.readInt();
            if (version != VERSION) {
                throw new DamagedResults(
                        folder.resolve(NAME) + ": expected format version " + VERSION + ", found " + version);
            }
            long sequence = in.readLong();
            long tilesSequence = in.readLong();
            var offsets = new TreeMap<Integer, Long>();
            for (int remaining = in.readInt(); remaining > 0; remaining--) {
                offsets.put(in.readInt(), in.readLong());
            }
            var files = new TreeSet<DataFile>();
            for (int remaining = in.readInt(); remaining > 0; remaining--) {
                files.add(new DataFile(in.readInt(), in.readLong(), in.readLong()));
            }
            return new Manifest(sequence, tilesSequence, offsets, files);
        }
    }

    /** Puts it in force; all that it names must be on disk. */
    void write(Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(MAGIC);
            out.writeInt(VERSION);
            out.writeLong(sequence);
            out.writeLong(tilesSequence);
            out.writeInt(offsets.size());
            for (Map.Entry<Integer, Long> offset : offsets.entrySet()) {
                out.writeInt(offset.getKey());
                out.writeLong(offset.getValue());
            }
            out.writeInt(files.size());
            for (DataFile file : files) {
                out.writeInt(file.block());
                out.writeLong(file.span());
                out.writeLong(file.sequence());
            }
            out.writeInt(Checksum.of(bytes.toByteArray()));
        }
        Path next = folder.resolve(NAME + ".next");
        writeForced(next, bytes.toByteArray());
        Files.move(next, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        ResultFile.forceFolder(folder);
    }

    /** Name of the file of tiles that a commit wrote. */
    static String tilesName(long sequence) {
        return "tiles-" + sequence + ".records";
    }

    /** Removes the files that are not in force: those that were replaced, and what a kill left behind. */
    void removeOthers(Path folder) throws IOException {
        Set<String> inForce = files.stream().map(DataFile::name).collect(Collectors.toSet());
        inForce.add(tilesName(tilesSequence));
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.toList()) {
                String name = file.getFileName().toString();
                if ((name.endsWith(".results") || name.endsWith(".records")) && !inForce.contains(name)) {
                    Files.delete(file);
                }
            }
        }
    }

    static void writeForced(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }
}
