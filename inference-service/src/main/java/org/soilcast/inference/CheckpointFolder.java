package org.soilcast.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checkpoints and savepoints of the job on a local disk. Flink restores nothing by itself: each start looks here for the
 * newest complete one, whatever way the last run ended.
 */
public final class CheckpointFolder {
    private static final String METADATA = "_metadata";

    private final Path folder;

    /** A folder of its own; it is created when missing. */
    public CheckpointFolder(Path folder) {
        try {
            this.folder = Files.createDirectories(folder.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + folder, e);
        }
    }

    /** Where checkpoints go. */
    public String checkpoints() {
        return address(folder.resolve("checkpoints"));
    }

    /** Where savepoints go. */
    public String savepoints() {
        return address(folder.resolve("savepoints"));
    }

    /**
     * The newest complete checkpoint or savepoint; its metadata file is the last that Flink writes, by a rename, so one
     * that has it is whole.
     */
    public Optional<Path> newest() {
        return complete().stream().max(Comparator.comparing(CheckpointFolder::written));
    }

    /** Deletes all complete checkpoints and savepoints but the given one. Called before a job starts, never beside one. */
    public void deleteAllBut(Path kept) {
        complete().stream().filter(snapshot -> !snapshot.equals(kept)).forEach(CheckpointFolder::delete);
    }

    /** A path as Flink takes it: it escapes what an address must not hold by itself, so nothing may be escaped already. */
    static String address(Path path) {
        return "file://" + path;
    }

    private List<Path> complete() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals(METADATA))
                    .map(Path::getParent)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static FileTime written(Path snapshot) {
        try {
            return Files.getLastModifiedTime(snapshot.resolve(METADATA));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + snapshot, e);
        }
    }

    private static void delete(Path snapshot) {
        try (Stream<Path> files = Files.walk(snapshot)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + snapshot, e);
        }
    }
}
