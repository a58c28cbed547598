package org.soilcast.ingest.levelfour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.soilcast.ingest.formats.SourceFiles;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.EaseWindow;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;

/**
 * Reads granules of SMAP's level-4 product, SPL4SMGP or SPL4SMAU, in a folder at some places. Of granules of one moment the
 * last by name counts, which has the highest version and issue.
 */
public final class LevelFourFolder {
    private static final String SURFACE = "(Geophysical_Data/sm_surface|Analysis_Data/sm_surface_analysis)";
    private static final int MOST_DEPTH = 20;
    /** Dates before the first that its morning may go back to; one behind the last is enough. */
    private static final int DAYS_BEFORE = 2;

    private final float[] longitudesDegrees;
    private final LevelFourPlaces places;
    private final DateRange dates;
    private final Map<Instant, float[]> granules = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * A reader that has read nothing.
     *
     * @param latitudesDegrees north, [place]
     * @param longitudesDegrees east, [place]
     * @param dates wanted; of others nothing is read, but for those around them that are part of the places' own days
     */
    public LevelFourFolder(float[] latitudesDegrees, float[] longitudesDegrees, DateRange dates) {
        this.longitudesDegrees = longitudesDegrees.clone();
        this.places = LevelFourPlaces.of(latitudesDegrees, longitudesDegrees);
        this.dates = dates;
    }

    /**
     * Reads what the folder and the folders in it have.
     *
     * @throws InputException when there is no such folder, or no granule in it can be read
     */
    public LevelFourSeries read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InputException("no folder " + folder + " with granules of SPL4SMGP");
        }
        try (Stream<Path> files = Files.walk(folder, MOST_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted(Comparator.comparing((Path file) -> String.valueOf(file.getFileName()))
                            .thenComparing(file -> file))
                    .forEach(this::take);
        } catch (IOException | UncheckedIOException e) {
            throw new InputException("folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
        if (granules.isEmpty()) {
            throw new InputException("no granule of SPL4SMGP of " + dates + " in " + folder
                    + (problems.isEmpty() ? "" : "; " + problems.get(0)));
        }
        return new LevelFourSeries(longitudesDegrees, granules);
    }

    /** Files that were not taken, a line each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private void take(Path path) {
        try (SourceFile file = SourceFiles.open(path)) {
            Optional<SourceField> surface = file.fields().stream()
                    .filter(field -> field.name().matches(SURFACE))
                    .findFirst();
            if (surface.isEmpty()
                    || surface.get().times().isEmpty()
                    || !(surface.get().grid() instanceof EaseWindow window)) {
                problems.add(path + ": is no granule of SPL4SMGP or SPL4SMAU with surface soil moisture and its time");
                return;
            }
            Instant moment = surface.get().times().get(0).start();
            LocalDate date = LocalDate.ofInstant(moment, ZoneOffset.UTC);
            if (!date.isBefore(dates.first().minusDays(DAYS_BEFORE))
                    && !date.isAfter(dates.last().plusDays(1))) {
                granules.put(moment, places.mean(window, surface.get().checkedValues(0)));
            }
        } catch (InputException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }
}
