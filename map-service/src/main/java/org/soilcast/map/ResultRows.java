package org.soilcast.map;

import java.io.IOException;
import java.time.LocalDate;

/** Results as an export writes them: sorted by cell ({@link CellOrder}), then by date. */
public interface ResultRows {
    /** Takes the rows. */
    @FunctionalInterface
    interface RowSink {
        /** One row; {@code index} is the cell's place in the arrays of {@code results}. */
        void row(String cell, LocalDate date, TileResults results, int index) throws IOException;
    }

    /** Whether there is any. */
    boolean isEmpty();

    /** Number of cells that have results. */
    int cells();

    /** Whether weather and retrievals are made up. */
    boolean isSynthetic();

    /** Hands over every row. A date without result has no row. */
    void forEachRow(RowSink sink) throws IOException;
}
