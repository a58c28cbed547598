package org.soilcast.ingest.source;

import java.util.List;
import java.util.Locale;

/** Places without a grid, one a row: catchments, or the footprints of an orbit. */
public final class PlaceList implements SourceGrid {
    private final List<String> names;
    private final double[] latitudesDegrees;
    private final double[] longitudesDegrees;

    /** Places with names whose latitudes and longitudes may be NaN. */
    public PlaceList(List<String> names, double[] latitudesDegrees, double[] longitudesDegrees) {
        if (names.size() != latitudesDegrees.length || names.size() != longitudesDegrees.length) {
            throw new IllegalArgumentException("expected a latitude and a longitude for each of " + names.size()
                    + " places, found " + latitudesDegrees.length + " and " + longitudesDegrees.length);
        }
        this.names = List.copyOf(names);
        this.latitudesDegrees = latitudesDegrees.clone();
        this.longitudesDegrees = longitudesDegrees.clone();
    }

    /** Name of a place. */
    public String name(int row) {
        return names.get(row);
    }

    @Override
    public int rows() {
        return names.size();
    }

    @Override
    public int columns() {
        return 1;
    }

    @Override
    public double latitudeDegrees(int row, int column) {
        return latitudesDegrees[row];
    }

    @Override
    public double longitudeDegrees(int row, int column) {
        return SourceGrid.wrapped(longitudesDegrees[row]);
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT, "%d places without a grid, %s..%s", rows(), names.get(0), names.get(rows() - 1));
    }
}
