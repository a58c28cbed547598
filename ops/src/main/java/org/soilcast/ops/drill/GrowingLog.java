package org.soilcast.ops.drill;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The log of a process, read while it is written: the lines that have come since it was looked at. */
final class GrowingLog {
    private final Path file;
    private long read;

    /**
     * From the end that the file has now.
     *
     * @param file it may come later
     */
    GrowingLog(Path file) throws IOException {
        this.file = file;
        this.read = Files.exists(file) ? Files.size(file) : 0;
    }

    /** The whole lines that are new. */
    List<String> more() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var open = new RandomAccessFile(file.toFile(), "r")) {
            var bytes = new byte[Math.toIntExact(Math.max(0, open.length() - read))];
            open.seek(read);
            open.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            read += end;
            return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
