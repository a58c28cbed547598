package org.soilcast.ingest.folder;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.ingest.source.TimeSpan;
import org.soilcast.ingest.weather.WeatherRole;

/**
 * What is known of the usable files of a folder, in a file beside the state, so that a start looks through new and changed
 * ones only: a file is known again by its path, size and time of change. When the index is lost, damaged, or of another
 * description or release, all files are looked through once more; nothing else depends on it.
 */
final class FileIndex {
    private static final Logger LOG = LoggerFactory.getLogger(FileIndex.class);
    /** To be raised with every change of what is found in a file. */
    private static final int RELEASE = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Path> file;
    private final String description;
    private final Map<String, Entry> entries = new HashMap<>();

    /** By which a change of a file is noticed. */
    record Stamp(long bytes, long modifiedMillis) {}

    private record Entry(
            String path,
            long bytes,
            long modifiedMillis,
            String sha256,
            String product,
            Map<String, String> weather,
            Map<String, String> parts,
            String issued,
            Map<String, String> retrievals) {}

    private record Written(int release, String description, List<Entry> files) {}

    /**
     * Reads an index.
     *
     * @param file empty to keep none
     * @param description digest of the domain's description, which decides what it takes of a file
     */
    FileIndex(Optional<Path> file, String description) {
        this.file = file;
        this.description = description;
        file.filter(Files::isRegularFile).ifPresent(this::read);
    }

    private void read(Path path) {
        try {
            Written written = JSON.readValue(path.toFile(), Written.class);
            if (written.release == RELEASE && written.description.equals(description)) {
                written.files.forEach(entry -> entries.put(entry.path, entry));
            }
        } catch (IOException | RuntimeException e) {
            LOG.info("{} is made again: {}", path.getFileName(), e.getClass().getSimpleName());
        }
    }

    /** What is known of a file; empty when it is not known, or has changed. */
    Optional<FolderFile> find(Path path, Stamp stamp) {
        return Optional.ofNullable(entries.get(path.toString()))
                .filter(entry -> entry.bytes == stamp.bytes && entry.modifiedMillis == stamp.modifiedMillis)
                .flatMap(entry -> known(path, entry));
    }

    private static Optional<FolderFile> known(Path path, Entry entry) {
        try {
            Map<WeatherRole, TimeSpan> weather = new EnumMap<>(WeatherRole.class);
            entry.weather.forEach((role, span) -> weather.put(WeatherRole.valueOf(role), TimeSpan.parse(span)));
            Map<TimeSpan, String> parts = new HashMap<>();
            entry.parts.forEach((span, digest) -> parts.put(TimeSpan.parse(span), digest));
            Map<LocalDate, String> retrievals = new TreeMap<>();
            entry.retrievals.forEach((date, digest) -> retrievals.put(LocalDate.parse(date), digest));
            return Optional.of(new FolderFile(
                    path,
                    String.valueOf(path.getFileName()),
                    entry.sha256,
                    entry.product,
                    weather,
                    parts,
                    issued(entry),
                    retrievals));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> issued(Entry entry) {
        return Optional.of(entry.issued).filter(text -> !text.isEmpty()).map(Instant::parse);
    }

    /** Puts an index of these files in the place of the one before. One that cannot be written costs time at the next start. */
    void write(Map<Path, FolderFile> usable, Map<Path, Stamp> stamps) {
        entries.clear();
        usable.forEach((path, known) -> Optional.ofNullable(stamps.get(path))
                .ifPresent(stamp -> entries.put(path.toString(), entry(known, stamp))));
        file.ifPresent(path -> {
            try {
                Path next = path.resolveSibling(path.getFileName() + ".tmp");
                Files.createDirectories(path.toAbsolutePath().getParent());
                JSON.writeValue(
                        next.toFile(),
                        new Written(RELEASE, description, new ArrayList<>(new TreeMap<>(entries).values())));
                Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                LOG.warn("the index of files cannot be written: {}", e.toString());
            }
        });
    }

    private static Entry entry(FolderFile known, Stamp stamp) {
        Map<String, String> weather = new TreeMap<>();
        known.weather().forEach((role, span) -> weather.put(role.name(), span.toString()));
        Map<String, String> parts = new TreeMap<>();
        known.parts().forEach((span, digest) -> parts.put(span.toString(), digest));
        Map<String, String> retrievals = new TreeMap<>();
        known.retrievals().forEach((date, digest) -> retrievals.put(date.toString(), digest));
        return new Entry(
                known.path().toString(),
                stamp.bytes,
                stamp.modifiedMillis,
                known.sha256(),
                known.product(),
                weather,
                parts,
                known.issued().map(Instant::toString).orElse(""),
                retrievals);
    }
}
