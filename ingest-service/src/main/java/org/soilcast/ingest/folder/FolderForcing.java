package org.soilcast.ingest.folder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.ValueDigest;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.ForcingDay;
import org.soilcast.ingest.source.ForcingSource;
import org.soilcast.ingest.source.Origin;
import org.soilcast.ingest.source.TimeSpan;
import org.soilcast.ingest.weather.DayWeather;
import org.soilcast.ingest.weather.DayWindows;
import org.soilcast.ingest.weather.WeatherRole;

/**
 * The weather files of a folder as a source: of each variable and cell the values of the agency that is preferred of those
 * that have the whole day. The source has gone past a date when files reach behind its end, of precipitation and of air
 * temperature.
 */
final class FolderForcing implements ForcingSource {
    private static final Set<WeatherRole> EXTREMES =
            Set.of(WeatherRole.AIR_TEMPERATURE_MIN, WeatherRole.AIR_TEMPERATURE_MAX);

    private final DescribedDomain described;
    private final List<FolderFile> files;
    private final Map<LocalDate, List<FolderFile>> byDate = new HashMap<>();
    private final DayWindows windows;
    private final DateRange dates;
    private final StepReader steps;
    private final UnreadFiles unread;

    /**
     * The weather among files.
     *
     * @param unread where to tell of files that cannot be read any more
     * @throws InputException when there is not one whole day
     */
    FolderForcing(
            DescribedDomain described, Domain domain, List<FolderFile> files, StepReader steps, UnreadFiles unread) {
        this.described = described;
        this.steps = steps;
        this.unread = unread;
        this.windows = new DayWindows(
                described.dayEnd(),
                domain.cells().stream().mapToDouble(Cell::longitudeDegrees).toArray());
        this.files = files.stream()
                .filter(file -> file.issued().isEmpty())
                .filter(file -> described.forcing().entrySet().stream()
                        .anyMatch(wanted -> wanted.getValue().contains(file.agency())
                                && file.weather().containsKey(wanted.getKey())))
                .toList();
        TimeSpan both = overlap(span(WeatherRole.PRECIPITATION), span(WeatherRole.AIR_TEMPERATURE));
        LocalDate first = LocalDate.ofInstant(both.start(), ZoneOffset.UTC).minusDays(1);
        LocalDate last = LocalDate.ofInstant(both.end(), ZoneOffset.UTC).plusDays(1);
        List<LocalDate> whole = first.datesUntil(last.plusDays(1))
                .filter(date -> !windows.ofAll(date).start().isBefore(both.start())
                        && !windows.ofAll(date).end().isAfter(both.end()))
                .toList();
        if (whole.isEmpty()) {
            throw new InputException("the weather of " + described.name() + " is known from " + both.start() + " to "
                    + both.end() + ": that is not one whole day ("
                    + described.dayEnd().words() + ")");
        }
        this.dates = new DateRange(whole.get(0), whole.get(whole.size() - 1));
        this.files.forEach(this::addToDates);
    }

    private void addToDates(FolderFile file) {
        file.weather().values().stream()
                .reduce(WeatherSpans::hull)
                .flatMap(hull -> dates.within(
                        LocalDate.ofInstant(hull.start(), ZoneOffset.UTC).minusDays(1),
                        LocalDate.ofInstant(hull.end(), ZoneOffset.UTC).plusDays(2)))
                .ifPresent(range -> range.dates()
                        .filter(date -> file.weather().values().stream()
                                .anyMatch(span -> AgencyDay.isNear(windows, date, span)))
                        .forEach(date -> byDate.computeIfAbsent(date, any -> new ArrayList<>())
                                .add(file)));
    }

    private TimeSpan span(WeatherRole role) {
        List<String> agencies = Objects.requireNonNull(described.forcing().get(role), role.label());
        List<WeatherRole> enough =
                role == WeatherRole.AIR_TEMPERATURE ? List.of(role, WeatherRole.AIR_TEMPERATURE_MAX) : List.of(role);
        return files.stream()
                .filter(file -> agencies.contains(file.agency()))
                .flatMap(file -> enough.stream()
                        .map(one -> Optional.ofNullable(file.weather().get(one))))
                .flatMap(Optional::stream)
                .reduce(WeatherSpans::hull)
                .orElseThrow(() -> new InputException("no file with " + role.label() + " of "
                        + String.join(", ", agencies) + " for " + described.name()));
    }

    private static TimeSpan overlap(TimeSpan one, TimeSpan other) {
        Instant start = one.start().isAfter(other.start()) ? one.start() : other.start();
        Instant end = one.end().isBefore(other.end()) ? one.end() : other.end();
        return new TimeSpan(start, end.isBefore(start) ? start : end);
    }

    /** Whether any file can have a variable. */
    boolean offers(ForcingVariable variable) {
        return described.forcing().entrySet().stream()
                .filter(wanted -> wanted.getKey().variable() == variable)
                .anyMatch(wanted -> files.stream()
                        .filter(file -> wanted.getValue().contains(file.agency()))
                        .anyMatch(file -> file.weather().containsKey(wanted.getKey())
                                || EXTREMES.contains(wanted.getKey())
                                        && file.weather().containsKey(WeatherRole.AIR_TEMPERATURE)));
    }

    @Override
    public String name() {
        return described.name() + "_weather";
    }

    @Override
    public DateRange dates() {
        return dates;
    }

    @Override
    public String digest(LocalDate date) {
        var digest = new ValueDigest().add(described.digest());
        of(date).map(file -> file.digest(span -> AgencyDay.isNear(windows, date, span)))
                .sorted()
                .forEach(digest::add);
        return unread.digest(date, digest.hexadecimal());
    }

    private Stream<FolderFile> of(LocalDate date) {
        return byDate.getOrDefault(date, List.of()).stream();
    }

    /** Whether a date was made while a file of it could not be read. */
    boolean lacksFiles() {
        return unread.any();
    }

    @Override
    public ForcingDay day(LocalDate date) {
        unread.begin(date);
        Map<String, DayWeather> byAgency = new TreeMap<>();
        of(date).map(FolderFile::agency).distinct().forEach(agency -> byAgency.put(agency, weather(date, agency)));
        Map<ForcingVariable, float[]> values = new EnumMap<>(ForcingVariable.class);
        described
                .forcing()
                .forEach((role, agencies) -> values.put(role.variable(), preferred(role, agencies, byAgency)));
        List<String> names = of(date).map(FolderFile::name).sorted().toList();
        String named = names.size() <= 2
                ? String.join(", ", names)
                : names.get(0) + " to " + names.get(names.size() - 1) + ", " + names.size() + " files";
        return new ForcingDay(new Origin(named, digest(date)), values);
    }

    private DayWeather weather(LocalDate date, String agency) {
        return AgencyDay.read(
                windows,
                date,
                of(date).filter(file -> file.agency().equals(agency)).toList(),
                steps,
                (file, why) -> unread.add(date, file, why));
    }

    /** Cell by cell the value of the first agency that has one. */
    private float[] preferred(WeatherRole role, List<String> agencies, Map<String, DayWeather> byAgency) {
        float[] values = new DayWeather(windows, dates.first()).values(role);
        for (String agency : agencies) {
            DayWeather weather = byAgency.get(agency);
            if (weather != null) {
                float[] more = weather.values(role);
                for (int cell = 0; cell < values.length; cell++) {
                    values[cell] = Float.isNaN(values[cell]) ? more[cell] : values[cell];
                }
            }
        }
        return values;
    }
}
