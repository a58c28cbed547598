package org.soilcast.laboratory.search;

/** What is to be minimised, for many problems at once: a land model computes 128 candidates as fast as one. */
public interface Objective {
    /**
     * Values of some candidates.
     *
     * @param problems the problem that each candidate belongs to; one may come several times
     * @param points {@code [candidate][dimension]}, each coordinate in 0..1
     * @return one value a candidate
     */
    double[] values(int[] problems, double[][] points);
}
