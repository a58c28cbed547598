package org.soilcast.ingest.folder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.TimeSpan;
import org.soilcast.ingest.weather.DayWeather;
import org.soilcast.ingest.weather.DayWindows;
import org.soilcast.ingest.weather.WeatherRole;
import org.soilcast.ingest.weather.WeatherStep;

/** The weather of a day from the files of one agency. */
final class AgencyDay {
    /** How much before a day is read: sums that begin before it are undone by what came until then. */
    private static final Duration AROUND = Duration.ofHours(6);

    private AgencyDay() {}

    /** Is told of files that cannot be read. */
    interface Unread {
        /** One of them, and why. */
        void add(FolderFile file, InputException why);
    }

    /** Whether a time is that of a day, or near enough before it to be of use for it. */
    static boolean isNear(DayWindows windows, LocalDate date, TimeSpan span) {
        Instant start = windows.ofAll(date).start();
        boolean isJustBefore =
                !span.end().isBefore(start.minus(AROUND)) && !span.end().isAfter(start);
        return isJustBefore || windows.touches(date, span);
    }

    /**
     * The weather; files count in the order of their names.
     *
     * @param unread of whose files nothing is taken
     */
    static DayWeather read(
            DayWindows windows, LocalDate date, List<FolderFile> files, StepReader steps, Unread unread) {
        var weather = new DayWeather(windows, date);
        List<FolderFile> ordered =
                files.stream().sorted(Comparator.comparing(FolderFile::name)).toList();
        for (WeatherRole role : WeatherRole.values()) {
            weather.add(
                    role,
                    ordered.stream()
                            .filter(file -> file.weather().containsKey(role))
                            .flatMap(file -> read(windows, date, file, role, steps, unread).stream())
                            .toList());
        }
        return weather;
    }

    private static List<WeatherStep> read(
            DayWindows windows, LocalDate date, FolderFile file, WeatherRole role, StepReader steps, Unread unread) {
        try {
            return steps.read(file, role, span -> isNear(windows, date, span));
        } catch (InputException e) {
            unread.add(file, e);
            return List.of();
        }
    }
}
