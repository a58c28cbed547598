package org.soilcast.learning.correction;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/** The simplex search of Nelder and Mead (1965, The Computer Journal 7, 308–313) for a minimum; deterministic. */
public final class NelderMead {
    private NelderMead() {}

    private record Vertex(double[] at, double value) {}

    /**
     * The best point found.
     *
     * @param start where to begin
     * @param step length of the first simplex along each axis
     * @param evaluations how often the function may be called
     */
    public static double[] minimum(ToDoubleFunction<double[]> function, double[] start, double step, int evaluations) {
        int axes = start.length;
        var simplex = new Vertex[axes + 1];
        for (int i = 0; i <= axes; i++) {
            double[] at = start.clone();
            if (i > 0) {
                at[i - 1] += step;
            }
            simplex[i] = new Vertex(at, function.applyAsDouble(at));
        }
        int left = evaluations - axes - 1;
        while (left > 0) {
            Arrays.sort(simplex, Comparator.comparingDouble(Vertex::value));
            Vertex worst = simplex[axes];
            double[] middle = middle(simplex);
            Vertex reflected = along(function, middle, worst.at, -1);
            left--;
            if (reflected.value < simplex[0].value) {
                Vertex expanded = along(function, middle, worst.at, -2);
                left--;
                simplex[axes] = expanded.value < reflected.value ? expanded : reflected;
            } else if (reflected.value < simplex[axes - 1].value) {
                simplex[axes] = reflected;
            } else {
                boolean outside = reflected.value < worst.value;
                Vertex contracted = along(function, middle, worst.at, outside ? -0.5 : 0.5);
                left--;
                if (contracted.value < Math.min(reflected.value, worst.value)) {
                    simplex[axes] = contracted;
                } else {
                    for (int i = 1; i <= axes; i++) {
                        simplex[i] = along(function, simplex[0].at, simplex[i].at, 0.5);
                        left--;
                    }
                }
            }
        }
        Arrays.sort(simplex, Comparator.comparingDouble(Vertex::value));
        return simplex[0].at;
    }

    /** Mean of all vertices but the worst, which is the last. */
    private static double[] middle(Vertex[] simplex) {
        int axes = simplex.length - 1;
        var middle = new double[axes];
        for (int i = 0; i < axes; i++) {
            for (int axis = 0; axis < axes; axis++) {
                middle[axis] += simplex[i].at[axis] / axes;
            }
        }
        return middle;
    }

    private static Vertex along(ToDoubleFunction<double[]> function, double[] from, double[] to, double share) {
        var at = new double[from.length];
        for (int axis = 0; axis < at.length; axis++) {
            at[axis] = from[axis] + share * (to[axis] - from[axis]);
        }
        return new Vertex(at, function.applyAsDouble(at));
    }
}
