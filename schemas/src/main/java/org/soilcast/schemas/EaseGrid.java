package org.soilcast.schemas;

/**
 * The global EASE-Grid 2.0 (EPSG:6933; Brodzik et al. 2012, ISPRS International Journal of Geo-Information 1, 32–45):
 * cylindrical equal-area projection of the WGS 84 ellipsoid, true to scale at 30° of latitude, row 0 in the north,
 * column 0 at 180° W. Rows and columns are 0-based.
 */
public enum EaseGrid {
    /** 36 km, the grid of SMAP's standard products. */
    M36(406, 964, 36032.220840584),
    /** 9 km, the grid of SMAP's enhanced products; 4 × 4 of its cells make one of M36. */
    M09(1624, 3856, 9008.055210146);

    private static final double LEFT_M = -17367530.4451614;
    private static final double TOP_M = 7314540.83063831;
    private static final double SEMI_MAJOR_AXIS_M = 6378137.0;
    private static final double FLATTENING = 1 / 298.257223563;
    /** e²: squared eccentricity of the ellipsoid. */
    private static final double E2 = FLATTENING * (2 - FLATTENING);

    private static final double E = StrictMath.sqrt(E2);
    private static final double TRUE_SCALE_LATITUDE = StrictMath.toRadians(30);
    /** k0: scale along the equator. */
    private static final double EQUATOR_SCALE = StrictMath.cos(TRUE_SCALE_LATITUDE)
            / StrictMath.sqrt(1 - E2 * StrictMath.pow(StrictMath.sin(TRUE_SCALE_LATITUDE), 2));
    /** q of the pole, Snyder (1987), Map projections: a working manual, equation 3-12 at 90°. */
    private static final double POLE_Q = 1 - (1 - E2) / (2 * E) * StrictMath.log((1 - E) / (1 + E));

    private final int rows;
    private final int columns;
    private final double cellM;

    EaseGrid(int rows, int columns, double cellM) {
        this.rows = rows;
        this.columns = columns;
        this.cellM = cellM;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** Side of a cell, m. */
    public double cellM() {
        return cellM;
    }

    /** Projected x of the middle of a column, m, eastwards from Greenwich. */
    public double xM(int column) {
        check(column, columns, "column");
        return LEFT_M + (column + 0.5) * cellM;
    }

    /** Projected y of the middle of a row, m, northwards from the equator. */
    public double yM(int row) {
        check(row, rows, "row");
        return TOP_M - (row + 0.5) * cellM;
    }

    /** Longitude of the middle of a column, degrees east. */
    public double longitudeDegrees(int column) {
        return StrictMath.toDegrees(xM(column) / (SEMI_MAJOR_AXIS_M * EQUATOR_SCALE));
    }

    /**
     * Latitude of the middle of a row, degrees north: Snyder (1987), equations 10-28 and 3-18, whose series in e² is
     * good to 1e-9 degree.
     */
    public double latitudeDegrees(int row) {
        double authalic = StrictMath.asin(2 * yM(row) * EQUATOR_SCALE / (SEMI_MAJOR_AXIS_M * POLE_Q));
        double e4 = E2 * E2;
        double e6 = e4 * E2;
        return StrictMath.toDegrees(authalic
                + (E2 / 3 + 31 * e4 / 180 + 517 * e6 / 5040) * StrictMath.sin(2 * authalic)
                + (23 * e4 / 360 + 251 * e6 / 3780) * StrictMath.sin(4 * authalic)
                + 761 * e6 / 45360 * StrictMath.sin(6 * authalic));
    }

    /** The first row whose middle is not north of a latitude; the last row when there is none. */
    public int rowAt(double latitudeDegrees) {
        int row = 0;
        while (row < rows - 1 && latitudeDegrees(row) > latitudeDegrees) {
            row++;
        }
        return row;
    }

    /** The first column whose middle is not west of a longitude; the last column when there is none. */
    public int columnAt(double longitudeDegrees) {
        int column = 0;
        while (column < columns - 1 && longitudeDegrees(column) < longitudeDegrees) {
            column++;
        }
        return column;
    }

    /** The row that a latitude lies in, which may be beyond the grid. */
    public int rowOf(double latitudeDegrees) {
        return (int) StrictMath.floor((TOP_M - projectedYM(latitudeDegrees)) / cellM);
    }

    /** The column that a longitude lies in, which may be beyond the grid. */
    public int columnOf(double longitudeDegrees) {
        return (int) StrictMath.floor((projectedXM(longitudeDegrees) - LEFT_M) / cellM);
    }

    /** Projected x of a longitude, m, eastwards from Greenwich: Snyder (1987), equation 10-14. */
    public static double projectedXM(double longitudeDegrees) {
        return StrictMath.toRadians(longitudeDegrees) * SEMI_MAJOR_AXIS_M * EQUATOR_SCALE;
    }

    /** Projected y of a latitude, m, northwards from the equator: Snyder (1987), equations 3-12 and 10-15. */
    public static double projectedYM(double latitudeDegrees) {
        double sine = StrictMath.sin(StrictMath.toRadians(latitudeDegrees));
        double q =
                (1 - E2) * (sine / (1 - E2 * sine * sine) - StrictMath.log((1 - E * sine) / (1 + E * sine)) / (2 * E));
        return SEMI_MAJOR_AXIS_M * q / (2 * EQUATOR_SCALE);
    }

    private static void check(int index, int size, String what) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(what + ": expected 0.." + (size - 1) + ", found " + index);
        }
    }
}
