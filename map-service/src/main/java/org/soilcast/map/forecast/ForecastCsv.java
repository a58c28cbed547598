package org.soilcast.map.forecast;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.soilcast.map.CsvText;
import org.soilcast.schemas.ResultColumn;

/**
 * Forecasts as CSV (RFC 4180, but lines end in {@code \n}): one row a cell, issue date and span of leads, with quantiles.
 * A span of several days is their mean.
 */
public final class ForecastCsv {
    /** The header line, without its end. */
    static final String HEADER = "cell,issue_date,first_lead_days,last_lead_days,"
            + Arrays.stream(ForecastColumn.values()).map(ForecastColumn::label).collect(Collectors.joining(","))
            + ",model_version,revision," + ResultColumn.QUALITY.label();

    private ForecastCsv() {}

    /** Appends the header. */
    public static void header(Writer out) throws IOException {
        out.append(HEADER).append('\n');
    }

    /** Appends the rows of a cell's forecast; returns how many. */
    public static int rows(String cell, IssuedForecast forecast, int index, Writer out) throws IOException {
        var line = new StringBuilder();
        for (int span = 0; span < forecast.spans(); span++) {
            line.setLength(0);
            CsvText.append(line, cell);
            line.append(',').append(forecast.date());
            line.append(',').append(forecast.firstLeadDays()[span]);
            line.append(',').append(forecast.lastLeadDays()[span]);
            for (ForecastColumn column : ForecastColumn.values()) {
                CsvText.append(line.append(','), forecast.scaled(column, span, index), column.decimals());
            }
            line.append(',').append(forecast.origin().modelVersion());
            line.append(',').append(forecast.origin().revision());
            line.append(',').append(forecast.quality()[index]).append('\n');
            out.append(line);
        }
        return forecast.spans();
    }
}
