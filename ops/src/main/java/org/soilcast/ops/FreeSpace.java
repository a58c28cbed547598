package org.soilcast.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the room that is left on the disk of a state folder, and ends the process in order while there still is enough for
 * a savepoint: on a disk that is really full, broker and stores would each fail in their own way in the middle of a write.
 */
final class FreeSpace implements AutoCloseable {
    /** What broker, stores and libraries take before the first result. */
    static final int LEAST_MIB_AT_START = 192;
    /** Enough for what is under way, and for a savepoint of 50,000 cells. */
    static final int LEAST_MIB = 64;

    private static final Logger LOG = LoggerFactory.getLogger(FreeSpace.class);
    private static final long BYTES_PER_MIB = 1 << 20;
    private static final long EVERY_MS = 100;

    private final Path folder;
    private final Runnable whenLow;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "free-space");

    private FreeSpace(Path folder, Runnable whenLow) {
        this.folder = folder;
        this.whenLow = whenLow;
    }

    /**
     * Begins to watch.
     *
     * @param folder a folder on the disk
     * @param whenLow called once, on a thread of its own, when less than {@link #LEAST_MIB} are left
     * @throws CommandFailure when there is not enough to begin with
     */
    static FreeSpace watch(Path folder, Runnable whenLow) throws IOException {
        long mib = mib(folder);
        if (mib < LEAST_MIB_AT_START) {
            throw new CommandFailure("the disk of folder " + folder + " has " + mib + " MiB left, " + LEAST_MIB_AT_START
                    + " are needed to start: free space and start again");
        }
        var space = new FreeSpace(folder, whenLow);
        space.thread.setDaemon(true);
        space.thread.start();
        return space;
    }

    /** Whether less is left than a run needs. */
    static boolean isLow(Path folder) {
        try {
            return mib(folder) < LEAST_MIB;
        } catch (IOException e) {
            LOG.warn("cannot ask for the space left on {}", folder, e);
            return false;
        }
    }

    /** What to tell the user about a full disk. */
    static String sentence(Path folder) {
        return "the disk of folder " + folder + " is full; no results are lost: free space and start again";
    }

    @Override
    public void close() {
        closing.countDown();
    }

    private void watch() {
        try {
            while (!closing.await(EVERY_MS, TimeUnit.MILLISECONDS)) {
                if (isLow(folder)) {
                    LOG.error("{}", sentence(folder));
                    whenLow.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long mib(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace() / BYTES_PER_MIB;
    }
}
