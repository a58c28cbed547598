package org.soilcast.laboratory.search;

import java.util.Comparator;

/**
 * A point that has been valued.
 *
 * @param point in the unit cube
 * @param value of the objective there; the less the better
 */
record Candidate(double[] point, double value) {
    static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::value);
}
