package org.soilcast.ingest.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What has been fetched into a folder, noted in a hidden file there. Without it files are compared or fetched again. */
final class FetchedFiles {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String NAME = ".fetched.json";
    /** Of thousands of files the note is long. */
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(5);

    private final Path folder;
    private final Map<String, Entry> entries;
    private boolean isWritten = true;
    private long writtenNanos = System.nanoTime();

    /**
     * A file that was fetched.
     *
     * @param address where
     * @param edition that the agency stated
     * @param validator tag or time of the last change that the server stated
     * @param bytes length
     */
    record Entry(String address, String edition, String validator, long bytes) {}

    /** Reads the note; a damaged one counts as none. */
    FetchedFiles(Path folder) throws IOException {
        this.folder = folder;
        this.entries = read(folder.resolve(NAME));
    }

    private static Map<String, Entry> read(Path note) throws IOException {
        if (!Files.exists(note)) {
            return new TreeMap<>();
        }
        try {
            return new TreeMap<>(JSON.readValue(note.toFile(), new TypeReference<Map<String, Entry>>() {}));
        } catch (JsonProcessingException e) {
            return new TreeMap<>();
        }
    }

    /** What is known of a file that is still as it was fetched. */
    Optional<Entry> of(RemoteFile file) throws IOException {
        Path path = folder.resolve(file.name());
        Optional<Entry> entry = Optional.ofNullable(entries.get(file.name()))
                .filter(noted -> noted.address.equals(file.address().toString()));
        boolean isThere = entry.isPresent() && Files.isRegularFile(path) && Files.size(path) == entry.get().bytes;
        return isThere ? entry : Optional.empty();
    }

    /** Notes a file that is there now; the note is on the disk some seconds later, or when it is {@link #write written}. */
    void add(RemoteFile file, String validator) throws IOException {
        long bytes = Files.size(folder.resolve(file.name()));
        entries.put(file.name(), new Entry(file.address().toString(), file.edition(), validator, bytes));
        isWritten = false;
        if (System.nanoTime() - writtenNanos > BETWEEN_WRITES.toNanos()) {
            write();
        }
    }

    /** Writes what is noted, if that has changed. */
    void write() throws IOException {
        if (isWritten) {
            return;
        }
        Path written = folder.resolve(NAME + ".tmp");
        JSON.writeValue(written.toFile(), entries);
        Files.move(written, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        isWritten = true;
        writtenNanos = System.nanoTime();
    }
}
