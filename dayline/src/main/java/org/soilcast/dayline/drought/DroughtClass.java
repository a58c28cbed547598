package org.soilcast.dayline.drought;

/**
 * Classes of the U.S. Drought Monitor (Svoboda et al. 2002, Bulletin of the American Meteorological Society 83,
 * 1181–1190) and their mirror images on the wet side, from the driest on; a class begins where a percentile does not
 * exceed its limit.
 */
public enum DroughtClass {
    /** Exceptional drought: percentile ≤ 2. */
    D4(2),
    /** Extreme drought: ≤ 5. */
    D3(5),
    /** Severe drought: ≤ 10. */
    D2(10),
    /** Moderate drought: ≤ 20. */
    D1(20),
    /** Abnormally dry: ≤ 30. */
    D0(30),
    /** Neither dry nor wet: < 70. */
    NORMAL(70),
    /** Abnormally wet: < 80. */
    W0(80),
    /** Moderately wet: < 90. */
    W1(90),
    /** Severely wet: < 95. */
    W2(95),
    /** Extremely wet: < 98. */
    W3(98),
    /** Exceptionally wet: the rest. */
    W4(100);

    private static final DroughtClass[] CLASSES = values();

    private final int upTo;

    DroughtClass(int upTo) {
        this.upTo = upTo;
    }

    /** Percentile at which the class ends towards the wet side. */
    public int upToPercentile() {
        return upTo;
    }

    /** The number it is published by: 0 normal, 1 … 5 D0 … D4, −1 … −5 the wet side. */
    public int number() {
        return NORMAL.ordinal() - ordinal();
    }

    /** The class of a percentile, 0 … 100. */
    public static DroughtClass of(float percentile) {
        for (DroughtClass each : CLASSES) {
            if (each.holds(percentile, each.upTo)) {
                return each;
            }
        }
        return W4;
    }

    /** Whether a value at the limit is still in the class: so on the dry side. */
    boolean holdsItsLimit() {
        return ordinal() <= D0.ordinal();
    }

    private boolean holds(float value, float limit) {
        return holdsItsLimit() ? value <= limit : value < limit;
    }
}
