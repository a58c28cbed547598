package org.soilcast.laboratory.verification;

/**
 * What probes in the ground measured on all days of a history, most of which nothing else has seen; m3/m3, NaN where there is
 * nothing.
 *
 * @param surface at 5 cm, {@code [day][cell]}
 * @param rootZone mean of 10 to 100 cm, {@code [day][cell]}
 */
public record ProbeSeries(float[] surface, float[] rootZone) {
    public ProbeSeries {
        if (surface.length != rootZone.length) {
            throw new IllegalArgumentException(
                    surface.length + " values of the surface, but " + rootZone.length + " of the root zone");
        }
    }
}
