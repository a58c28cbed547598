package org.soilcast.ingest.weather;

import java.util.Locale;
import java.util.Optional;
import org.soilcast.ingest.source.Quantity;
import org.soilcast.ingest.source.SourceField;

/** The two components of the wind. */
enum WindPart {
    EASTWARD("u|10u|u10|ugrd.*|wind_e|eastward.*"),
    NORTHWARD("v|10v|v10|vgrd.*|wind_n|northward.*");

    private final String names;

    WindPart(String names) {
        this.names = names;
    }

    /** The component that a variable is; empty for any other. */
    static Optional<WindPart> of(SourceField field) {
        String name = field.name().toLowerCase(Locale.ROOT);
        if (!field.quantity().equals(Optional.of(Quantity.WIND_M_PER_S))) {
            return Optional.empty();
        }
        return name.matches(EASTWARD.names)
                ? Optional.of(EASTWARD)
                : name.matches(NORTHWARD.names) ? Optional.of(NORTHWARD) : Optional.empty();
    }
}
