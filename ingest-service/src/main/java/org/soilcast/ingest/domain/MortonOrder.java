package org.soilcast.ingest.domain;

/**
 * Z-order (Morton 1966) of grid cells: the bits of row and column interleaved, so that cells close in the order are
 * close on the ground.
 */
public final class MortonOrder {
    private static final double STEPS_PER_DEGREE = 1 << 16;

    private MortonOrder() {}

    /**
     * Code of a grid cell: bit {@code i} of the column stands at {@code 2i}, of the row at {@code 2i + 1}.
     *
     * @param row 0-based, not negative
     * @param column 0-based, not negative
     */
    public static long ofGrid(int row, int column) {
        if (row < 0 || column < 0) {
            throw new IllegalArgumentException("expected row and column >= 0, found " + row + ", " + column);
        }
        return spread(row) << 1 | spread(column);
    }

    /** Code of a place that lies on no grid: latitude from the pole southwards and longitude in steps of 2⁻¹⁶ degree. */
    public static long ofDegrees(double latitudeDegrees, double longitudeDegrees) {
        return ofGrid((int) Math.round((90 - latitudeDegrees) * STEPS_PER_DEGREE), (int)
                Math.round((180 + longitudeDegrees) * STEPS_PER_DEGREE));
    }

    /** Puts a zero bit above each of the 31 bits. */
    private static long spread(int value) {
        long bits = value;
        bits = (bits | bits << 16) & 0x0000FFFF0000FFFFL;
        bits = (bits | bits << 8) & 0x00FF00FF00FF00FFL;
        bits = (bits | bits << 4) & 0x0F0F0F0F0F0F0F0FL;
        bits = (bits | bits << 2) & 0x3333333333333333L;
        return (bits | bits << 1) & 0x5555555555555555L;
    }
}
