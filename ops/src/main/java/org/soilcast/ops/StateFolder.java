package org.soilcast.ops;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.soilcast.schemas.KafkaConnection;

/**
 * The folder that holds everything a standalone run knows: broker, Streams stores, Flink checkpoints, archive and log.
 * One process at a time: the lock goes with the process, also when it is killed.
 */
public final class StateFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;
    private Optional<FreeSpace> space = Optional.empty();

    private StateFolder(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Takes the folder, creating it when missing. When its disk is about to be full the process ends.
     *
     * @throws CommandFailure when it cannot be used, or its disk has too little room
     */
    public static StateFolder take(Path folder) {
        try {
            Files.createDirectories(folder);
            StateFolder taken = lock(folder);
            try {
                taken.space = Optional.of(FreeSpace.watch(folder, () -> LastWord.exit(FreeSpace.sentence(folder))));
            } catch (CommandFailure e) {
                taken.close();
                throw e;
            }
            return taken;
        } catch (IOException e) {
            throw new CommandFailure("cannot use state folder " + folder + ": " + e);
        }
    }

    /** Takes a folder that an earlier run made, to read what is there. */
    public static StateFolder takeExisting(Path folder) {
        if (!Files.isDirectory(folder.resolve("kafka"))) {
            throw new CommandFailure("no state in " + folder + ": expected the folder of an earlier 'soilcast run'");
        }
        try {
            return lock(folder);
        } catch (IOException e) {
            throw new CommandFailure("cannot use state folder " + folder + ": " + e);
        }
    }

    /** The broker of the soilcast process that uses a folder now; empty when none does, or its broker is not up. */
    static Optional<KafkaConnection> running(Path folder) {
        try {
            takeExisting(folder).close();
            return Optional.empty();
        } catch (CommandFailure e) {
            return BrokerAddress.read(folder.resolve("kafka"));
        }
    }

    /**
     * What a command does with a broker.
     *
     * @param <T> what comes of it
     * @param <E> what it may fail with
     */
    interface WithBroker<T, E extends Exception> {
        T of(KafkaConnection kafka) throws E;
    }

    /** Takes a folder that nothing runs on, starts only its broker, and ends it again. */
    static <T, E extends Exception> T atRest(Path folder, WithBroker<T, E> use) throws E {
        try (var taken = takeExisting(folder);
                var broker = EmbeddedBroker.start(taken.kafka())) {
            LogFile.in(folder);
            return use.of(broker.connection());
        }
    }

    private static StateFolder lock(Path folder) throws IOException {
        FileChannel lockFile =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return new StateFolder(folder, lockFile, lock);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: in use like any other.
        }
        lockFile.close();
        throw new CommandFailure("state folder " + folder + " is in use by another soilcast process");
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path streams() {
        return folder.resolve("streams");
    }

    Path flink() {
        return folder.resolve("flink");
    }

    Path archive() {
        return archiveIn(folder);
    }

    /** The same of a folder that is held elsewhere. */
    static Path archiveIn(Path folder) {
        return folder.resolve("archive");
    }

    Path alerts() {
        return folder.resolve("alerts");
    }

    /** Results in files, for export and page. */
    Path results() {
        return resultsIn(folder);
    }

    /** The same of a folder that another process may have taken. */
    static Path resultsIn(Path folder) {
        return folder.resolve("results");
    }

    /** The key pair of bundle signatures, made at the first start. */
    Path keys() {
        return keysIn(folder);
    }

    /** The same of a folder that another process may have taken. */
    static Path keysIn(Path folder) {
        return folder.resolve("keys");
    }

    @Override
    public void close() {
        space.ifPresent(FreeSpace::close);
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot release the lock of " + folder, e);
        }
    }
}
