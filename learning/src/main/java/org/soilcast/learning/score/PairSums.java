package org.soilcast.learning.score;

/** Sums over one cell's pairs of prediction and retrieval, from which all metrics follow. */
public final class PairSums {
    private int count;
    private double predicted;
    private double observed;
    private double predictedSquares;
    private double observedSquares;
    private double products;
    private double differenceSquares;

    /** Adds a pair, m3/m3. */
    public void add(double prediction, double retrieval) {
        count++;
        predicted += prediction;
        observed += retrieval;
        predictedSquares += prediction * prediction;
        observedSquares += retrieval * retrieval;
        products += prediction * retrieval;
        differenceSquares += (prediction - retrieval) * (prediction - retrieval);
    }

    /** Number of pairs. */
    public int count() {
        return count;
    }

    double meanPredicted() {
        return predicted / count;
    }

    double meanObserved() {
        return observed / count;
    }

    double meanSquare() {
        return differenceSquares / count;
    }

    double variancePredicted() {
        return variance(predictedSquares, meanPredicted());
    }

    double varianceObserved() {
        return variance(observedSquares, meanObserved());
    }

    double covariance() {
        return products / count - meanPredicted() * meanObserved();
    }

    /** 0 when it is no more than the rounding of the sums. */
    private double variance(double squares, double mean) {
        double variance = squares / count - mean * mean;
        return variance > 1e-12 * mean * mean ? variance : 0;
    }
}
