package org.soilcast.laboratory.verification;

import java.util.Optional;

/**
 * What a domain's results can be compared with beside retrievals.
 *
 * @param probes in the ground
 * @param maps of drought
 */
public record Observations(Optional<ProbeSeries> probes, Optional<DroughtMaps> maps) {
    /** Of a domain without any. */
    public static final Observations NONE = new Observations(Optional.empty(), Optional.empty());
}
