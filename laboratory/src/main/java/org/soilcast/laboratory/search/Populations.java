package org.soilcast.laboratory.search;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The candidates of many problems. */
final class Populations {
    private Populations() {}

    /** Each start, and random points up to the size asked for; {@code [problem][candidate]}. */
    static Candidate[][] random(Objective objective, double[][] starts, int size, long seed) {
        SplittableRandom[] random = random(starts.length, seed);
        var points = new double[starts.length][size][];
        for (int problem = 0; problem < starts.length; problem++) {
            points[problem][0] = starts[problem].clone();
            for (int i = 1; i < size; i++) {
                points[problem][i] =
                        random[problem].doubles(starts[problem].length).toArray();
            }
        }
        return valued(objective, points);
    }

    /** Values all points, {@code [problem][candidate][dimension]}, at once. */
    static Candidate[][] valued(Objective objective, double[][][] points) {
        int size = points[0].length;
        int[] problems =
                IntStream.range(0, points.length * size).map(i -> i / size).toArray();
        double[][] flat = Arrays.stream(points).flatMap(Arrays::stream).toArray(double[][]::new);
        double[] values = objective.values(problems, flat);
        var candidates = new Candidate[points.length][size];
        for (int i = 0; i < flat.length; i++) {
            candidates[i / size][i % size] = new Candidate(flat[i], values[i]);
        }
        return candidates;
    }

    /** One generator a problem. */
    static SplittableRandom[] random(int problems, long seed) {
        return IntStream.range(0, problems)
                .mapToObj(problem -> new SplittableRandom(seed + 1_000_003L * problem).split())
                .toArray(SplittableRandom[]::new);
    }

    /** The best point of each population. */
    static double[][] best(Candidate[][] populations) {
        return Arrays.stream(populations)
                .map(population -> Arrays.stream(population)
                        .min(Candidate.BEST_FIRST)
                        .orElseThrow()
                        .point())
                .toArray(double[][]::new);
    }
}
