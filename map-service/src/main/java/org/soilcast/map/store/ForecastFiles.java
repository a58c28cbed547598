package org.soilcast.map.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The newest forecast of each tile: a file a tile, in a folder inside that of the result store. A file is replaced by a
 * rename, so others read beside the one that writes; each stands alone, so one that is damaged takes no other with it.
 */
final class ForecastFiles {
    private static final String FOLDER = "forecasts";
    private static final String END = ".forecast";

    private final Path folder;

    /**
     * Of a result store; there may be none yet.
     *
     * @param results folder of the store
     */
    ForecastFiles(Path results) {
        folder = results.resolve(FOLDER);
    }

    /** Changes whenever a file may have; the renames change the folder's time. */
    String version() throws IOException {
        try {
            return Long.toHexString(Files.getLastModifiedTime(folder).to(TimeUnit.NANOSECONDS));
        } catch (NoSuchFileException e) {
            return "none";
        }
    }

    /**
     * The forecast of a tile; empty where there is none.
     *
     * @throws DamagedResults when its file cannot be trusted
     */
    Optional<ForecastFile> read(int tile) throws IOException {
        Path file = file(tile);
        try {
            ForecastFile found = ForecastFile.of(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            if (found.tile() != tile) {
                throw new DamagedResults(file.getFileName() + ": holds tile " + found.tile());
            }
            return Optional.of(found);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Tiles that have a file, whatever is in it. */
    List<Integer> tiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("tile-\\d{1,9}\\" + END))
                    .map(name -> Integer.valueOf(name.substring("tile-".length(), name.length() - END.length())))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** The same, by the dates in their heads the newest first; one that cannot be read comes last. */
    List<Integer> newestFirst() throws IOException {
        var dates = new HashMap<Integer, LocalDate>();
        for (int tile : tiles()) {
            try (InputStream in = Files.newInputStream(file(tile))) {
                dates.put(tile, ForecastFile.date(in.readNBytes(ForecastFile.HEAD_BYTES)));
            }
        }
        return dates.entrySet().stream()
                .sorted(Map.Entry.<Integer, LocalDate>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Puts forecasts in force, in the order of their places: of a partition, all that was before a file that is there is
     * there too, even when the process is killed in between.
     */
    void write(Collection<ForecastFile> forecasts) throws IOException {
        Files.createDirectories(folder);
        for (ForecastFile forecast : (Iterable<ForecastFile>)
                forecasts.stream().sorted((one, other) -> one.place().compareTo(other.place()))::iterator) {
            Path next = folder.resolve("next");
            Manifest.writeForced(next, forecast.bytes());
            Files.move(
                    next, file(forecast.tile()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        ResultFile.forceFolder(folder);
    }

    private Path file(int tile) {
        return folder.resolve("tile-" + tile + END);
    }
}
