package org.soilcast.ingest.folder;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.formats.SourceFiles;
import org.soilcast.ingest.source.SourceFile;
import org.soilcast.ingest.source.SourceGrid;
import org.soilcast.ingest.source.TimeSpan;
import org.soilcast.ingest.weather.AreaWeights;
import org.soilcast.ingest.weather.WeatherFile;
import org.soilcast.ingest.weather.WeatherRole;
import org.soilcast.ingest.weather.WeatherStep;
import org.soilcast.schemas.EaseGrid;

/**
 * Reads the steps of weather files onto the cells of a domain. The weights of a grid are computed once; files of a few hours,
 * which two neighbouring days need, are kept until others take their place.
 */
final class StepReader {
    /** Cells × steps kept: 400 MB. */
    private static final long MOST_VALUES = 100_000_000;

    private final EaseGrid grid;
    private final int[] rows;
    private final int[] columns;
    private final Map<String, AreaWeights> weights = new HashMap<>();
    private final Map<String, Map<WeatherRole, List<WeatherStep>>> kept = new LinkedHashMap<>();
    private long keptValues;

    StepReader(EaseGrid grid, Domain domain) {
        this.grid = grid;
        int[] keys = domain.cells().stream()
                .map(Cell::key)
                .mapToInt(Integer::parseInt)
                .toArray();
        this.rows = Arrays.stream(keys).map(key -> key / grid.columns()).toArray();
        this.columns = Arrays.stream(keys).map(key -> key % grid.columns()).toArray();
    }

    /**
     * The steps of a role.
     *
     * @throws org.soilcast.ingest.rejects.InputException when the file cannot be read any more
     */
    List<WeatherStep> read(FolderFile file, WeatherRole role, Predicate<TimeSpan> wanted) {
        if (!WeatherParts.isShort(file.weather())) {
            try (SourceFile opened = SourceFiles.open(file.path())) {
                return WeatherFile.read(opened, role, wanted, this::weights);
            }
        }
        Map<WeatherRole, List<WeatherStep>> all = kept.get(file.sha256());
        if (all == null) {
            all = readAll(file);
            keep(file.sha256(), all);
        }
        return all.getOrDefault(role, List.of()).stream()
                .filter(step -> wanted.test(step.span()))
                .toList();
    }

    private Map<WeatherRole, List<WeatherStep>> readAll(FolderFile file) {
        Map<WeatherRole, List<WeatherStep>> all = new EnumMap<>(WeatherRole.class);
        try (SourceFile opened = SourceFiles.open(file.path())) {
            for (WeatherRole role : file.weather().keySet()) {
                all.put(role, WeatherFile.read(opened, role, any -> true, this::weights));
            }
        }
        return all;
    }

    private void keep(String sha256, Map<WeatherRole, List<WeatherStep>> steps) {
        kept.put(sha256, steps);
        keptValues += values(steps);
        while (keptValues > MOST_VALUES && kept.size() > 1) {
            String oldest = kept.keySet().iterator().next();
            keptValues -= values(kept.getOrDefault(oldest, Map.of()));
            kept.remove(oldest);
        }
    }

    private long values(Map<WeatherRole, List<WeatherStep>> steps) {
        return (long) rows.length * steps.values().stream().mapToInt(List::size).sum();
    }

    private AreaWeights weights(SourceGrid source) {
        return weights.computeIfAbsent(
                source.description() + " " + source.getClass(), any -> new AreaWeights(source, grid, rows, columns));
    }
}
