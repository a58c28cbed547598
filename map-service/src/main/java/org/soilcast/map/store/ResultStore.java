package org.soilcast.map.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.map.Skipped;
import org.soilcast.map.TileResults;
import org.soilcast.map.store.Manifest.DataFile;
import org.soilcast.schemas.ResultColumn;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.schemas.avro.Tile;

/**
 * All results of a domain in files, with the topic's offsets up to which they hold. What is put is kept in memory until
 * {@link #commit}, which writes one new file for each block of tiles and span of dates that changed, forces them to disk,
 * and puts them in force together with the offsets by one rename. A process that is killed at any moment has either the
 * commit or the one before it. Files of the same block and span are merged when there are many; none is ever changed.
 *
 * <p>One process writes; one thread uses an instance.
 */
public final class ResultStore {
    /** Tiles of a block. */
    static final int BLOCK_TILES = 256;
    /** Files of the same block and span that are left beside each other. */
    private static final int MOST_FILES = 4;

    private static final Logger LOG = LoggerFactory.getLogger(ResultStore.class);

    private record Part(int block, long span) {}

    private final Path folder;
    private final Consumer<String> steps;
    private final Map<Integer, Tile> tiles;
    private final Map<Part, SortedMap<Integer, TileSpan>> pending = new HashMap<>();
    private Manifest manifest;
    private boolean tilesChanged;
    private int pendingTileDays;

    private ResultStore(Path folder, Consumer<String> steps) throws IOException {
        this.folder = folder;
        this.steps = steps;
        Files.createDirectories(folder);
        manifest = Manifest.read(folder);
        tiles = manifest.tilesSequence() == 0
                ? new TreeMap<>()
                : TileFile.read(folder.resolve(Manifest.tilesName(manifest.tilesSequence())));
        manifest.removeOthers(folder);
    }

    /**
     * Opens or begins the store of a folder.
     *
     * @throws IOException when the folder cannot be used, or what says which files are in force is damaged
     */
    public static ResultStore open(Path folder) throws IOException {
        return new ResultStore(folder, step -> {});
    }

    /** The same, told of every step of a commit before it is taken. */
    static ResultStore open(Path folder, Consumer<String> steps) throws IOException {
        return new ResultStore(folder, steps);
    }

    /** Where it is. */
    Path folder() {
        return folder;
    }

    /** Next offset to read by partition of soil-moisture; a partition never read is not there. */
    public Map<Integer, Long> offsets() {
        return Map.copyOf(manifest.offsets());
    }

    /** Tile-days that the next commit writes. */
    public int pendingTileDays() {
        return pendingTileDays;
    }

    /** The domain's tiles by number. */
    public Map<Integer, Tile> tiles() {
        return Collections.unmodifiableMap(tiles);
    }

    /**
     * Adds or replaces a tile.
     *
     * @throws IllegalArgumentException when it is of another domain than those that are there
     */
    public void put(Tile tile) {
        tiles.values().stream()
                .filter(other -> !other.getDomain().equals(tile.getDomain()))
                .findAny()
                .ifPresent(other -> {
                    throw new IllegalArgumentException("tile %d of domain %s in a store of domain %s"
                            .formatted(tile.getTile(), tile.getDomain(), other.getDomain()));
                });
        tilesChanged |= !tile.equals(tiles.put(tile.getTile(), tile));
    }

    /**
     * Takes a result, in the order of its topic.
     *
     * @throws IllegalArgumentException when its tile is unknown, of another domain or has another number of cells, or a
     *     value is not finite
     */
    public void put(SoilMoisture result) {
        Tile tile = tiles.get(result.getTile());
        if (tile == null || !tile.getDomain().equals(result.getDomain())) {
            throw new IllegalArgumentException("soil moisture of tile %d of domain %s, but no such tile is known"
                    .formatted(result.getTile(), result.getDomain()));
        }
        put(
                result.getTile(),
                result.getDate().toEpochDay(),
                TileResults.of(result, tile.getCells().size()));
    }

    void put(int tile, long epochDay, TileResults results) {
        pending.computeIfAbsent(new Part(tile / BLOCK_TILES, TileSpan.of(epochDay)), part -> new TreeMap<>())
                .computeIfAbsent(tile, key -> new TileSpan())
                .put(epochDay, results);
        pendingTileDays++;
    }

    /**
     * Makes safe what was put since the last commit.
     *
     * @param offsets next offsets to read, of the partitions that were read
     */
    public void commit(Map<Integer, Long> offsets) throws IOException {
        long sequence = manifest.sequence() + 1;
        var files = new TreeSet<>(manifest.files());
        for (Map.Entry<Part, SortedMap<Integer, TileSpan>> part : pending.entrySet()) {
            var file = new DataFile(part.getKey().block(), part.getKey().span(), sequence);
            List<DataFile> before = manifest.of(file.block(), file.span());
            SortedMap<Integer, TileSpan> spans = part.getValue();
            if (before.size() >= MOST_FILES) {
                try {
                    spans = merged(before, spans);
                    files.removeAll(before);
                } catch (DamagedResults e) {
                    LOG.warn("not merged: {}", e.getMessage());
                }
            }
            steps.accept("write " + file.name());
            ResultFile.write(folder.resolve(file.name()), spans);
            files.add(file);
        }
        if (tilesChanged) {
            steps.accept("write tiles");
            TileFile.write(folder.resolve(Manifest.tilesName(sequence)), tiles);
        }
        steps.accept("force folder");
        ResultFile.forceFolder(folder);
        var allOffsets = new TreeMap<>(manifest.offsets());
        allOffsets.putAll(offsets);
        var next = new Manifest(sequence, tilesChanged ? sequence : manifest.tilesSequence(), allOffsets, files);
        steps.accept("put in force");
        next.write(folder);
        manifest = next;
        tilesChanged = false;
        pending.clear();
        pendingTileDays = 0;
        steps.accept("remove");
        manifest.removeOthers(folder);
    }

    /** Spans of dates that have committed results, in order. */
    public NavigableSet<Long> spans() {
        return committed().spans();
    }

    /** Tiles that have committed results. */
    public Set<Integer> tilesWithResults() throws IOException {
        return committed().tilesWithResults();
    }

    /** Reads committed results: see {@link StoredResults#read}. */
    public SortedMap<Integer, TileSpan> read(long span, Set<Integer> wanted, Set<ResultColumn> columns, Skipped skipped)
            throws IOException {
        return committed().read(span, wanted, columns, skipped);
    }

    private StoredResults committed() {
        return new StoredResults(folder, manifest, tiles);
    }

    /** A damaged file ends the merge, so that what can still be read of it is kept. */
    private SortedMap<Integer, TileSpan> merged(List<DataFile> before, SortedMap<Integer, TileSpan> latest)
            throws IOException {
        var spans = new TreeMap<Integer, TileSpan>();
        for (DataFile file : before) {
            StoredResults.addAll(spans, ResultFile.readAll(folder.resolve(file.name())));
        }
        StoredResults.addAll(spans, latest);
        return spans;
    }
}
