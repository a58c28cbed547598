package org.soilcast.map;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.soilcast.schemas.ResultColumn;

/**
 * The table as CSV (RFC 4180, but lines end in {@code \n}): one row a cell, valid date and lead, sorted in this order.
 * {@link ResultColumn} says which columns there are and how many decimals they have; what is not known is empty.
 */
public final class SoilMoistureCsv {
    /** What is measured or computed, in its order. */
    private static final List<ResultColumn> COLUMNS = Arrays.stream(ResultColumn.values())
            .filter(column -> column.isExported() && column != ResultColumn.QUALITY)
            .toList();

    /** The header line, without its end. */
    static final String HEADER = Stream.concat(
                    Stream.concat(Stream.of("cell", "date", "lead_days"), SoilMoistureCsv.measured()),
                    Stream.of("model_version", "revision", ResultColumn.QUALITY.label()))
            .collect(Collectors.joining(","));

    private static final int LINE_CHARACTERS = 160;

    private SoilMoistureCsv() {}

    /** Writes header and rows; returns the number of rows. */
    public static long write(ResultRows results, Writer out) throws IOException {
        out.append(HEADER).append('\n');
        var line = new StringBuilder(LINE_CHARACTERS);
        long[] rows = {0};
        results.forEachRow((cell, date, leadDays, tile, index) -> {
            line.setLength(0);
            appendRow(line, cell, date, leadDays, tile, index);
            out.append(line);
            rows[0]++;
        });
        return rows[0];
    }

    private static Stream<String> measured() {
        return COLUMNS.stream().map(ResultColumn::label);
    }

    private static void appendRow(
            StringBuilder line, String cell, LocalDate date, int leadDays, TileResults results, int index) {
        CsvText.append(line, cell);
        line.append(',').append(date).append(',').append(leadDays);
        for (ResultColumn column : COLUMNS) {
            appendValue(line, column, results.scaled(column, index));
        }
        line.append(',').append(results.origin().modelVersion());
        line.append(',').append(results.origin().revision());
        appendValue(line, ResultColumn.QUALITY, results.scaled(ResultColumn.QUALITY, index));
        line.append('\n');
    }

    private static void appendValue(StringBuilder line, ResultColumn column, int scaled) {
        CsvText.append(line.append(','), scaled, column.decimals());
    }
}
