package org.soilcast.ingest.folder;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.soilcast.ingest.source.TimeSpan;
import org.soilcast.ingest.weather.DayWeather;
import org.soilcast.ingest.weather.DayWindows;
import org.soilcast.ingest.weather.WeatherRole;

/** The weather of a day from the files of one agency. */
final class AgencyDay {
    /** How much around a day is read: sums that begin before it are undone by what came until then. */
    private static final Duration AROUND = Duration.ofHours(6);

    private AgencyDay() {}

    /** Whether a time is that of a day, or near enough to be of use for it. */
    static boolean isNear(DayWindows windows, LocalDate date, TimeSpan span) {
        TimeSpan day = windows.ofAll(date);
        return !span.end().isBefore(day.start().minus(AROUND))
                && !span.start().isAfter(day.end().plus(AROUND));
    }

    /** The weather; files count in the order of their names. */
    static DayWeather read(DayWindows windows, LocalDate date, List<FolderFile> files, StepReader steps) {
        var weather = new DayWeather(windows, date);
        List<FolderFile> ordered =
                files.stream().sorted(Comparator.comparing(FolderFile::name)).toList();
        for (WeatherRole role : WeatherRole.values()) {
            weather.add(
                    role,
                    ordered.stream()
                            .filter(file -> file.weather().containsKey(role))
                            .flatMap(file -> steps.read(file, role, span -> isNear(windows, date, span)).stream())
                            .toList());
        }
        return weather;
    }
}
