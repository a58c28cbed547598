package org.soilcast.learning.forecast;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.soilcast.dayline.forecast.Predictors;
import org.soilcast.dayline.forecast.SpanNumbers;
import org.soilcast.learning.correction.NelderMead;

/**
 * Calibrates one span: the mean by least squares, held towards the open loop with all its errors where samples say little;
 * then the variance by the least mean CRPS, searched in logarithms of its coefficients, and scaled so that the interval
 * from 5 to 95 % covers what it says: errors have longer tails than the normal distribution, of which CRPS makes little.
 */
final class SpanLearning {
    /** Where coefficients are held to, in the order of the terms: open loop, slow and fast error as they are. */
    private static final double[] EXPECTED = {0, 1, 1, 1, 0, 0, 0};
    /** Strength of it: so many m3/m3 squared against the sum of squares of a term. */
    private static final double PRIOR = 1e-3;

    private static final int EVALUATIONS = 120;
    private static final double FIRST_STEP = 0.7;
    private static final double COVERED = 0.9;
    /** The variance has three numbers; more samples cost time only. */
    private static final int ENOUGH_SAMPLES = 6_000;

    private final SpanSamples samples;

    SpanLearning(SpanSamples samples) {
        this.samples = samples;
    }

    SpanNumbers learn() {
        double[] ofMean = mean();
        var average = new double[Predictors.VARIANCE_TERMS];
        double square = 0;
        for (int sample = 0; sample < samples.count(); sample++) {
            double off = samples.retrieved(sample) - mean(ofMean, sample);
            square += off * off / samples.count();
            for (int term = 0; term < average.length; term++) {
                average[term] += samples.ofVariance(sample, term) / samples.count();
            }
        }
        var start = new double[average.length];
        for (int term = 0; term < start.length; term++) { // each term explains the same part
            start[term] = StrictMath.log(square / start.length / Math.max(1e-8, average[term]));
        }
        double[] best = NelderMead.minimum(at -> crps(ofMean, at), start, FIRST_STEP, EVALUATIONS);
        double[] ofVariance = Arrays.stream(best).map(StrictMath::exp).toArray();
        double widened = widened(ofMean, ofVariance);
        return new SpanNumbers(
                floats(ofMean),
                floats(Arrays.stream(ofVariance).map(term -> term * widened).toArray()));
    }

    /** Factor on the variance by which nine of ten samples come to lie between 5 and 95 %. */
    private double widened(double[] ofMean, double[] ofVariance) {
        double[] squares = IntStream.range(0, samples.count())
                .mapToDouble(sample -> {
                    double off = samples.retrieved(sample) - mean(ofMean, sample);
                    return off * off / variance(ofVariance, sample);
                })
                .sorted()
                .toArray();
        double edge = NormalScore.EDGE_OF_95_PERCENT;
        return squares[(int) (COVERED * (squares.length - 1))] / (edge * edge);
    }

    private double[] mean() {
        int terms = Predictors.MEAN_TERMS;
        var normal = new double[terms][terms];
        var right = new double[terms];
        for (int sample = 0; sample < samples.count(); sample++) {
            double missed = samples.retrieved(sample) - mean(EXPECTED, sample);
            for (int row = 0; row < terms; row++) {
                double value = samples.ofMean(sample, row);
                right[row] += value * missed;
                for (int column = 0; column < terms; column++) {
                    normal[row][column] += value * samples.ofMean(sample, column);
                }
            }
        }
        for (int term = 0; term < terms; term++) {
            normal[term][term] += PRIOR;
        }
        double[] change = new CholeskyDecomposition(new Array2DRowRealMatrix(normal, false))
                .getSolver()
                .solve(new ArrayRealVector(right, false))
                .toArray();
        for (int term = 0; term < terms; term++) {
            change[term] += EXPECTED[term];
        }
        return change;
    }

    private double mean(double[] coefficients, int sample) {
        double sum = 0;
        for (int term = 0; term < coefficients.length; term++) {
            sum += coefficients[term] * samples.ofMean(sample, term);
        }
        return sum;
    }

    private double variance(double[] coefficients, int sample) {
        double sum = 0;
        for (int term = 0; term < coefficients.length; term++) {
            sum += coefficients[term] * samples.ofVariance(sample, term);
        }
        return sum;
    }

    private double crps(double[] ofMean, double[] logarithms) {
        double[] coefficients = Arrays.stream(logarithms).map(StrictMath::exp).toArray();
        int step = Math.max(1, samples.count() / ENOUGH_SAMPLES);
        double sum = 0;
        for (int sample = 0; sample < samples.count(); sample += step) {
            double sd = Math.sqrt(variance(coefficients, sample));
            sum += NormalScore.crps(mean(ofMean, sample), sd, samples.retrieved(sample));
        }
        return sum;
    }

    private static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
