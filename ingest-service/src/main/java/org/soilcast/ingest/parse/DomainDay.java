package org.soilcast.ingest.parse;

import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.ingest.domain.ForcingVariable;

/** One date of a domain, in the system's units, by tile. */
public interface DomainDay {
    /** The date. */
    LocalDate date();

    /** A forcing variable of a tile, [cell], NaN for missing; empty when the source never has the variable. */
    float[] forcing(ForcingVariable variable, int tile);

    /** Retrieved soil moisture of a tile, m3/m3, [cell], NaN where there is none. */
    float[] soilMoistureM3PerM3(int tile);

    /** As {@link #soilMoistureM3PerM3}; empty when not one cell of the tile has a value. */
    default Optional<float[]> retrievals(int tile) {
        float[] values = soilMoistureM3PerM3(tile);
        for (float value : values) {
            if (!Float.isNaN(value)) {
                return Optional.of(values);
            }
        }
        return Optional.empty();
    }
}
