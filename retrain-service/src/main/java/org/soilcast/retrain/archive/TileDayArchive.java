package org.soilcast.retrain.archive;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.schemas.avro.TileDay;

/**
 * The tile-days of a domain in a folder of mapped files, one a tile ({@link TileFile}), from which training reads. It
 * holds nothing of its own, but for a challenger that waits for the end of its shadow stage: the topic tile-days is the truth.
 *
 * <p>After a crash it is right or it is built anew. {@link #commit} first forces the files to disk and then replaces
 * the checkpoint, so everything before the checkpoint's offsets is whole, and everything behind them is read from the
 * topic again and written over. Until that has happened the last days may be older than the topic, or torn. When
 * checkpoint and files do not fit together, all is dropped and read anew.
 *
 * <p>Thread-safe: one lock; the work under it is the copy of some kilobytes.
 */
public final class TileDayArchive implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TileDayArchive.class);
    private static final String SUFFIX = ".days";

    private record Dates(LocalDate first, LocalDate last) {
        Dates with(LocalDate date) {
            return new Dates(date.isBefore(first) ? date : first, date.isAfter(last) ? date : last);
        }
    }

    private final Path folder;
    private final FileChannel lockFile;
    private final Map<Integer, TileFile> files = new TreeMap<>();
    private final Map<Integer, Dates> dates = new TreeMap<>();
    private Optional<ArchiveCheckpoint> checkpoint = Optional.empty();

    /**
     * Opens the archive of a folder, which is created when missing.
     *
     * @throws IllegalStateException when another process has the folder open
     * @throws UncheckedIOException when the folder cannot be used
     */
    public TileDayArchive(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            lockFile = lock(folder);
            load();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open archive " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Where the archive's contents end in the topic; empty for a new archive. */
    public synchronized Optional<ArchiveCheckpoint> checkpoint() {
        return checkpoint;
    }

    /** Writes or replaces a tile's day. */
    public synchronized void put(TileDay day) {
        int tile = day.getTile();
        int cells = day.getPrecipitationMmPerDay().size();
        try {
            TileFile file = files.get(tile);
            if (file == null) {
                file = TileFile.create(path(tile), tile, cells, day.getDate());
                files.put(tile, file);
            }
            file.put(day.getDate(), day.getRevision(), ArchiveVariable.values(day, file.cells()));
            dates.merge(tile, new Dates(day.getDate(), day.getDate()), (known, added) -> known.with(added.first()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot archive tile " + tile + ", " + day.getDate(), e);
        }
    }

    /** Makes all that was put so far durable, as the topic's contents before these offsets. */
    public synchronized void commit(String topicId, Map<Integer, Long> offsets) {
        var capacity = new TreeMap<Integer, Integer>();
        files.forEach((tile, file) -> {
            if (file.changed()) {
                file.force();
            }
            capacity.put(tile, file.capacityDays());
        });
        var next = new ArchiveCheckpoint(topicId, new TreeMap<>(offsets), capacity);
        try {
            next.write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the checkpoint of archive " + folder, e);
        }
        checkpoint = Optional.of(next);
    }

    /** Drops everything. */
    public synchronized void clear() {
        files.clear();
        dates.clear();
        checkpoint = Optional.empty();
        try {
            ArchiveCheckpoint.delete(folder); // first: without it, files that are left over are not trusted
            for (Path file : tileFiles()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear archive " + folder, e);
        }
    }

    /** A tile's last date; empty while it has none. */
    public synchronized Optional<LocalDate> lastDate(int tile) {
        return Optional.ofNullable(dates.get(tile)).map(Dates::last);
    }

    /** The revision of a tile's day; 0 when it is not there. */
    public synchronized int revision(int tile, LocalDate date) {
        TileFile file = files.get(tile);
        return file == null ? 0 : file.revision(date);
    }

    /** The days that all these tiles have, from the earliest date of any of them on; empty when that date is not. */
    public synchronized Optional<DaySpan> commonSpan(Collection<Integer> tiles) {
        if (tiles.isEmpty() || !dates.keySet().containsAll(tiles)) {
            return Optional.empty();
        }
        LocalDate first = tiles.stream()
                .map(tile -> requireNonNull(dates.get(tile)).first())
                .min(LocalDate::compareTo)
                .orElseThrow();
        int days = tiles.stream()
                .mapToInt(tile -> consecutiveDays(tile, first))
                .min()
                .orElseThrow();
        return days == 0 ? Optional.empty() : Optional.of(new DaySpan(first, days));
    }

    /**
     * A copy of one variable from one date to another, both included, as [day][cell]; NaN for days that are not there.
     *
     * @throws IllegalArgumentException when the tile is not in the archive, or the dates are in the wrong order
     */
    public synchronized float[] window(int tile, ArchiveVariable variable, LocalDate from, LocalDate to) {
        TileFile file = files.get(tile);
        if (file == null || from.isAfter(to)) {
            throw new IllegalArgumentException("no window of tile " + tile + ", " + from + " to " + to);
        }
        int days = DaySpan.of(from, to).days();
        var values = new float[Math.multiplyExact(days, file.cells())];
        for (int day = 0; day < days; day++) {
            file.copy(from.plusDays(day), variable, values, day * file.cells());
        }
        return values;
    }

    /** Gives the folder free. What was not committed is read from the topic again. */
    @Override
    public synchronized void close() {
        files.clear();
        dates.clear();
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close archive " + folder, e);
        }
    }

    private int consecutiveDays(int tile, LocalDate first) {
        TileFile file = requireNonNull(files.get(tile));
        int days = 0;
        while (file.revision(first.plusDays(days)) > 0) {
            days++;
        }
        return days;
    }

    private void load() throws IOException {
        try {
            checkpoint = ArchiveCheckpoint.read(folder);
            for (Map.Entry<Integer, Integer> tile : checkpoint
                    .map(ArchiveCheckpoint::capacityDays)
                    .orElse(new TreeMap<>())
                    .entrySet()) {
                load(tile.getKey(), tile.getValue());
            }
        } catch (IOException e) {
            LOG.warn("archive {} is damaged and is built anew: {}", folder, e.getMessage());
            clear();
        }
        for (Path file : tileFiles()) { // made after the last commit: all their days lie behind its offsets
            if (files.keySet().stream().noneMatch(tile -> path(tile).equals(file))) {
                Files.delete(file);
            }
        }
    }

    private void load(int tile, int capacityDays) throws IOException {
        TileFile file = TileFile.open(path(tile), tile);
        if (file.capacityDays() < capacityDays) {
            throw new IOException(path(tile) + ": expected " + capacityDays + " days, found " + file.capacityDays());
        }
        files.put(tile, file);
        for (int day = 0; day < file.capacityDays(); day++) {
            LocalDate date = file.origin().plusDays(day);
            if (file.revision(date) > 0) {
                dates.merge(tile, new Dates(date, date), (known, added) -> known.with(added.first()));
            }
        }
    }

    private Path path(int tile) {
        return folder.resolve("tile-" + tile + SUFFIX);
    }

    private List<Path> tileFiles() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().contains(SUFFIX))
                    .toList();
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) { // held by this very process
            LOG.debug("archive {} is open twice in this process", folder, e);
        }
        channel.close();
        throw new IllegalStateException("archive " + folder + " is in use by another process");
    }
}
