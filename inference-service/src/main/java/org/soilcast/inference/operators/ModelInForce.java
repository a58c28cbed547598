package org.soilcast.inference.operators;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * A model version that the job is told of when it is submitted. A broadcast alone would race the data: a day could be
 * computed with an old version because the newer one had not arrived yet. So days wait for the versions named here.
 *
 * @param version bundle version
 * @param effectiveFromEpochDay first day it is used for, days since 1970-01-01
 */
public record ModelInForce(int version, long effectiveFromEpochDay) implements Serializable {
    /** The versions in the order of their versions; at least one. */
    public static List<ModelInForce> ordered(List<ModelInForce> versions) {
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("no model version in force: a job cannot start without a bundle");
        }
        return versions.stream()
                .sorted(Comparator.comparingInt(ModelInForce::version))
                .toList();
    }
}
