package org.soilcast.ingest.domain;

import java.util.List;

/**
 * A cell of a domain: grid cell or station.
 *
 * @param key the source's own key, as text
 * @param mortonCode place in the order of cells, from {@link MortonOrder}
 * @param latitudeDegrees centre, degrees north
 * @param longitudeDegrees centre, degrees east
 * @param elevationM metres above sea level; NaN where the source has none
 * @param attributes values in the order of {@link DomainDescription#attributeNames}; NaN where not present
 */
public record Cell(
        String key,
        long mortonCode,
        float latitudeDegrees,
        float longitudeDegrees,
        float elevationM,
        List<Float> attributes) {
    public Cell {
        if (key.isBlank()) {
            throw new IllegalArgumentException("cell key: expected text, found nothing");
        }
        if (!(Math.abs(latitudeDegrees) <= 90 && Math.abs(longitudeDegrees) <= 180)) {
            throw new IllegalArgumentException(
                    "cell " + key + ": expected latitude -90..90 and longitude -180..180, found " + latitudeDegrees
                            + ", " + longitudeDegrees);
        }
        attributes = List.copyOf(attributes);
    }
}
