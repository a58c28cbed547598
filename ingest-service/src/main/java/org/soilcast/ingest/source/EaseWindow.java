package org.soilcast.ingest.source;

import java.util.Locale;
import org.soilcast.schemas.EaseGrid;

/**
 * A rectangle of an EASE-Grid 2.0.
 *
 * @param firstRow row of the whole grid that the first row is
 * @param firstColumn column of the whole grid that the first column is
 */
public record EaseWindow(EaseGrid grid, int firstRow, int firstColumn, int rows, int columns) implements SourceGrid {
    public EaseWindow {
        boolean inside = firstRow >= 0
                && firstColumn >= 0
                && rows > 0
                && columns > 0
                && firstRow + rows <= grid.rows()
                && firstColumn + columns <= grid.columns();
        if (!inside) {
            throw new IllegalArgumentException("rows " + firstRow + "+" + rows + " and columns " + firstColumn + "+"
                    + columns + " are not inside " + grid + " of " + grid.rows() + " x " + grid.columns());
        }
    }

    @Override
    public double latitudeDegrees(int row, int column) {
        return grid.latitudeDegrees(firstRow + row);
    }

    @Override
    public double longitudeDegrees(int row, int column) {
        return grid.longitudeDegrees(firstColumn + column);
    }

    @Override
    public String description() {
        boolean whole = rows == grid.rows() && columns == grid.columns();
        return String.format(
                Locale.ROOT,
                "EASE-Grid 2.0 %s, %d x %d%s",
                grid,
                rows,
                columns,
                whole ? "" : " from row " + firstRow + ", column " + firstColumn);
    }
}
