package org.soilcast.ingest.folder;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.folder.FileIndex.Stamp;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.ingest.rejects.Rejection;

/**
 * A folder of agencies' files, whatever their names and order. Of files with the same bytes one counts, of the issues of a
 * granule the highest. Files that cannot be used are told of once, and looked at again when they change. Hidden files and
 * those whose names end in {@code .part} or {@code .tmp} are not there yet. What is taken away is gone.
 *
 * <p>A file that cannot be read may be read the next time, being replaced or on a disk that is busy with itself: it is looked at
 * once more, and until then is what it was. When it fails again and has not changed, it is damaged.
 */
final class AgencyFolder {
    private static final int MOST_DEPTH = 20;

    private final Path folder;
    private final DescribedDomain described;
    private final FileIndex index;
    private final Map<Path, FolderFile> usable = new TreeMap<>();
    private final Map<Path, Stamp> looked = new HashMap<>();
    private final Map<Path, Stamp> seen = new HashMap<>();
    /** Failed once, as they were then. */
    private final Map<Path, Stamp> doubted = new HashMap<>();
    /** Told of, as they were then. */
    private final Map<Path, Stamp> told = new HashMap<>();
    /** Could not be read when their values were asked for. */
    private final Set<Path> unread = new HashSet<>();
    /** Dates were made again because of them, as they were then: that they are not again and again. */
    private final Map<Path, Stamp> madeUpFor = new HashMap<>();

    private final FolderReading reading;
    private final List<Rejection> rejected = new ArrayList<>();

    /**
     * A folder that has not been looked at.
     *
     * @param described the domain, which rejected files are told of
     * @param index where to keep what is known of the files; empty for nowhere
     * @throws InputException when there is no such folder
     */
    AgencyFolder(Path folder, DescribedDomain described, Optional<Path> index) {
        if (!Files.isDirectory(folder)) {
            throw new InputException("no folder " + folder + " with files of agencies");
        }
        this.folder = folder;
        this.described = described;
        this.reading = new FolderReading(described);
        this.index = new FileIndex(index, described.digest());
    }

    /**
     * Looks at what is new or has changed.
     *
     * @param onlySettled whether a file is left alone until a second look finds it as the first one did: it may still grow;
     *     such looks come again and again, and a file that fails is told of when it fails in the second of them
     * @return whether the usable files are others than before
     */
    boolean look(boolean onlySettled) {
        Map<Path, Stamp> now = stamps();
        boolean changed = usable.keySet().retainAll(now.keySet());
        List.of(looked, doubted, told, madeUpFor)
                .forEach(stamps -> stamps.keySet().retainAll(now.keySet()));
        List<Path> due = now.entrySet().stream()
                .filter(file -> !onlySettled || file.getValue().equals(seen.get(file.getKey())))
                .filter(file -> !file.getValue().equals(looked.get(file.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        var unknown = new ArrayList<Path>();
        for (Path path : due) {
            Optional<FolderFile> known = unread.contains(path) ? Optional.empty() : index.find(path, stamp(now, path));
            known.ifPresentOrElse(file -> usable.put(path, file), () -> unknown.add(path));
            known.ifPresent(file -> looked.put(path, stamp(now, path)));
            changed |= known.isPresent();
        }
        for (FolderReading.Outcome outcome : reading.read(unknown)) {
            Stamp stamp = stamp(now, outcome.path());
            changed |=
                    outcome.known().map(file -> take(file, stamp)).orElseGet(() -> fail(outcome, stamp, onlySettled));
        }
        if (changed) {
            index.write(usable, looked);
        }
        seen.clear();
        seen.putAll(now);
        return changed;
    }

    private static Stamp stamp(Map<Path, Stamp> stamps, Path path) {
        return Objects.requireNonNull(stamps.get(path), "found by the same look");
    }

    private Map<Path, Stamp> stamps() {
        var visitor = new StampVisitor(folder);
        try {
            Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), MOST_DEPTH, visitor);
        } catch (IOException e) {
            throw new InputException("folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
        return visitor.stamps;
    }

    /** Finds the files that are there, while others come and go. */
    private static final class StampVisitor extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final Map<Path, Stamp> stamps = new HashMap<>();

        private StampVisitor(Path folder) {
            this.folder = folder;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            if (attributes.isRegularFile()
                    && !name.startsWith(".")
                    && !name.endsWith(".part")
                    && !name.endsWith(".tmp")) {
                stamps.put(
                        file,
                        new Stamp(
                                attributes.size(), attributes.lastModifiedTime().toMillis()));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            boolean hasGone = failure instanceof NoSuchFileException && !file.equals(folder);
            if (hasGone || failure instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE; // renamed or taken away in this moment, or a link to above
            }
            throw failure;
        }
    }

    /** Whether that changes anything: the same bytes do not, unless something was made without them. */
    private boolean take(FolderFile file, Stamp stamp) {
        FolderFile before = usable.put(file.path(), file);
        looked.put(file.path(), stamp);
        doubted.remove(file.path());
        boolean wasMissed = unread.remove(file.path()) && !stamp.equals(madeUpFor.put(file.path(), stamp));
        return wasMissed || before == null || !before.sha256().equals(file.sha256());
    }

    /** Whether that changes anything. */
    private boolean fail(FolderReading.Outcome outcome, Stamp stamp, boolean isLookedAtAgain) {
        Path path = outcome.path();
        boolean isDamaged = stamp.equals(doubted.put(path, stamp));
        if (!isDamaged && isLookedAtAgain) {
            return false;
        }
        if (isDamaged) {
            looked.put(path, stamp);
            unread.remove(path);
        }
        if (!stamp.equals(told.put(path, stamp))) {
            String name = folder.relativize(path).toString();
            rejected.add(new Rejection(described.name(), RejectReason.UNUSABLE_FILE, outcome.problem(), name, -1, ""));
        }
        return usable.remove(path) != null;
    }

    /** A file that was taken can be read no more: the next look looks at it as if it were new. */
    void lookAgainAt(FolderFile file) {
        unread.add(file.path());
        looked.remove(file.path());
    }

    /** The files that count, in the order of their names. */
    List<FolderFile> files() {
        var bytes = new HashSet<String>();
        Map<String, FolderFile> newest = new LinkedHashMap<>();
        usable.values().stream()
                .sorted(Comparator.comparing(FolderFile::name).thenComparing(FolderFile::path))
                .filter(file -> bytes.add(file.sha256()))
                .forEach(file -> newest.merge(
                        file.granule().stem(),
                        file,
                        (one, other) -> other.granule().issue() >= one.granule().issue() ? other : one));
        return List.copyOf(newest.values());
    }

    /** Files that were not taken, in the order in which they were looked at. */
    List<Rejection> rejected() {
        return List.copyOf(rejected);
    }
}
