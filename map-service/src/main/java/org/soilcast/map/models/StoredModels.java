package org.soilcast.map.models;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of a store's model versions: replaced by a rename, so that others read beside the one that writes. */
public final class StoredModels {
    private static final Logger LOG = LoggerFactory.getLogger(StoredModels.class);

    private final Path folder;

    /**
     * Of a result store; there may be none yet.
     *
     * @param results folder of the store
     */
    public StoredModels(Path results) {
        folder = results.resolve("models");
    }

    /** Changes whenever {@link #read} may find something else. */
    public String version() throws IOException {
        try {
            return Long.toHexString(Files.getLastModifiedTime(file()).to(TimeUnit.NANOSECONDS));
        } catch (NoSuchFileException e) {
            return "none";
        }
    }

    /** What is there; nothing when there is no file yet, or none that can be read. */
    public ModelVersions read() throws IOException {
        try {
            return ModelVersions.of(Files.readAllBytes(file()));
        } catch (NoSuchFileException e) {
            return new ModelVersions();
        } catch (JacksonException e) {
            LOG.warn("model versions are read again: {} is damaged", file());
            return new ModelVersions();
        }
    }

    /** Puts {@link ModelVersions#bytes} in force. */
    public void write(byte[] versions) throws IOException {
        Files.createDirectories(folder);
        Path next = folder.resolve("next");
        Files.write(next, versions);
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file() {
        return folder.resolve("versions.json");
    }
}
