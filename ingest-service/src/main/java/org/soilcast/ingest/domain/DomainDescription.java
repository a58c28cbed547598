package org.soilcast.ingest.domain;

import java.util.List;
import org.soilcast.schemas.avro.ObservationTime;

/**
 * What all cells of a domain share.
 *
 * @param name for example {@code smap_conus}
 * @param dayDefinition where a date begins and ends, in words
 * @param observationTime which moment of the day a retrieval is compared with
 * @param synthetic true when weather and retrievals are made up
 * @param attributeNames names with units, in the order of {@link Cell#attributes}
 */
public record DomainDescription(
        String name,
        String dayDefinition,
        ObservationTime observationTime,
        boolean synthetic,
        List<String> attributeNames) {
    public DomainDescription {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("domain name: expected lower case, digits and _, found " + name);
        }
        attributeNames = List.copyOf(attributeNames);
    }
}
