package org.soilcast.dayline;

import java.util.Arrays;
import java.util.Optional;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.dayline.ensemble.Runs;

/** What is reported of a tile and day. */
public final class DayReport {
    private static final int CLASSES = DroughtClass.values().length;

    private final int cells;
    private final float[] values; // [reported][cell]
    private final float[] classMembers; // [depth][class][cell]; none without a climatology
    private final int[] flags; // [cell]

    DayReport(int cells, float[] values, float[] classMembers, int[] flags) {
        this.cells = cells;
        this.values = values;
        this.classMembers = classMembers;
        this.flags = flags;
    }

    /** Number of cells. */
    public int cells() {
        return cells;
    }

    /** A value of a cell. */
    public float get(Reported what, int cell) {
        return values[what.ordinal() * cells + cell];
    }

    /** A value of all cells, {@code [cell]}; a copy. */
    public float[] row(Reported what) {
        return Arrays.copyOfRange(values, what.ordinal() * cells, (what.ordinal() + 1) * cells);
    }

    /** Bits of {@link org.soilcast.dayline.filter.AnalysisFlags} of a cell. */
    public int flags(int cell) {
        return flags[cell];
    }

    /** Drought class of a cell by its root zone; none without a climatology. */
    public Optional<DroughtClass> droughtClass(int cell) {
        return classMembers.length == 0
                ? Optional.empty()
                : Optional.of(DroughtClass.of(get(Reported.ROOT_ZONE_PERCENTILE, cell)));
    }

    /** Probability of a class or a drier one, 0 … 1: the share of members in them; NaN without ensemble or climatology. */
    public float probabilityUpTo(Depth depth, DroughtClass droughtClass, int cell) {
        float sum = 0;
        for (int each = 0; each <= droughtClass.ordinal(); each++) {
            sum += probability(depth, each, cell);
        }
        return sum;
    }

    /** Probability of a class of the root zone, 0 … 1: the share of members in it; NaN without ensemble or climatology. */
    public float probability(DroughtClass droughtClass, int cell) {
        return probability(Depth.ROOT_ZONE, droughtClass.ordinal(), cell);
    }

    private float probability(Depth depth, int droughtClass, int cell) {
        return classMembers.length == 0
                ? Float.NaN
                : classMembers[(depth.ordinal() * CLASSES + droughtClass) * cells + cell] / Runs.MEMBERS;
    }

    /** All values in their order, to compare bits with. */
    float[] all() {
        float[] all = Arrays.copyOf(values, values.length + Depth.values().length * CLASSES * cells);
        System.arraycopy(classMembers, 0, all, values.length, classMembers.length);
        return all;
    }
}
