package org.soilcast.map.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.models.StoredModels;
import org.soilcast.map.query.Results.Beside;
import org.soilcast.map.store.SmallTopic;
import org.soilcast.map.store.StoredAlerts;
import org.soilcast.map.store.StoredAreas;
import org.soilcast.map.store.StoredResults;

/**
 * The newest commit of a store, with forecasts, alerts, areas and model versions, that a process, this or another, may be writing.
 * Looks for a newer one at most every half second.
 */
public final class LatestResults {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int ATTEMPTS = 3;

    private final Path folder;
    private Optional<Results> current = Optional.empty();
    private long looked;

    /** Of the folder of a store, which may still be empty. */
    public LatestResults(Path folder) {
        this.folder = folder;
    }

    /** Reads results to an answer. */
    @FunctionalInterface
    public interface Question<T> {
        /** The answer; {@link NoSuchFileException} when the results have been merged away meanwhile. */
        T ask(Results results) throws IOException;
    }

    /** Asks the newest results, again when they were replaced meanwhile. */
    public <T> T ask(Question<T> question) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Results results = current(attempt > 1);
            try {
                return question.ask(results);
            } catch (NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private synchronized Results current(boolean now) throws IOException {
        if (!now && current.isPresent() && System.nanoTime() - looked < LOOK_EVERY.toNanos()) {
            return current.get();
        }
        String version = version();
        if (current.isEmpty() || !current.get().version().equals(version)) {
            current = Optional.of(open(version));
        }
        looked = System.nanoTime();
        return current.get();
    }

    private Results open(String version) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                StoredResults stored = StoredResults.open(folder, current.map(Results::stored));
                CellPlaces places = current.filter(known -> known.stored().hasTilesOf(stored))
                        .map(Results::places)
                        .orElseGet(() -> CellPlaces.of(stored.tiles().values()));
                var beside = new Beside(
                        StoredAlerts.open(folder, current.map(Results::alerts)),
                        new StoredModels(folder).read(),
                        SmallTopic.DECISIONS.read(folder),
                        StoredAreas.open(folder));
                return new Results(stored, version, places, beside);
            } catch (NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private String version() throws IOException {
        return String.join(
                "-",
                commit(),
                StoredResults.forecastsVersion(folder),
                StoredAlerts.version(folder),
                new StoredModels(folder).version(),
                SmallTopic.DECISIONS.version(folder),
                StoredAreas.version(folder));
    }

    /** The manifest is replaced by a rename, so its time and size tell one commit from another. */
    private String commit() throws IOException {
        Path manifest = folder.resolve("manifest");
        try {
            return Long.toHexString(Files.getLastModifiedTime(manifest).to(TimeUnit.NANOSECONDS)) + "-"
                    + Long.toHexString(Files.size(manifest));
        } catch (NoSuchFileException e) {
            return "none";
        }
    }
}
