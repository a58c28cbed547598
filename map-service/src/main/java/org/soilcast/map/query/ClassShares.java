package org.soilcast.map.query;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.schemas.ResultColumn;

/**
 * How many of some cells are in each drought class on each date: cells of an EASE grid are equal in area, so that these
 * are shares of the area; stations count alike.
 */
public final class ClassShares {
    /** D0 to D4. */
    public static final int CLASSES = 5;

    private final Map<LocalDate, int[]> counts;

    private ClassShares(Map<LocalDate, int[]> counts) {
        this.counts = counts;
    }

    /** Counts. */
    static ClassShares of(Results results, int[] cells, LocalDate from, LocalDate to) throws IOException {
        CellPlaces places = results.places();
        Map<Integer, List<Integer>> byTile = Arrays.stream(cells).boxed().collect(Collectors.groupingBy(places::tile));
        var all = new TreeMap<LocalDate, int[]>();
        InParts.of(byTile.keySet(), tiles -> {
            var part = new HashMap<LocalDate, int[]>();
            for (long span : results.spans(from, to)) {
                results.read(span, tiles, Set.of(ResultColumn.DROUGHT_CLASS))
                        .forEach((tile, days) -> days.days()
                                .subMap(from.toEpochDay(), true, to.toEpochDay(), true)
                                .forEach((day, values) -> count(
                                        values.values()[ResultColumn.DROUGHT_CLASS.ordinal()],
                                        byTile.getOrDefault(tile, List.of()),
                                        places,
                                        part.computeIfAbsent(
                                                LocalDate.ofEpochDay(day), date -> new int[CLASSES + 1]))));
            }
            synchronized (all) {
                part.forEach((date, counted) -> all.merge(date, counted, ClassShares::sum));
            }
        });
        return new ClassShares(all);
    }

    private static void count(int[] classes, List<Integer> cells, CellPlaces places, int[] counts) {
        for (int cell : cells) {
            int found = classes[places.indexInTile(cell)];
            if (found >= -CLASSES && found <= CLASSES) { // else it is unknown
                counts[Math.max(0, found)]++;
            }
        }
    }

    private static int[] sum(int[] one, int[] other) {
        var sum = new int[one.length];
        Arrays.setAll(sum, i -> one[i] + other[i]);
        return sum;
    }

    /** By date, ascending: cells that are not in drought, then those of D0 to D4; a cell of no known class is in none. */
    public Map<LocalDate, int[]> counts() {
        return counts;
    }
}
