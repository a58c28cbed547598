package org.soilcast.ingest.grib;

import java.util.stream.IntStream;
import org.soilcast.ingest.arrays.ArrayVariable;
import org.soilcast.ingest.source.AxisGrid;
import org.soilcast.ingest.source.SourceGrid;
import ucar.nc2.grib.GdsHorizCoordSys;

/** The grids of messages. */
final class GribGrids {
    /** Scanning modes in which neighbours along a row do not follow each other. */
    private static final int COLUMNS_FIRST_OR_SNAKE = 0x20 | 0x10;

    private GribGrids() {}

    /**
     * Refuses what no weather grid for soilcast is, before anything is computed or allocated for it.
     *
     * @throws IllegalArgumentException for an absurd size, reduced rows or values that follow each other along columns
     */
    static void check(int rows, int columns, boolean reduced, int scanMode) {
        if (rows < 1 || columns < 1 || (long) rows * columns > ArrayVariable.MOST_ELEMENTS) {
            throw new IllegalArgumentException("a grid of " + rows + " x " + columns + " cannot be");
        }
        if (reduced) {
            throw new IllegalArgumentException("rows of different length (a reduced grid) are not read");
        }
        if ((scanMode & COLUMNS_FIRST_OR_SNAKE) != 0) {
            throw new IllegalArgumentException("scanning mode " + scanMode + " is not read");
        }
    }

    /**
     * The places of a message's values in the order of its values.
     *
     * @param stretch by how much distances grow on the library's Earth compared with the one the message means
     */
    static SourceGrid of(GdsHorizCoordSys coordinates, double stretch) {
        if (!coordinates.isLatLon()) {
            return new ProjectedGrid(coordinates, stretch);
        }
        boolean gaussian = coordinates.gaussLats != null;
        double[] latitudes = IntStream.range(0, coordinates.ny)
                .mapToDouble(row ->
                        gaussian ? coordinates.gaussLats.getDouble(row) : coordinates.starty + row * coordinates.dy)
                .toArray();
        double[] longitudes = IntStream.range(0, coordinates.nx)
                .mapToDouble(column -> coordinates.startx + column * coordinates.dx)
                .toArray();
        return new AxisGrid(latitudes, longitudes);
    }
}
