package org.soilcast.map;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import org.soilcast.map.forecast.ForecastCsv;

/** Results as an export writes them: sorted by cell ({@link CellOrder}), then by date, then by lead. */
public interface ResultRows {
    /** Takes the rows. */
    @FunctionalInterface
    interface RowSink {
        /**
         * One row; {@code index} is the cell's place in the arrays of {@code results}.
         *
         * @param leadDays days from the issue to the date; 0 for the analysis
         */
        void row(String cell, LocalDate date, int leadDays, TileResults results, int index) throws IOException;
    }

    /** Whether there is any. */
    boolean isEmpty();

    /** Number of cells that have results. */
    int cells();

    /** Whether weather and retrievals are made up. */
    boolean isSynthetic();

    /** Writes all forecasts as CSV; returns the number of rows. None where there are none. */
    default long writeForecasts(Writer out) throws IOException {
        ForecastCsv.header(out);
        return 0;
    }

    /** Hands over every row. What has no result has no row. */
    void forEachRow(RowSink sink) throws IOException;
}
