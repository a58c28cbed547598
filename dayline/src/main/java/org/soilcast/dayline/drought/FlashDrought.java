package org.soilcast.dayline.drought;

import java.util.List;

/**
 * Flash drought by how fast the root zone dries (Ford and Labosier 2017, Agricultural and Forest Meteorology 247, 414–423):
 * the mean of a pentad falls from the {@value #FROM_PERCENTILE}th percentile or above to the {@value #TO_PERCENTILE}th or
 * below within {@value #PENTADS} pentads, which is 20 days.
 */
public final class FlashDrought {
    /** Percentile from which it falls. */
    public static final int FROM_PERCENTILE = 40;
    /** Percentile to which it falls. */
    public static final int TO_PERCENTILE = 20;
    /** Pentads that the fall takes at most. */
    public static final int PENTADS = 4;

    private FlashDrought() {}

    /**
     * Whether a pentad is the end of such a fall.
     *
     * @param before percentiles of those of the {@value #PENTADS} pentads before it that are known
     * @param percentile of the pentad
     */
    public static boolean isFall(List<Float> before, float percentile) {
        return percentile <= TO_PERCENTILE && before.stream().anyMatch(earlier -> earlier >= FROM_PERCENTILE);
    }
}
