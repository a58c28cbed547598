package org.soilcast.ingest.source;

/** The places of the values of a field, by row and column, both 0-based. */
public interface SourceGrid {
    /** Number of rows. */
    int rows();

    /** Number of columns. */
    int columns();

    /** Latitude of the middle of a cell, degrees north; NaN where the file does not say. */
    double latitudeDegrees(int row, int column);

    /** Longitude of the middle of a cell, degrees east, -180..180; NaN where the file does not say. */
    double longitudeDegrees(int row, int column);

    /** The grid in words. */
    String description();

    /** A longitude brought to -180..180. */
    static double wrapped(double longitudeDegrees) {
        double east = longitudeDegrees % 360;
        if (east > 180) {
            return east - 360;
        }
        return east < -180 ? east + 360 : east;
    }
}
