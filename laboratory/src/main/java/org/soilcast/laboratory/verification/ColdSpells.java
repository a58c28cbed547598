package org.soilcast.laboratory.verification;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.soilcast.dayline.Reported;
import org.soilcast.dayline.filter.Retrievals;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.DayLineRun;
import org.soilcast.learning.run.OpenLoop;

/**
 * Whether anything drifts in snow or frost because of the filter. Cold is a day on which the filter uses no retrieval
 * whatever it shows: snow on the ground or air below {@link Retrievals#COLDEST_C}. Of each cell: the mean size of the water
 * that the filter moves on cold days, which is 0 by those rules; and of spells of {@value #FEWEST_DAYS} cold days or more the
 * mean size of analysis less open loop, of the top metre, on the day before the spell and on its last day, and by how much
 * the one is wetter against the other at the end than before. Without retrievals the difference should fade.
 */
final class ColdSpells {
    private static final int FEWEST_DAYS = 14;

    private final DayLineRun.Series series;
    private final int cells;
    private final int firstDay;
    private final int days;
    private final OpenLoop snow;
    private final CellHistory history;

    /** A spell: its first and its last day. */
    private record Spell(int first, int last) {}

    /**
     * Of a run that reports the increment and the root zone of analysis and open loop.
     *
     * @param openLoop the same days and cells without assimilation: snow is not analysed, so that it is the analysis' own
     * @param from first day judged
     */
    ColdSpells(CellHistory history, DayLineRun.Series series, OpenLoop openLoop, LocalDate from) {
        this.history = history;
        this.series = series;
        cells = history.cells().size();
        days = history.span().days();
        firstDay = history.span().day(from);
        snow = openLoop;
    }

    /** Mean size of a cold day's increment, as moisture of the top metre, {@code [cell]}, m3/m3; NaN without such days. */
    double[] increment() {
        float[] incrementMm = series.row(Reported.INCREMENT_MM);
        return ofCells(cell -> IntStream.range(firstDay, days)
                .filter(day -> isCold(day, cell))
                .mapToDouble(day -> Math.abs(incrementMm[day * cells + cell]) / SoilLayers.ROOT_ZONE_MM)
                .average()
                .orElse(Double.NaN));
    }

    /** Mean size of analysis less open loop before a spell, {@code [cell]}, m3/m3; NaN without spells. */
    double[] before() {
        return ofSpells((spell, cell) -> Math.abs(difference(spell.first() - 1, cell)));
    }

    /** The same on the last day of a spell. */
    double[] atEnd() {
        return ofSpells((spell, cell) -> Math.abs(difference(spell.last(), cell)));
    }

    /** By how much analysis less open loop grows from before a spell to its last day, with its sign. */
    double[] growth() {
        return ofSpells((spell, cell) -> difference(spell.last(), cell) - difference(spell.first() - 1, cell));
    }

    private double difference(int day, int cell) {
        int at = day * cells + cell;
        return series.row(Reported.ROOT_ZONE_MEAN)[at] - (double) series.row(Reported.ROOT_ZONE_OPEN_LOOP)[at];
    }

    private boolean isCold(int day, int cell) {
        return snow.snowMm(day, cell) > Retrievals.SNOW_MM
                || history.forcing().airTemperatureC(day, cell) < Retrievals.COLDEST_C;
    }

    private double[] ofSpells(ToDoubleBiFunction<Spell, Integer> value) {
        return ofCells(cell -> spells(cell).stream()
                .mapToDouble(spell -> value.applyAsDouble(spell, cell))
                .average()
                .orElse(Double.NaN));
    }

    private double[] ofCells(IntToDoubleFunction value) {
        return IntStream.range(0, cells).mapToDouble(value).toArray();
    }

    private List<Spell> spells(int cell) {
        List<Spell> spells = new ArrayList<>();
        int first = -1;
        for (int day = firstDay; day <= days; day++) {
            boolean cold = day < days && isCold(day, cell);
            if (cold && first < 0) {
                first = day;
            } else if (!cold && first >= 0) {
                if (day - first >= FEWEST_DAYS && first > firstDay) {
                    spells.add(new Spell(first, day - 1));
                }
                first = -1;
            }
        }
        return spells;
    }
}
