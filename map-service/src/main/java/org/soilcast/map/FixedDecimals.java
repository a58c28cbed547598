package org.soilcast.map;

/**
 * Numbers with a fixed count of decimals and a point, whatever the locale. Ties are rounded away from zero; a value that
 * rounds to zero has no sign. For a float the result is exact: its 24 significant bits times 10^6 = 15625·2^6 fit into
 * a double.
 */
public final class FixedDecimals {
    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    private static final double LARGEST = 1e12;

    private FixedDecimals() {}

    /**
     * Appends the value; nothing for NaN, which is how an unknown value is written.
     *
     * @param decimals 1 to 6
     * @throws IllegalArgumentException for an infinite value or one beyond ±10^12, which no column can hold
     */
    static void append(StringBuilder line, double value, int decimals) {
        if (Double.isNaN(value)) {
            return;
        }
        append(line, scaled(value, decimals), decimals);
    }

    /**
     * The value in units of its last decimal.
     *
     * @param decimals 0 to 6
     * @throws IllegalArgumentException for a value beyond ±10^12
     */
    public static long scaled(double value, int decimals) {
        double magnitude = Math.abs(value);
        if (magnitude > LARGEST) {
            throw new IllegalArgumentException("expected a number within ±1e12, found " + value);
        }
        long scaled = (long) Math.floor(magnitude * POWERS_OF_TEN[decimals] + 0.5);
        return value < 0 ? -scaled : scaled;
    }

    /** The value of so many units of its last decimal. */
    public static double value(long scaled, int decimals) {
        return (double) scaled / POWERS_OF_TEN[decimals];
    }

    /** Appends a value given in units of its last decimal; without a point when there are no decimals. */
    public static void append(StringBuilder line, long scaled, int decimals) {
        if (scaled < 0) {
            line.append('-');
        }
        long magnitude = Math.abs(scaled);
        long unit = POWERS_OF_TEN[decimals];
        line.append(magnitude / unit);
        if (decimals > 0) {
            line.append('.');
        }
        long fraction = magnitude % unit;
        for (long digit = unit / 10; digit > 0; digit /= 10) {
            line.append((char) ('0' + fraction / digit % 10));
        }
    }
}
