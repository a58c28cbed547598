package org.soilcast.ingest.source;

import java.util.Arrays;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ValueDigest;

/** Retrieved soil moisture of one date and all cells of a domain. */
public final class RetrievalDay {
    private final Origin origin;
    private final float[] soilMoistureM3PerM3;

    /**
     * A day that keeps the array.
     *
     * @param soilMoistureM3PerM3 [cell] in the order of the domain, NaN where there is none
     */
    public RetrievalDay(Origin origin, float[] soilMoistureM3PerM3) {
        this.origin = origin;
        this.soilMoistureM3PerM3 = soilMoistureM3PerM3;
    }

    /** Where the values come from. */
    public Origin origin() {
        return origin;
    }

    /** Retrieved soil moisture of all cells, m3/m3, [cell], NaN where there is none. */
    public float[] soilMoistureM3PerM3() {
        return soilMoistureM3PerM3.clone();
    }

    /** Retrieved soil moisture of a tile, m3/m3, [cell], NaN where there is none. */
    public float[] soilMoistureM3PerM3(Domain domain, int tile) {
        int start = domain.start(tile);
        return Arrays.copyOfRange(soilMoistureM3PerM3, start, start + domain.size(tile));
    }

    /** Whether a tile has a value at all. */
    public boolean hasAny(Domain domain, int tile) {
        for (int cell = domain.start(tile); cell < domain.start(tile) + domain.size(tile); cell++) {
            if (!Float.isNaN(soilMoistureM3PerM3[cell])) {
                return true;
            }
        }
        return false;
    }

    /** The digest of the values to the bit. */
    public String digest() {
        return new ValueDigest().add("soil moisture", soilMoistureM3PerM3).hexadecimal();
    }
}
