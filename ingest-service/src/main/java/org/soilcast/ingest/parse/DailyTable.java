package org.soilcast.ingest.parse;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Daily values of all cells of a domain while a set is read, in whatever order its lines come. One block a date,
 * float [variable][cell] with NaN for missing, and the line each cell's values came from.
 */
final class DailyTable {
    /** Dates with a longer gap between them do not belong together: one is a slip of the pen. */
    static final int LONGEST_GAP_DAYS = 3;

    private final int cells;
    private final int variables;
    private final NavigableMap<LocalDate, Day> days = new TreeMap<>();

    DailyTable(int cells, int variables) {
        this.cells = cells;
        this.variables = variables;
    }

    /** Takes note of a line for a cell and date; false when there was one before. */
    boolean claim(LocalDate date, int cell, long line) {
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

    /**
     * Takes out the dates that stand apart: of the groups of dates with gaps of at most {@value #LONGEST_GAP_DAYS}
     * missing days between them the one with the most lines stays.
     *
     * @return what was taken out, in date order
     */
    NavigableMap<LocalDate, Day> removeStrayDates() {
        LocalDate bestFirst = LocalDate.MAX;
        LocalDate bestLast = LocalDate.MIN;
        long bestRows = 0;
        LocalDate first = LocalDate.MIN;
        LocalDate last = LocalDate.MIN;
        long rows = 0;
        for (Map.Entry<LocalDate, Day> entry : days.entrySet()) {
            LocalDate date = entry.getKey();
            if (rows == 0 || last.plusDays(LONGEST_GAP_DAYS + 1).isBefore(date)) {
                first = date;
                rows = 0;
            }
            last = date;
            rows += entry.getValue().rows;
            if (rows > bestRows) {
                bestFirst = first;
                bestLast = last;
                bestRows = rows;
            }
        }
        var strays = new TreeMap<>(days);
        if (bestRows > 0) {
            strays.subMap(bestFirst, true, bestLast, true).clear();
        }
        strays.keySet().forEach(days::remove);
        return strays;
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
    static final class Day {
        private final float[] values;
        private final long[] lines;
        private int rows;

        private Day(int cells, int variables) {
            this.values = new float[variables * cells];
            Arrays.fill(values, Float.NaN);
            this.lines = new long[cells];
        }

        /** Line of each cell, 1-based, [cell]; 0 where there was none. */
        long[] lines() {
            return lines;
        }
    }
}
