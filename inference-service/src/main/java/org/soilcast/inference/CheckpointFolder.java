package org.soilcast.inference;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;

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
     * that has it is whole. The newest has the highest number: times of files change when a folder is copied.
     */
    public Optional<Path> newest() {
        return complete().stream().max(Comparator.comparingLong(CheckpointFolder::number));
    }

    /** How long ago the last one was completed; empty when there is none, or they come and go while this looks. */
    Optional<Duration> ageOfNewest() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals(METADATA))
                    .map(file -> file.toFile().lastModified())
                    .max(Comparator.naturalOrder())
                    .map(millis -> Duration.ofMillis(Math.max(0, System.currentTimeMillis() - millis)));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /**
     * Deletes complete checkpoints and savepoints but for the newest few. Called before a job starts, never beside one;
     * those kept are there until the next start, so there is always one to go on from.
     */
    public void keepNewest(int count) {
        complete().stream()
                .sorted(Comparator.comparingLong(CheckpointFolder::number).reversed())
                .skip(count)
                .forEach(CheckpointFolder::delete);
    }

    /**
     * Refuses state of a release whose state this one cannot go on with. Flink would, too, but not in words that say what
     * to do. It shows by the number of groups that keyed state is divided into, which was never set before.
     *
     * @throws IllegalStateException for such state
     */
    void requireReadable(Path snapshot) {
        for (OperatorState operator : metadata(snapshot).getOperatorStates()) {
            int groups = operator.getMaxParallelism();
            if (groups != 1 && groups != InferenceConfig.MAX_PARALLELISM) {
                throw new IllegalStateException("the state of the inference job in " + folder
                        + " is of an earlier release and cannot be gone on with; delete this folder, and the days are"
                        + " computed again from the topics");
            }
        }
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

    /** The number that Flink gave it; a job that goes on from a checkpoint or savepoint counts on from its number. */
    private static long number(Path snapshot) {
        return metadata(snapshot).getCheckpointId();
    }

    private static CheckpointMetadata metadata(Path snapshot) {
        try (var metadata =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(snapshot.resolve(METADATA))))) {
            return Checkpoints.loadCheckpointMetadata(
                    metadata, CheckpointFolder.class.getClassLoader(), snapshot.toString());
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
