package org.soilcast.alerts.sink;

import java.util.List;
import java.util.Optional;
import org.soilcast.alerts.message.Place.Point;
import org.soilcast.schemas.EaseGrid;

/** The corners of a cell of a grid, found by its middle. */
final class CellOutline {
    /** How far a middle may be off: floats of degrees are good to a hundredth of this. */
    private static final double TOLERANCE_DEGREES = 1e-3;

    private CellOutline() {}

    /**
     * Five corners, the last again the first, counter-clockwise from the south-west; empty when the point is no middle of a cell,
     * as a station is. The border between two rows is put half-way between their latitudes, within 100 m of the true one.
     */
    static Optional<List<Point>> of(Point centre) {
        for (EaseGrid grid : EaseGrid.values()) {
            int row = grid.rowOf(centre.latitudeDegrees());
            int column = grid.columnOf(centre.longitudeDegrees());
            boolean inside = row > 0 && row < grid.rows() - 1 && column > 0 && column < grid.columns() - 1;
            if (inside
                    && Math.abs(grid.latitudeDegrees(row) - centre.latitudeDegrees()) < TOLERANCE_DEGREES
                    && Math.abs(grid.longitudeDegrees(column) - centre.longitudeDegrees()) < TOLERANCE_DEGREES) {
                return Optional.of(corners(grid, row, column));
            }
        }
        return Optional.empty();
    }

    private static List<Point> corners(EaseGrid grid, int row, int column) {
        double north = (grid.latitudeDegrees(row - 1) + grid.latitudeDegrees(row)) / 2;
        double south = (grid.latitudeDegrees(row) + grid.latitudeDegrees(row + 1)) / 2;
        double west = (grid.longitudeDegrees(column - 1) + grid.longitudeDegrees(column)) / 2;
        double east = (grid.longitudeDegrees(column) + grid.longitudeDegrees(column + 1)) / 2;
        var first = new Point(south, west);
        return List.of(first, new Point(south, east), new Point(north, east), new Point(north, west), first);
    }
}
