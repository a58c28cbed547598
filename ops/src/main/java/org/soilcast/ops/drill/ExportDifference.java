package org.soilcast.ops.drill;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How two exports differ in all analyses and in the forecasts from the newest date. Forecasts from earlier dates are there when
 * these were the newest at some time, so a run that has all at once has none. The column {@code revision} counts the issues of
 * the input that a run has seen, so a run that saw a file before it was replaced has other numbers there than one that did not;
 * all else must be the same, byte for byte.
 *
 * @param rows of both, or of the shorter one
 * @param otherRevisions rows that differ in {@code revision} only
 * @param first the first line of each that differs in more; empty when there is none
 */
public record ExportDifference(long rows, long otherRevisions, Optional<String> first) {
    private static final int DATE = 1;
    private static final int LEAD = 2;
    /** Number of columns from {@code revision} to the end. */
    private static final int LAST_COLUMNS = 2;

    /** Whether nothing differs that should not. */
    public boolean isNone() {
        return first.isEmpty();
    }

    /**
     * Compares two exports.
     *
     * @param newest the newest date that is analysed
     */
    static ExportDifference between(Path one, Path other, LocalDate newest) throws IOException {
        try (BufferedReader these = Files.newBufferedReader(one);
                BufferedReader those = Files.newBufferedReader(other)) {
            long rows = -1; // the header is none
            long otherRevisions = 0;
            while (true) {
                Optional<String> here = next(these, newest);
                Optional<String> there = next(those, newest);
                if (here.isEmpty() && there.isEmpty()) {
                    return new ExportDifference(rows, otherRevisions, Optional.empty());
                }
                if (!here.map(ExportDifference::withoutRevision).equals(there.map(ExportDifference::withoutRevision))) {
                    String lines = here.orElse("nothing") + " and " + there.orElse("nothing");
                    return new ExportDifference(rows, otherRevisions, Optional.of(lines));
                }
                rows++;
                otherRevisions += here.equals(there) ? 0 : 1;
            }
        }
    }

    private static Optional<String> next(BufferedReader export, LocalDate newest) throws IOException {
        String row = export.readLine();
        while (row != null && !isCompared(row, newest)) {
            row = export.readLine();
        }
        return Optional.ofNullable(row);
    }

    private static boolean isCompared(String row, LocalDate newest) {
        String[] columns = row.split(",", -1);
        return columns[LEAD].equals("lead_days")
                || columns[LEAD].equals("0")
                || LocalDate.parse(columns[DATE])
                        .minusDays(Long.parseLong(columns[LEAD]))
                        .equals(newest);
    }

    private static String withoutRevision(String row) {
        String[] columns = row.split(",", -1);
        columns[columns.length - LAST_COLUMNS] = "";
        return String.join(",", columns);
    }
}
