package org.soilcast.dayline.area;

import org.soilcast.dayline.alert.DroughtDay;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.DroughtClass;

/**
 * How dry an area is on a day at one depth, in the U.S. Drought Monitor's terms: the one definition of it. A cell counts by
 * its share of the area; cells of which nothing is known are left out, and said.
 *
 * <p>DSCI is the Drought Severity and Coverage Index (Akyuz 2017, Drought Severity and Coverage Index, U.S. Drought
 * Monitor): the sum of the per cents of the area in D0 or worse, D1 or worse, … D4, so 0 … 500.
 */
public final class AreaStatistics {
    private static final float PERCENT = 100;
    private static final DroughtClass[] CLASSES = DroughtClass.values();

    private final int cells;
    private final float knownPercent;
    private final float percentile;
    private final float[] classPercent; // [D4 … W4]
    private final float[] likelyPercent; // [D4 … D0]

    /** Of the sums of all parts of an area. */
    public AreaStatistics(AreaSums sums, Depth depth) {
        float weight = sums.weight(depth);
        boolean known = weight > 0;
        cells = sums.cells();
        knownPercent = known ? Math.min(PERCENT, PERCENT * weight / sums.allWeight()) : 0;
        percentile = known ? sums.percentile(depth) / weight : Float.NaN;
        classPercent = new float[CLASSES.length];
        likelyPercent = new float[DroughtDay.CLASSES];
        for (int each = 0; each < classPercent.length; each++) {
            classPercent[each] = known ? PERCENT * sums.ofClass(depth, CLASSES[each]) / weight : Float.NaN;
        }
        for (int each = 0; each < likelyPercent.length; each++) {
            likelyPercent[each] = known ? PERCENT * sums.shareUpTo(depth, CLASSES[each]) / weight : Float.NaN;
        }
    }

    /** Number of cells with a share of the area. */
    public int cells() {
        return cells;
    }

    /** Per cent of the covered area of which the analysis is known. */
    public float knownPercent() {
        return knownPercent;
    }

    /** Weighted mean percentile, 0 … 100; NaN where nothing is known, as all that follows. */
    public float percentile() {
        return percentile;
    }

    /** Per cent of the area in a class, and in no other. */
    public float percentIn(DroughtClass droughtClass) {
        return classPercent[droughtClass.ordinal()];
    }

    /** The same of all classes, [D4 … W4]; a copy. */
    public float[] classPercent() {
        return classPercent.clone();
    }

    /** Per cent of the area that is so far from normal or farther: in a dry class or a drier one, a wet class or a wetter one. */
    public float percentFrom(DroughtClass droughtClass) {
        return percentFrom(classPercent, droughtClass);
    }

    /**
     * The same of per cents that were stored.
     *
     * @param classPercent per cent in each class alone, [D4 … W4]
     */
    public static float percentFrom(float[] classPercent, DroughtClass droughtClass) {
        int from = droughtClass.ordinal();
        int step = from < DroughtClass.NORMAL.ordinal() ? -1 : 1;
        float sum = 0;
        for (int each = from; each >= 0 && each < CLASSES.length; each += step) {
            sum += classPercent[each];
        }
        return sum;
    }

    /** Drought Severity and Coverage Index, 0 … 500. */
    public float dsci() {
        float sum = 0;
        for (int dry = 0; dry < DroughtDay.CLASSES; dry++) {
            sum += percentFrom(CLASSES[dry]);
        }
        return sum;
    }

    /**
     * Per cent of the area in a dry class or a drier one as the members see it, [D4 … D0]: the mean of the cells' shares of
     * members; a copy.
     */
    public float[] likelyPercent() {
        return likelyPercent.clone();
    }
}
