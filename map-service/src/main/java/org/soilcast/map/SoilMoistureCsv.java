package org.soilcast.map;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import org.soilcast.map.TileResults.Column;

/**
 * The table as CSV (RFC 4180, but lines end in {@code \n}): one row a cell, valid date and lead, sorted in this order.
 * Soil moisture and its standard deviation have 6 decimals (m3/m3); what is not known is empty.
 */
public final class SoilMoistureCsv {
    /** The header line, without its end. */
    static final String HEADER = "cell,date,lead_days,surface_mean,surface_sd,rootzone_mean,rootzone_sd,"
            + "surface_open_loop,surface_forecast,observed,innovation,surface_percentile,rootzone_percentile,"
            + "drought_class,drought_probability,model_version,revision,quality";

    private static final int MOISTURE_DECIMALS = 6;
    private static final int LINE_CHARACTERS = 160;

    private SoilMoistureCsv() {}

    /** Writes header and rows; returns the number of rows. */
    public static long write(SoilMoistureTable table, Writer out) throws IOException {
        out.append(HEADER).append('\n');
        var line = new StringBuilder(LINE_CHARACTERS);
        long[] rows = {0};
        table.forEachRow((cell, date, results, index) -> {
            line.setLength(0);
            try {
                appendRow(line, cell, date, results, index);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException("cell " + cell + ", " + date + ": " + e.getMessage(), e);
            }
            out.append(line);
            rows[0]++;
        });
        return rows[0];
    }

    private static void appendRow(StringBuilder line, String cell, LocalDate date, TileResults results, int index) {
        float observed = results.value(Column.OBSERVED, index);
        float forecast = results.value(Column.SURFACE_FORECAST, index);
        appendText(line, cell);
        line.append(',').append(date).append(",0"); // lead 0: the analysis
        appendMoisture(line, results.value(Column.SURFACE_MEAN, index));
        appendMoisture(line, results.value(Column.SURFACE_SD, index));
        appendMoisture(line, results.value(Column.ROOT_ZONE_MEAN, index));
        appendMoisture(line, results.value(Column.ROOT_ZONE_SD, index));
        appendMoisture(line, results.value(Column.SURFACE_OPEN_LOOP, index));
        appendMoisture(line, forecast);
        appendMoisture(line, observed);
        appendMoisture(line, (double) observed - forecast);
        line.append(",,,,"); // percentiles, drought class and its probability: not known without a climatology
        line.append(',').append(results.modelVersion());
        line.append(',').append(results.revision());
        line.append(',').append(results.quality(index)).append('\n');
    }

    private static void appendMoisture(StringBuilder line, double m3PerM3) {
        line.append(',');
        FixedDecimals.append(line, m3PerM3, MOISTURE_DECIMALS);
    }

    private static void appendText(StringBuilder line, String text) {
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        if (quoted) {
            line.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            line.append(text);
        }
    }
}
