package org.soilcast.dayline.area;

import org.soilcast.dayline.alert.DroughtDay;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.DroughtClass;

/**
 * Weighted sums over cells of an area on a day, of which {@link AreaStatistics} are made. Sums of parts of an area can be
 * added; added in the same order they have the same bits.
 */
public final class AreaSums {
    private static final int CLASSES = DroughtClass.values().length;
    private static final int WEIGHT = 0;
    private static final int PERCENTILE = 1;
    private static final int FIRST_CLASS = 2;
    private static final int FIRST_SHARE = FIRST_CLASS + CLASSES;
    private static final int OF_DEPTH = FIRST_SHARE + DroughtDay.CLASSES;
    private static final int CELLS = Depth.values().length * OF_DEPTH;
    private static final int ALL_WEIGHT = CELLS + 1;

    /** Numbers that it consists of. */
    public static final int LENGTH = ALL_WEIGHT + 1;

    private final float[] sums;

    /** Of no cell yet. */
    public AreaSums() {
        this(new float[LENGTH]);
    }

    /** Of the numbers of another, kept as they are. */
    public AreaSums(float[] numbers) {
        if (numbers.length != LENGTH) {
            throw new IllegalArgumentException("sums of an area: expected " + LENGTH + ", found " + numbers.length);
        }
        sums = numbers;
    }

    /** The numbers; not a copy. */
    public float[] numbers() {
        return sums;
    }

    /** Counts a cell, whatever is known of it. */
    public void addCell(float weight) {
        sums[CELLS]++;
        sums[ALL_WEIGHT] += weight;
    }

    /**
     * Adds what is known of a cell at a depth.
     *
     * @param weight share of the area, in any unit that is the same for all its cells
     * @param percentile of the analysis, 0 … 100; a cell of which it is not known adds nothing
     * @param shares of the members in a class or a drier one, [D4 … D0], 0 … 1
     */
    public void add(Depth depth, float weight, float percentile, float[] shares) {
        if (Float.isNaN(percentile)) {
            return;
        }
        int at = depth.ordinal() * OF_DEPTH;
        sums[at + WEIGHT] += weight;
        sums[at + PERCENTILE] += weight * percentile;
        sums[at + FIRST_CLASS + DroughtClass.of(percentile).ordinal()] += weight;
        for (int each = 0; each < DroughtDay.CLASSES; each++) {
            sums[at + FIRST_SHARE + each] += weight * shares[each];
        }
    }

    /** Adds those of another part. */
    public void add(AreaSums other) {
        for (int i = 0; i < LENGTH; i++) {
            sums[i] += other.sums[i];
        }
    }

    int cells() {
        return Math.round(sums[CELLS]);
    }

    float allWeight() {
        return sums[ALL_WEIGHT];
    }

    float weight(Depth depth) {
        return sums[depth.ordinal() * OF_DEPTH + WEIGHT];
    }

    float percentile(Depth depth) {
        return sums[depth.ordinal() * OF_DEPTH + PERCENTILE];
    }

    float ofClass(Depth depth, DroughtClass droughtClass) {
        return sums[depth.ordinal() * OF_DEPTH + FIRST_CLASS + droughtClass.ordinal()];
    }

    float shareUpTo(Depth depth, DroughtClass dryClass) {
        return sums[depth.ordinal() * OF_DEPTH + FIRST_SHARE + dryClass.ordinal()];
    }
}
