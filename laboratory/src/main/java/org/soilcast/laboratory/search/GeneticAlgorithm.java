package org.soilcast.laboratory.search;

import java.util.SplittableRandom;

/**
 * A real-coded genetic algorithm: the better of two at random becomes a parent; children by blend crossover BLX-0.5
 * (Eshelman and Schaffer 1993); each coordinate mutates with probability 1/n by a normal step that narrows from a tenth
 * of the range to a hundredth; the best of a generation lives on. Libraries evolve one problem at a time, which would
 * leave most lanes of the land model empty.
 *
 * @param size individuals of each problem, at least 2
 * @param generations how many come after the first
 * @param seed of what is drawn
 */
public record GeneticAlgorithm(int size, int generations, long seed) implements Search {
    private static final double BLEND = 0.5;
    private static final double FIRST_STEP = 0.1;
    private static final double LAST_STEP = 0.01;

    public GeneticAlgorithm {
        if (size < 2 || generations < 1) {
            throw new IllegalArgumentException("size " + size + " and generations " + generations);
        }
    }

    @Override
    public String name() {
        return "genetic-algorithm";
    }

    @Override
    public double[][] minimise(Objective objective, double[][] starts) throws InterruptedException {
        Candidate[][] populations = Populations.random(objective, starts, size, seed);
        SplittableRandom[] random = Populations.random(starts.length, seed + 1);
        for (int generation = 0; generation < generations; generation++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("search interrupted at generation " + generation);
            }
            double step = FIRST_STEP * Math.pow(LAST_STEP / FIRST_STEP, generation / (double) generations);
            double[][] elite = Populations.best(populations);
            var children = new double[starts.length][size][];
            for (int problem = 0; problem < starts.length; problem++) {
                children[problem][0] = elite[problem];
                for (int i = 1; i < size; i++) {
                    children[problem][i] = child(populations[problem], step, random[problem]);
                }
            }
            populations = Populations.valued(objective, children);
        }
        return Populations.best(populations);
    }

    private static double[] child(Candidate[] population, double step, SplittableRandom random) {
        double[] mother = parent(population, random);
        double[] father = parent(population, random);
        var child = new double[mother.length];
        for (int i = 0; i < child.length; i++) {
            double share = -BLEND + (1 + 2 * BLEND) * random.nextDouble();
            child[i] = mother[i] + share * (father[i] - mother[i]);
            if (random.nextInt(child.length) == 0) {
                child[i] += step * normal(random);
            }
            child[i] = Math.max(0, Math.min(1, child[i]));
        }
        return child;
    }

    private static double[] parent(Candidate[] population, SplittableRandom random) {
        Candidate one = population[random.nextInt(population.length)];
        Candidate other = population[random.nextInt(population.length)];
        return (one.value() <= other.value() ? one : other).point();
    }

    /** Box and Muller (1958). */
    private static double normal(SplittableRandom random) {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }
}
