package org.soilcast.map.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.map.Skipped;
import org.soilcast.map.forecast.StoredForecast;
import org.soilcast.map.store.Manifest.DataFile;
import org.soilcast.schemas.ResultColumn;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Forecast;
import org.soilcast.schemas.avro.Tile;

/**
 * What a result store holds after one of its commits. It writes and removes nothing, so any number of threads and
 * processes read beside the one that writes. That one may merge files away: a read then throws {@link
 * NoSuchFileException}, and whoever reads opens the folder again.
 */
public final class StoredResults {
    private static final Logger LOG = LoggerFactory.getLogger(StoredResults.class);

    private final Path folder;
    private final ForecastFiles forecasts;
    private final Manifest manifest;
    private final Map<Integer, Tile> tiles;

    StoredResults(Path folder, Manifest manifest, Map<Integer, Tile> tiles) {
        this.folder = folder;
        this.forecasts = new ForecastFiles(folder);
        this.manifest = manifest;
        this.tiles = tiles;
    }

    /**
     * Opens what is in force in a folder; nothing where no store has been written yet.
     *
     * @param before what was opened of the folder before; its tiles are kept when they are the same
     * @throws IOException when it cannot be read or is damaged
     */
    public static StoredResults open(Path folder, Optional<StoredResults> before) throws IOException {
        Manifest manifest = Manifest.read(folder);
        if (before.isPresent() && before.get().manifest.tilesSequence() == manifest.tilesSequence()) {
            return new StoredResults(folder, manifest, before.get().tiles);
        }
        return new StoredResults(
                folder,
                manifest,
                manifest.tilesSequence() == 0
                        ? Map.of()
                        : TileFile.read(folder.resolve(Manifest.tilesName(manifest.tilesSequence()))));
    }

    /** The domain's tiles by number, in order. */
    public Map<Integer, Tile> tiles() {
        return Collections.unmodifiableMap(tiles);
    }

    /** Whether both were opened with the same tiles. */
    public boolean hasTilesOf(StoredResults other) {
        return tiles == other.tiles;
    }

    /** Spans of dates that have results, in order. */
    public NavigableSet<Long> spans() {
        return manifest.files().stream().map(DataFile::span).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The newest date of each tile that has results; what is damaged is passed over. */
    public Map<Integer, LocalDate> newestDates() throws IOException {
        var newest = new TreeMap<Integer, LocalDate>();
        var open = new TreeSet<>(tiles.keySet());
        var skipped = new Skipped();
        for (long span : spans().descendingSet()) {
            read(span, open, Set.of(), skipped)
                    .forEach((tile, days) ->
                            newest.put(tile, LocalDate.ofEpochDay(days.days().lastKey())));
            open.removeAll(newest.keySet());
            if (open.isEmpty()) {
                break;
            }
        }
        skipped.sentence().ifPresent(LOG::warn);
        return newest;
    }

    /**
     * Puts all of it into another folder, which becomes a store of its own: by links where its disk allows it, for files
     * are never changed.
     *
     * @throws NoSuchFileException when files were merged away meanwhile
     */
    public void copyTo(Path other) throws IOException {
        for (DataFile file : manifest.files()) {
            link(file.name(), other);
        }
        if (manifest.tilesSequence() != 0) {
            link(Manifest.tilesName(manifest.tilesSequence()), other);
        }
        manifest.write(other);
    }

    private void link(String name, Path other) throws IOException {
        try {
            Files.createLink(other.resolve(name), folder.resolve(name));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            LOG.debug("copied, not linked", e);
            Files.copy(folder.resolve(name), other.resolve(name));
        }
    }

    /** The newest forecast of a tile; empty where there is none, or none that can be read. */
    public Optional<StoredForecast> forecast(int tile) throws IOException {
        int cells = requireNonNull(tiles.get(tile), () -> "unknown tile " + tile)
                .getCells()
                .size();
        try {
            return forecasts
                    .read(tile)
                    .map(file ->
                            StoredForecast.of(SingleObject.decode(file.record().array(), Forecast.class), cells));
        } catch (DamagedResults | IllegalArgumentException e) {
            LOG.warn("no forecast of tile {}: {}", tile, e.getMessage());
            return Optional.empty();
        }
    }

    /** Tiles that have a forecast, as their files say, the newest first. */
    public List<Integer> newestForecasts() throws IOException {
        return forecasts.newestFirst().stream().filter(tiles::containsKey).toList();
    }

    /** Changes whenever an answer of {@link #forecast} may. */
    public static String forecastsVersion(Path folder) throws IOException {
        return new ForecastFiles(folder).version();
    }

    /** Tiles that have results. */
    public Set<Integer> tilesWithResults() throws IOException {
        var found = new TreeSet<Integer>();
        for (DataFile file : manifest.files()) {
            try {
                found.addAll(ResultFile.tiles(folder.resolve(file.name())));
            } catch (DamagedResults e) {
                LOG.warn("not read: {}", e.getMessage());
            }
        }
        return found;
    }

    /**
     * Reads results.
     *
     * @param wanted tiles
     * @param columns the others are unknown in what is returned
     * @param skipped takes what is damaged; all else is returned
     * @return by tile; without the tiles that have no results in that span
     */
    public SortedMap<Integer, TileSpan> read(long span, Set<Integer> wanted, Set<ResultColumn> columns, Skipped skipped)
            throws IOException {
        var read = new TreeMap<Integer, TileSpan>();
        Set<Integer> blocks =
                wanted.stream().map(tile -> tile / ResultStore.BLOCK_TILES).collect(Collectors.toSet());
        for (int block : blocks) {
            for (DataFile file : manifest.of(block, span)) {
                try {
                    ResultFile.read(
                            folder.resolve(file.name()),
                            wanted,
                            columns,
                            (tile, part, damage) -> part.ifPresentOrElse(
                                    days -> addAll(read, Map.of(tile, days)), () -> skipped.add(damage)));
                } catch (DamagedResults e) {
                    skipped.add(String.valueOf(e.getMessage()));
                }
            }
        }
        return read;
    }

    static void addAll(Map<Integer, TileSpan> spans, Map<Integer, TileSpan> later) {
        later.forEach((tile, days) ->
                spans.computeIfAbsent(tile, key -> new TileSpan()).putAll(days));
    }
}
