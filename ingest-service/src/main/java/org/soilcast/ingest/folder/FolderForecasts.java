package org.soilcast.ingest.folder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.ValueDigest;
import org.soilcast.ingest.source.ForcingDay;
import org.soilcast.ingest.source.ForecastSource;
import org.soilcast.ingest.source.Origin;
import org.soilcast.ingest.weather.DayWeather;
import org.soilcast.ingest.weather.DayWindows;
import org.soilcast.ingest.weather.WeatherRole;

/**
 * The forecasts among a folder's weather files. Of a date counts the newest run, of whatever agency, that was started in the
 * 24 hours before the first begin of the day after it, so that nothing is used that was not known then. A day counts when
 * precipitation and air temperature of all of it are there in some cell, and the first that does not ends the forecast.
 */
final class FolderForecasts implements ForecastSource {
    private static final int MOST_DAYS = 15;
    private static final Duration OLDEST = Duration.ofHours(24);

    private final DescribedDomain described;
    private final DayWindows windows;
    private final StepReader steps;
    private final UnreadFiles unread;
    private final Map<Instant, List<FolderFile>> runs = new TreeMap<>();
    /** What was made last, which is asked for in turns. */
    private Optional<Made> made = Optional.empty();

    private record Made(String digest, List<ForcingDay> days) {}

    private FolderForecasts(DescribedDomain described, Domain domain, StepReader steps, UnreadFiles unread) {
        this.described = described;
        this.steps = steps;
        this.unread = unread;
        this.windows = new DayWindows(
                described.dayEnd(),
                domain.cells().stream().mapToDouble(Cell::longitudeDegrees).toArray());
    }

    /** The forecasts among files; empty when there are none. */
    static Optional<ForecastSource> of(
            DescribedDomain described, Domain domain, List<FolderFile> files, StepReader steps, UnreadFiles unread) {
        var forecasts = new FolderForecasts(described, domain, steps, unread);
        for (FolderFile file : files) {
            file.issued()
                    .filter(run -> !file.weather().isEmpty())
                    .ifPresent(run -> forecasts
                            .runs
                            .computeIfAbsent(run, any -> new ArrayList<>())
                            .add(file));
        }
        return Optional.<ForecastSource>of(forecasts).filter(any -> !forecasts.runs.isEmpty());
    }

    @Override
    public String name() {
        return described.name() + "_forecast";
    }

    @Override
    public boolean has(LocalDate issueDate) {
        return !days(issueDate).isEmpty();
    }

    @Override
    public String digest(LocalDate issueDate) {
        return unread.digest(issueDate, digestOfFiles(issueDate));
    }

    private String digestOfFiles(LocalDate issueDate) {
        var digest = new ValueDigest().add(described.digest()).add(issueDate.toString());
        run(issueDate).stream().map(FolderFile::sha256).sorted().forEach(digest::add);
        return digest.hexadecimal();
    }

    /** The files of the newest run of one agency that counts; of two agencies' runs of the same time the one with more of them. */
    private List<FolderFile> run(LocalDate issueDate) {
        Instant latest = windows.ofAll(issueDate.plusDays(1)).start();
        return runs.entrySet().stream()
                .filter(run -> !run.getKey().isAfter(latest) && run.getKey().isAfter(latest.minus(OLDEST)))
                .reduce((earlier, later) -> later)
                .map(run -> ofOneAgency(run.getValue()))
                .orElse(List.of());
    }

    private static List<FolderFile> ofOneAgency(List<FolderFile> files) {
        Map<String, List<FolderFile>> byAgency = new TreeMap<>();
        files.forEach(file -> byAgency.computeIfAbsent(file.agency(), any -> new ArrayList<>())
                .add(file));
        return byAgency.values().stream()
                .max(Comparator.<List<FolderFile>>comparingInt(List::size))
                .orElse(List.of());
    }

    @Override
    public List<ForcingDay> days(LocalDate issueDate) {
        String digest = digestOfFiles(issueDate);
        Made days = made.filter(known -> known.digest.equals(digest))
                .orElseGet(() -> new Made(digest, make(issueDate, digest)));
        made = Optional.of(days);
        return days.days;
    }

    private List<ForcingDay> make(LocalDate issueDate, String digest) {
        unread.begin(issueDate);
        List<FolderFile> run = run(issueDate);
        var days = new ArrayList<ForcingDay>();
        String first = run.stream().map(FolderFile::name).sorted().findFirst().orElse("");
        var origin = new Origin(first + (run.size() > 1 ? " and " + (run.size() - 1) + " more" : ""), digest);
        for (int lead = 1; lead <= MOST_DAYS && !run.isEmpty(); lead++) {
            LocalDate date = issueDate.plusDays(lead);
            List<FolderFile> near = run.stream()
                    .filter(file ->
                            file.weather().values().stream().anyMatch(span -> AgencyDay.isNear(windows, date, span)))
                    .toList();
            DayWeather weather =
                    AgencyDay.read(windows, date, near, steps, (file, why) -> unread.add(issueDate, file, why));
            Map<ForcingVariable, float[]> values = new EnumMap<>(ForcingVariable.class);
            described.forcing().keySet().forEach(role -> values.put(role.variable(), weather.values(role)));
            if (!isKnown(values, WeatherRole.PRECIPITATION) || !isKnown(values, WeatherRole.AIR_TEMPERATURE)) {
                break;
            }
            days.add(new ForcingDay(origin, values));
        }
        return List.copyOf(days);
    }

    private static boolean isKnown(Map<ForcingVariable, float[]> values, WeatherRole role) {
        for (float value : values.getOrDefault(role.variable(), new float[0])) {
            if (!Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }
}
