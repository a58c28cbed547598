package org.soilcast.ingest.folder;

import java.time.LocalDate;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.ingest.domain.ValueDigest;
import org.soilcast.ingest.rejects.InputException;

/**
 * The files of a source that could not be read when the values of a date were made of them, though they could when they were
 * looked through. What was made without them has another digest than what the files promise, so that it is made again when
 * they can be read.
 */
final class UnreadFiles {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadFiles.class);

    private final Consumer<FolderFile> folder;
    private final Map<LocalDate, SortedSet<String>> byDate = new TreeMap<>();

    /**
     * None yet.
     *
     * @param folder is told of each, to look at it again
     */
    UnreadFiles(Consumer<FolderFile> folder) {
        this.folder = folder;
    }

    /** A date is made once more, and nothing of it has failed so far. */
    void begin(LocalDate date) {
        byDate.remove(date);
    }

    /** A file of a date could not be read. */
    void add(LocalDate date, FolderFile file, InputException why) {
        LOG.warn("{} is left out of {} until it can be read: {}", file.name(), date, why.getMessage());
        byDate.computeIfAbsent(date, any -> new TreeSet<>()).add(file.name());
        folder.accept(file);
    }

    /** Whether any date was made without a file of it. */
    boolean any() {
        return !byDate.isEmpty();
    }

    /** The digest of what was made of a date, given that of its files. */
    String digest(LocalDate date, String ofFiles) {
        SortedSet<String> without = byDate.get(date);
        return without == null ? ofFiles : ValueDigest.of(ofFiles + " without " + String.join(", ", without));
    }
}
