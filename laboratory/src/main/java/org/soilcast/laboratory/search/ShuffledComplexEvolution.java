package org.soilcast.laboratory.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Shuffled complex evolution, SCE-UA (Duan, Sorooshian and Gupta 1992, Water Resources Research 28, 1015–1031), with the
 * algorithmic parameters that Duan et al. (1994, Journal of Hydrology 158, 265–284) recommend: complexes of 2n + 1
 * points, sub-complexes of n + 1, one offspring a step and 2n + 1 steps between shuffles.
 *
 * <p>All complexes of all problems take their steps side by side: first all reflections are valued, then the
 * contractions of those that were no better than the worst point, then the random points of those that still are not.
 *
 * @param complexes number of complexes of each problem
 * @param shuffles how often they are evolved and shuffled
 * @param seed of what is drawn
 */
public record ShuffledComplexEvolution(int complexes, int shuffles, long seed) implements Search {
    public ShuffledComplexEvolution {
        if (complexes < 1 || shuffles < 1) {
            throw new IllegalArgumentException("complexes " + complexes + " and shuffles " + shuffles);
        }
    }

    @Override
    public String name() {
        return "sce-ua";
    }

    @Override
    public double[][] minimise(Objective objective, double[][] starts) throws InterruptedException {
        int dimension = starts[0].length;
        int complexSize = 2 * dimension + 1;
        Candidate[][] populations = Populations.random(objective, starts, complexes * complexSize, seed);
        SplittableRandom[] random = Populations.random(starts.length, seed + 1);
        for (int shuffle = 0; shuffle < shuffles; shuffle++) {
            List<Complex> all = new ArrayList<>();
            for (int problem = 0; problem < starts.length; problem++) {
                Arrays.sort(populations[problem], Candidate.BEST_FIRST);
                for (int complex = 0; complex < complexes; complex++) {
                    all.add(new Complex(problem, populations[problem], complex, complexes, random[problem].split()));
                }
            }
            for (int step = 0; step < complexSize; step++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("search interrupted at shuffle " + shuffle);
                }
                evolve(objective, all);
            }
            all.forEach(Complex::handBack);
        }
        return Populations.best(populations);
    }

    private static void evolve(Objective objective, List<Complex> all) {
        all.forEach(Complex::choose);
        List<Complex> left =
                tryPoints(objective, all, all.stream().map(Complex::reflection).toList());
        left = tryPoints(
                objective, left, left.stream().map(Complex::contraction).toList());
        List<double[]> mutations = left.stream().map(Complex::randomPoint).toList();
        double[] values = value(objective, left, mutations);
        for (int i = 0; i < values.length; i++) {
            left.get(i).replaceWorst(new Candidate(mutations.get(i), values[i])); // whatever it is worth
        }
    }

    /** Replaces the worst point of each sub-complex where the point tried is better, and returns the others. */
    private static List<Complex> tryPoints(Objective objective, List<Complex> complexes, List<double[]> points) {
        double[] values = value(objective, complexes, points);
        List<Complex> others = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] < complexes.get(i).worstValue()) {
                complexes.get(i).replaceWorst(new Candidate(points.get(i), values[i]));
            } else {
                others.add(complexes.get(i));
            }
        }
        return others;
    }

    private static double[] value(Objective objective, List<Complex> complexes, List<double[]> points) {
        return complexes.isEmpty()
                ? new double[0]
                : objective.values(
                        complexes.stream().mapToInt(complex -> complex.problem).toArray(),
                        points.toArray(double[][]::new));
    }

    /** Every k-th point of a sorted population, and the sub-complex that is about to take a step. */
    private static final class Complex {
        private final int problem;
        private final Candidate[] population;
        private final int first;
        private final int stride;
        private final SplittableRandom random;
        private final Candidate[] points; // best first
        private int[] chosen = new int[0]; // positions of the sub-complex in the points, best first

        Complex(int problem, Candidate[] population, int first, int stride, SplittableRandom random) {
            this.problem = problem;
            this.population = population;
            this.first = first;
            this.stride = stride;
            this.random = random;
            points = new Candidate[population.length / stride];
            for (int i = 0; i < points.length; i++) {
                points[i] = population[first + i * stride];
            }
        }

        /** n + 1 points, without replacement; the i-th best of m has probability 2(m + 1 − i)/(m(m + 1)). */
        void choose() {
            int size = points.length;
            int count = points[0].point().length + 1;
            var taken = new boolean[size];
            chosen = new int[count];
            for (int i = 0; i < count; i++) {
                int candidate;
                do {
                    double position = size
                            + 0.5
                            - Math.sqrt((size + 0.5) * (size + 0.5) - size * (size + 1.0) * random.nextDouble());
                    candidate = Math.min(size - 1, (int) position);
                } while (taken[candidate]);
                taken[candidate] = true;
                chosen[i] = candidate;
            }
            Arrays.sort(chosen);
        }

        double worstValue() {
            return worst().value();
        }

        /** The worst point mirrored at the centroid of the others; a random point when that leaves the cube. */
        double[] reflection() {
            double[] centroid = centroid();
            var point = new double[centroid.length];
            for (int i = 0; i < point.length; i++) {
                point[i] = 2 * centroid[i] - worst().point()[i];
                if (point[i] < 0 || point[i] > 1) {
                    return randomPoint();
                }
            }
            return point;
        }

        /** Half-way between the worst point and the centroid of the others. */
        double[] contraction() {
            double[] point = centroid();
            for (int i = 0; i < point.length; i++) {
                point[i] = (point[i] + worst().point()[i]) / 2;
            }
            return point;
        }

        /** Uniform in the smallest box that holds the complex. */
        double[] randomPoint() {
            var point = new double[points[0].point().length];
            for (int i = 0; i < point.length; i++) {
                int axis = i;
                double low = Arrays.stream(points)
                        .mapToDouble(c -> c.point()[axis])
                        .min()
                        .orElseThrow();
                double high = Arrays.stream(points)
                        .mapToDouble(c -> c.point()[axis])
                        .max()
                        .orElseThrow();
                point[i] = low + (high - low) * random.nextDouble();
            }
            return point;
        }

        void replaceWorst(Candidate candidate) {
            points[chosen[chosen.length - 1]] = candidate;
            Arrays.sort(points, Candidate.BEST_FIRST);
        }

        void handBack() {
            for (int i = 0; i < points.length; i++) {
                population[first + i * stride] = points[i];
            }
        }

        private Candidate worst() {
            return points[chosen[chosen.length - 1]];
        }

        private double[] centroid() {
            var centroid = new double[points[0].point().length];
            for (int i = 0; i < chosen.length - 1; i++) {
                for (int axis = 0; axis < centroid.length; axis++) {
                    centroid[axis] += points[chosen[i]].point()[axis] / (chosen.length - 1);
                }
            }
            return centroid;
        }
    }
}
