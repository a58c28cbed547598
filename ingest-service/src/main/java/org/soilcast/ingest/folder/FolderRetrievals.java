package org.soilcast.ingest.folder;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ValueDigest;
import org.soilcast.ingest.formats.SourceFiles;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.Origin;
import org.soilcast.ingest.source.Retrieval;
import org.soilcast.ingest.source.RetrievalDay;
import org.soilcast.ingest.source.RetrievalSource;
import org.soilcast.ingest.source.SourceFile;

/**
 * The granules of a folder as a source: of each date the recommended retrievals of one pass, by the mean solar date of the
 * cell. Of several in a cell the latest counts. A date without a granule is gone past when the weather is some days further.
 */
final class FolderRetrievals implements RetrievalSource {
    private final DescribedDomain described;
    private final Map<Integer, Integer> positions;
    private final int cells;
    private final DateRange dates;
    private final UnreadFiles unread;
    private final Map<LocalDate, List<FolderFile>> granules = new TreeMap<>();

    /**
     * The granules among files.
     *
     * @param weather dates of the weather
     * @param unread where to tell of files that cannot be read any more
     */
    FolderRetrievals(
            DescribedDomain described, Domain domain, List<FolderFile> files, DateRange weather, UnreadFiles unread) {
        this.described = described;
        this.unread = unread;
        this.cells = domain.cells().size();
        this.positions = domain.cells().stream()
                .collect(Collectors.toMap(
                        cell -> Integer.valueOf(cell.key()),
                        cell -> domain.position(cell.key()).orElseThrow()));
        for (FolderFile file : files) {
            if (file.isOf(described.retrievals().product())) {
                file.retrievals()
                        .keySet()
                        .forEach(date -> granules.computeIfAbsent(date, any -> new ArrayList<>())
                                .add(file));
            }
        }
        LocalDate waited = weather.last().minusDays(described.retrievals().waitDays());
        LocalDate last = granules.keySet().stream()
                .max(Comparator.naturalOrder())
                .filter(newest -> newest.isAfter(waited))
                .orElse(waited);
        LocalDate first = granules.keySet().stream().findFirst().orElse(last);
        this.dates = new DateRange(first.isAfter(last) ? last : first, last);
    }

    @Override
    public String name() {
        return described.retrievals().source();
    }

    @Override
    public DateRange dates() {
        return dates;
    }

    /** Of what the domain takes alone: half-orbits elsewhere, and the same values in other files, change nothing. */
    @Override
    public String digest(LocalDate date) {
        var digest = new ValueDigest().add(name());
        of(date).stream()
                .map(file -> file.retrievals().getOrDefault(date, ""))
                .distinct()
                .sorted()
                .forEach(digest::add);
        return unread.digest(date, digest.hexadecimal());
    }

    /** The granules of which the domain takes something of a date. */
    private List<FolderFile> of(LocalDate date) {
        return granules.getOrDefault(date, List.of()).stream()
                .filter(file -> !file.retrievals().getOrDefault(date, "").isEmpty())
                .toList();
    }

    @Override
    public RetrievalDay day(LocalDate date) {
        unread.begin(date);
        var values = new float[cells];
        Arrays.fill(values, Float.NaN);
        var overpasses = new Instant[cells];
        for (FolderFile granule : of(date)) {
            for (Retrieval retrieval : read(granule, date)) {
                position(retrieval, date)
                        .filter(cell -> overpasses[cell] == null
                                || !retrieval.overpass().isBefore(overpasses[cell]))
                        .ifPresent(cell -> {
                            values[cell] = retrieval.soilMoistureM3PerM3();
                            overpasses[cell] = retrieval.overpass();
                        });
            }
        }
        String names = of(date).stream().map(FolderFile::name).collect(Collectors.joining(", "));
        return new RetrievalDay(new Origin(names, digest(date)), values);
    }

    /** None when the file has gone or been damaged since it was looked through; the next look finds that. */
    private List<Retrieval> read(FolderFile granule, LocalDate date) {
        try (SourceFile file = SourceFiles.open(granule.path(), described.part())) {
            return file.retrievals();
        } catch (InputException e) {
            unread.add(date, granule, e);
            return List.of();
        }
    }

    /** Where a retrieval belongs; nowhere when the domain does not take it. */
    private Optional<Integer> position(Retrieval retrieval, LocalDate date) {
        return retrieval.localDate().equals(date) && described.takes(retrieval)
                ? Optional.ofNullable(
                        positions.get(retrieval.row() * retrieval.grid().columns() + retrieval.column()))
                : Optional.empty();
    }
}
