package org.soilcast.laboratory.search;

/** Looks for the point of the unit cube where an objective is least, for many problems side by side. */
public sealed interface Search permits ShuffledComplexEvolution, GeneticAlgorithm {
    /** Its name in tables and files. */
    String name();

    /**
     * Searches; what is drawn for a problem depends on the seed and its number alone.
     *
     * @param starts {@code [problem][dimension]}, a first point of each, inside the cube
     * @return the best points found, {@code [problem][dimension]}
     * @throws InterruptedException when the thread is interrupted
     */
    double[][] minimise(Objective objective, double[][] starts) throws InterruptedException;
}
