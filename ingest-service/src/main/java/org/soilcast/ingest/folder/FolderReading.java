package org.soilcast.ingest.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.rejects.InputException;

/** Looks files through, a few at a time: that is decompression above all. Each takes up to some hundred megabytes. */
final class FolderReading {
    private static final Logger LOG = LoggerFactory.getLogger(FolderReading.class);
    /** At a time; more would want more memory than a small machine has. */
    private static final int MOST_THREADS = 2;

    private final DescribedDomain described;

    FolderReading(DescribedDomain described) {
        this.described = described;
    }

    /**
     * What looking a file through has come to.
     *
     * @param known what is known of it; empty when it cannot be used
     * @param problem why not, in one line; an empty text when it can
     */
    record Outcome(Path path, Optional<FolderFile> known, String problem) {}

    /** The outcomes, in the order of the files. */
    List<Outcome> read(List<Path> files) {
        if (files.size() <= 1) {
            return files.stream().map(this::read).toList();
        }
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
        try {
            var coming = new ArrayList<CompletableFuture<Outcome>>();
            for (Path file : files) {
                coming.add(CompletableFuture.supplyAsync(() -> read(file), threads));
            }
            return coming.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Outcome unusable(Path path, String problem) {
        return new Outcome(path, Optional.empty(), problem);
    }

    private Outcome read(Path path) {
        try {
            return new Outcome(path, Optional.of(FolderFile.read(path, described)), "");
        } catch (InputException | IOException e) {
            return unusable(path, String.valueOf(e.getMessage()).replace(path + ": ", ""));
        } catch (RuntimeException | OutOfMemoryError e) { // of one file, which must not end the reading of all others
            LOG.warn("{} cannot be looked through", path, e);
            return unusable(path, "cannot be looked through: " + e);
        }
    }
}
