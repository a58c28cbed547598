package org.soilcast.laboratory.forecast;

import java.util.Arrays;

/** Normal forecasts of retrievals by one model: {@code [issue][span][cell]}, m3/m3; NaN where it says nothing. */
final class IssuedForecasts {
    private final String model;
    private final int spans;
    private final int cells;
    private final double[] mean;
    private final double[] sd;

    IssuedForecasts(String model, int issues, int spans, int cells) {
        this.model = model;
        this.spans = spans;
        this.cells = cells;
        mean = new double[issues * spans * cells];
        sd = new double[mean.length];
        Arrays.fill(mean, Double.NaN);
        Arrays.fill(sd, Double.NaN);
    }

    /** Name of the model. */
    String model() {
        return model;
    }

    void put(int issue, int span, int cell, double meanM3PerM3, double sdM3PerM3) {
        mean[at(issue, span, cell)] = meanM3PerM3;
        sd[at(issue, span, cell)] = sdM3PerM3;
    }

    double mean(int issue, int span, int cell) {
        return mean[at(issue, span, cell)];
    }

    /** Standard deviation of a retrieval around the mean. */
    double sd(int issue, int span, int cell) {
        return sd[at(issue, span, cell)];
    }

    private int at(int issue, int span, int cell) {
        return (issue * spans + span) * cells + cell;
    }
}
