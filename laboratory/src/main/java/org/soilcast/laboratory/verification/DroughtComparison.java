package org.soilcast.laboratory.verification;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.learning.history.DaySpan;

/**
 * Percentiles of wetness against weekly drought maps: their rank correlation with the mean class (drier classes taken as
 * less, so that agreement is 1), and warnings of moderate drought, a percentile of at most that of D1, against maps with
 * at least half of the area in D1 or worse. All percentiles are compared on the same weeks and cells: those where each is
 * known.
 */
final class DroughtComparison {
    private static final double AREA = 0.5;

    private final DroughtMaps maps;
    private final List<Integer> judged = new ArrayList<>();

    /**
     * Of the maps within some days.
     *
     * @param days that are judged
     */
    DroughtComparison(DroughtMaps maps, DaySpan days) {
        this.maps = maps;
        for (int map = 0; map < maps.dates().size(); map++) {
            int day = days.day(maps.dates().get(map));
            if (day >= 0 && day < days.days()) {
                judged.add(map);
            }
        }
    }

    /** Percentiles or another index that rises with wetness. */
    interface Wetness {
        /** What is known of a cell at the end of a date; NaN for nothing. */
        double of(LocalDate date, int cell);
    }

    /** Number of maps judged. */
    int maps() {
        return judged.size();
    }

    /** Date of the first map judged. */
    LocalDate first() {
        return maps.dates().get(judged.get(0));
    }

    /** Date of the last map judged. */
    LocalDate last() {
        return maps.dates().get(judged.get(judged.size() - 1));
    }

    /**
     * Figures of an index.
     *
     * @param overTime rank correlation of each cell, {@code [cell]}, NaN where the map does not vary
     * @param pooled rank correlation of all cells and weeks
     * @param events warnings of D1 or worse
     * @param cells that are compared
     */
    record Agreement(double[] overTime, double pooled, EventCounts events, int cells) {}

    /**
     * Compares some indices.
     *
     * @param indices each compared on the weeks and cells where all are known
     * @param limits value of each at and below which it warns of D1
     * @param chosen cells
     */
    List<Agreement> agreements(List<Wetness> indices, double[] limits, int... chosen) {
        int cells = maps.meanClass().length / maps.dates().size();
        List<List<double[]>> ofCells = new ArrayList<>(); // [cell][week]: index each, then class and share
        for (int cell : chosen) {
            List<double[]> weeks = new ArrayList<>();
            for (int map : judged) {
                double[] week = new double[indices.size() + 2];
                for (int i = 0; i < indices.size(); i++) {
                    week[i] = indices.get(i).of(maps.dates().get(map), cell);
                }
                week[indices.size()] = maps.meanClass()[map * cells + cell];
                week[indices.size() + 1] = maps.d1Share()[map * cells + cell];
                if (Arrays.stream(week).noneMatch(Double::isNaN)) {
                    weeks.add(week);
                }
            }
            ofCells.add(weeks);
        }
        return IntStream.range(0, indices.size())
                .mapToObj(i -> agreement(ofCells, i, indices.size(), limits[i]))
                .toList();
    }

    private static Agreement agreement(List<List<double[]>> ofCells, int index, int classAt, double limit) {
        var events = new EventCounts();
        List<double[]> all = ofCells.stream().flatMap(List::stream).toList();
        all.forEach(week -> events.add(week[index] <= limit, week[classAt + 1] >= AREA));
        return new Agreement(
                ofCells.stream()
                        .mapToDouble(weeks -> correlation(weeks, index, classAt))
                        .toArray(),
                correlation(all, index, classAt),
                events,
                (int) ofCells.stream().filter(weeks -> !weeks.isEmpty()).count());
    }

    private static double correlation(List<double[]> weeks, int index, int classAt) {
        return RankCorrelation.of(
                weeks.stream().mapToDouble(week -> week[index]).toArray(),
                weeks.stream().mapToDouble(week -> -week[classAt]).toArray());
    }

    /** Percentile at and below which there is moderate drought. */
    static double percentileOfD1() {
        return DroughtClass.D1.upToPercentile();
    }
}
