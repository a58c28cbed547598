package org.soilcast.inference.tile;

import java.util.Arrays;
import org.soilcast.dayline.alert.DroughtDay;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.schemas.ResultColumn;

/**
 * Analysis of one tile and day.
 *
 * @param tile tile number
 * @param epochDay valid date, days since 1970-01-01
 * @param modelVersion version of bundle and tile-model
 * @param revision revision of the tile-day used
 * @param issue how often this day has been computed, 1-based
 * @param values {@code [}{@link ResultColumn}{@code ][cell]}, NaN where nothing is known
 * @param dryMembers {@code [depth][D4 … D0][cell]}, members whose surface or root zone is in the class or a drier one; empty
 *     without a climatology or an ensemble
 * @param quality bits of {@code QualityFlags}, [cell]
 */
public record TileResult(
        int tile,
        long epochDay,
        int modelVersion,
        int revision,
        int issue,
        float[] values,
        byte[] dryMembers,
        int[] quality) {
    /** Number of cells. */
    public int cells() {
        return quality.length;
    }

    /** Members of a cell in a dry class, counted from D4, or a drier one. */
    public int dryMembers(Depth depth, int dryClass, int cell) {
        return dryMembers[(depth.ordinal() * DroughtDay.CLASSES + dryClass) * cells() + cell];
    }

    /** The values of a column, [cell]; a copy. */
    public float[] row(ResultColumn column) {
        return Arrays.copyOfRange(values, column.ordinal() * cells(), (column.ordinal() + 1) * cells());
    }
}
