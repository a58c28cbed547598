package org.soilcast.ingest.parse;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Daily values of all cells of a domain while a set is read, in whatever order its lines come. One block a date,
 * float [variable][cell] with NaN for missing, and the line each cell's values came from.
 */
final class DailyTable {
    private final int cells;
    private final int variables;
    private final NavigableMap<LocalDate, Day> days = new TreeMap<>();

    DailyTable(int cells, int variables) {
        this.cells = cells;
        this.variables = variables;
    }

    /** Takes note of a line for a cell and date; false when there was one before. */
    boolean claim(LocalDate date, int cell, int line) {
        Day day = days.computeIfAbsent(date, any -> new Day(cells, variables));
        if (day.lines[cell] != 0) {
            return false;
        }
        day.lines[cell] = line;
        day.rows++;
        return true;
    }

    /** Sets a value; the line must have been claimed. */
    void put(LocalDate date, int variable, int cell, float value) {
        requireNonNull(days.get(date), () -> "not claimed: " + date).values[variable * cells + cell] = value;
    }

    /** Takes back a line and its values, as if it had not come. */
    void release(LocalDate date, int cell) {
        Day day = requireNonNull(days.get(date), () -> "not claimed: " + date);
        day.lines[cell] = 0;
        day.rows--;
        for (int variable = 0; variable < variables; variable++) {
            day.values[variable * cells + cell] = Float.NaN;
        }
        if (day.rows == 0) {
            days.remove(date);
        }
    }

    /** The lines of a cell and their dates, in the order of the lines. */
    NavigableMap<Integer, LocalDate> lines(int cell) {
        var lines = new TreeMap<Integer, LocalDate>();
        days.forEach((date, day) -> {
            if (day.lines[cell] != 0) {
                lines.put(day.lines[cell], date);
            }
        });
        return lines;
    }

    /** How many cells have a line. */
    int cellsRead() {
        return cells(days);
    }

    /** How many cells have a line within so many days of a date. */
    int cellsAround(LocalDate date, int reachDays) {
        return cells(days.subMap(date.minusDays(reachDays), true, date.plusDays(reachDays), true));
    }

    private int cells(Map<LocalDate, Day> some) {
        var there = new BitSet(cells);
        for (Day day : some.values()) {
            for (int cell = 0; cell < cells; cell++) {
                there.set(cell, there.get(cell) || day.lines[cell] != 0);
            }
        }
        return there.cardinality();
    }

    /** The dates between the first and the last of which no cell has a line, in order. */
    List<LocalDate> datesWithoutLine() {
        return isEmpty()
                ? List.of()
                : firstDate()
                        .datesUntil(lastDate())
                        .filter(date -> !days.containsKey(date))
                        .toList();
    }

    boolean isEmpty() {
        return days.isEmpty();
    }

    LocalDate firstDate() {
        return days.firstKey();
    }

    LocalDate lastDate() {
        return days.lastKey();
    }

    /** Values of neighbouring cells, as a new array; NaN where nothing was read. */
    float[] values(LocalDate date, int variable, int firstCell, int count) {
        Day day = days.get(date);
        if (day == null) {
            var missing = new float[count];
            Arrays.fill(missing, Float.NaN);
            return missing;
        }
        int from = variable * cells + firstCell;
        return Arrays.copyOfRange(day.values, from, from + count);
    }

    /** One date's values and lines. */
    private static final class Day {
        private final float[] values;
        /** Of each cell, 1-based, [cell]; 0 where there was none. */
        private final int[] lines;

        private int rows;

        private Day(int cells, int variables) {
            this.values = new float[variables * cells];
            Arrays.fill(values, Float.NaN);
            this.lines = new int[cells];
        }
    }
}
