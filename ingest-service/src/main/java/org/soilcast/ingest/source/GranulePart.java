package org.soilcast.ingest.source;

import org.soilcast.schemas.EaseGrid;

/**
 * What of a daily granule a domain is made of: some rows of the whole grid, all columns, of one pass. The rest need not be
 * read.
 *
 * @param firstRow row of the whole grid
 * @param rows how many
 * @param isEvening whether the pass is the evening's, and not the morning's
 */
public record GranulePart(EaseGrid grid, int firstRow, int rows, boolean isEvening) {
    public GranulePart {
        if (firstRow < 0 || rows < 1 || firstRow + rows > grid.rows()) {
            throw new IllegalArgumentException(
                    "rows from " + firstRow + ", " + rows + " of them, are not inside " + grid + " of " + grid.rows());
        }
    }
}
