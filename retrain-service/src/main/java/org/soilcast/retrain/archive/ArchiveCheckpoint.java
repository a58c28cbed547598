package org.soilcast.retrain.archive;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Up to where the archive's files hold the topic. Written after the files are on disk, so whatever a crash leaves
 * unfinished in them lies behind these offsets and is written again.
 *
 * @param topicId the broker's own id of the topic: a topic that was deleted and made anew has another
 * @param offsets next offset to read, by partition
 * @param capacityDays days that the file of each tile has room for: a shorter or missing file has been damaged
 */
public record ArchiveCheckpoint(
        String topicId, SortedMap<Integer, Long> offsets, SortedMap<Integer, Integer> capacityDays) {
    private static final String FILE = "checkpoint.properties";
    private static final String TOPIC = "topic";
    private static final String OFFSET = "offset.";
    private static final String DAYS = "days.";

    public ArchiveCheckpoint {
        offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
        capacityDays = Collections.unmodifiableSortedMap(new TreeMap<>(capacityDays));
    }

    /**
     * The checkpoint of a folder, if there is one.
     *
     * @throws IOException when it cannot be read or understood
     */
    static Optional<ArchiveCheckpoint> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        var offsets = new TreeMap<Integer, Long>();
        var days = new TreeMap<Integer, Integer>();
        String topicId = properties.getProperty(TOPIC, "");
        try {
            for (String name : properties.stringPropertyNames()) {
                String value = properties.getProperty(name);
                if (name.startsWith(OFFSET)) {
                    offsets.put(Integer.parseInt(name.substring(OFFSET.length())), Long.parseLong(value));
                } else if (name.startsWith(DAYS)) {
                    days.put(Integer.parseInt(name.substring(DAYS.length())), Integer.parseInt(value));
                }
            }
        } catch (NumberFormatException e) {
            throw new IOException(file + ": expected a number, " + e.getMessage(), e);
        }
        return Optional.of(new ArchiveCheckpoint(topicId, offsets, days));
    }

    /** Replaces the folder's checkpoint in one step. */
    void write(Path folder) throws IOException {
        var text = new StringBuilder();
        text.append(TOPIC).append('=').append(topicId).append('\n');
        offsets.forEach((partition, offset) ->
                text.append(OFFSET).append(partition).append('=').append(offset).append('\n'));
        capacityDays.forEach((tile, days) ->
                text.append(DAYS).append(tile).append('=').append(days).append('\n'));
        Path part = folder.resolve(FILE + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Forgets the folder's checkpoint. */
    static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }
}
