package org.soilcast.alerts.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file of lines in a folder that one process uses at a time. */
final class LogFile implements AutoCloseable {
    private static final String NAME = "deliveries.log";

    private final Path folder;
    private final FileChannel lock;
    private Optional<FileChannel> open = Optional.empty();

    private LogFile(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes the folder, and creates it when missing; the lock goes with the process, also when it is killed. */
    static LogFile take(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel lock =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null) {
                return new LogFile(folder, lock);
            }
        } catch (OverlappingFileLockException e) {
            // Another service of this process has it.
        }
        lock.close();
        throw new IOException(folder + " is in use by another process");
    }

    /** The lines that are there, the last one also when it is torn. */
    List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        if (Files.exists(file())) {
            // A damaged byte becomes another character, which the line's checksum finds.
            var bytes = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
            try (var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file()), bytes))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    /** Puts other lines in the place of all; the file is the old or the new one, whatever happens. */
    void replace(List<String> lines) throws IOException {
        Path next = folder.resolve(NAME + ".next");
        Files.deleteIfExists(next);
        FileChannel channel = FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        open = Optional.of(channel);
        var text = new StringBuilder();
        for (String line : lines) {
            text.append(line);
            if (text.length() > 1 << 16) {
                append(text.toString());
                text.setLength(0);
            }
        }
        append(text.toString());
        force();
        Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Adds a line, or several. */
    void append(String lines) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines);
        while (bytes.hasRemaining()) {
            channel().write(bytes);
        }
    }

    /** Returns when all that was added is on the disk. */
    void force() throws IOException {
        channel().force(false);
    }

    private FileChannel channel() throws IOException {
        return open.orElseThrow(() -> new IOException("the delivery log in " + folder + " is not open"));
    }

    private Path file() {
        return folder.resolve(NAME);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            if (open.isPresent()) {
                open.get().close();
            }
        }
    }
}
