package org.soilcast.ingest.grib;

import java.util.Locale;
import org.soilcast.ingest.source.SourceGrid;
import ucar.nc2.grib.GdsHorizCoordSys;
import ucar.unidata.geoloc.LatLonPointImpl;
import ucar.unidata.geoloc.ProjectionPointImpl;

/** A grid that is even in a projection, such as Stage IV's polar stereographic one. */
final class ProjectedGrid implements SourceGrid {
    private final GdsHorizCoordSys coordinates;
    private final double stretch;

    /**
     * From the library's coordinates.
     *
     * @param stretch by how much distances grow on the library's Earth compared with the one the message means
     */
    ProjectedGrid(GdsHorizCoordSys coordinates, double stretch) {
        this.coordinates = coordinates;
        this.stretch = stretch;
    }

    @Override
    public int rows() {
        return coordinates.ny;
    }

    @Override
    public int columns() {
        return coordinates.nx;
    }

    @Override
    public double latitudeDegrees(int row, int column) {
        return place(row, column).getLatitude();
    }

    @Override
    public double longitudeDegrees(int row, int column) {
        return SourceGrid.wrapped(place(row, column).getLongitude());
    }

    @Override
    public String description() {
        int lastRow = rows() - 1;
        int lastColumn = columns() - 1;
        return String.format(
                Locale.ROOT,
                "%s, %d x %d, corners %.3f N %.3f E and %.3f N %.3f E",
                coordinates.getName(),
                rows(),
                columns(),
                latitudeDegrees(0, 0),
                longitudeDegrees(0, 0),
                latitudeDegrees(lastRow, lastColumn),
                longitudeDegrees(lastRow, lastColumn));
    }

    private LatLonPointImpl place(int row, int column) {
        var projected = new ProjectionPointImpl(
                coordinates.startx + column * coordinates.dx * stretch,
                coordinates.starty + row * coordinates.dy * stretch);
        return (LatLonPointImpl) coordinates.proj.projToLatLon(projected, new LatLonPointImpl());
    }
}
