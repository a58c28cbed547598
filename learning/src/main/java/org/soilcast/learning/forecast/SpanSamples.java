package org.soilcast.learning.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.soilcast.dayline.forecast.Predictors;
import org.soilcast.dayline.forecast.Predictors.OfMean;
import org.soilcast.dayline.forecast.Predictors.OfVariance;

/** Forecasts of one span and what was retrieved then: predictors, and the retrieval last. */
final class SpanSamples {
    static final int WIDTH = Predictors.MEAN_TERMS + Predictors.VARIANCE_TERMS + 1;
    private static final int FIRST_ROOM = 1024;

    private float[] values = new float[FIRST_ROOM * WIDTH];
    private int count;

    void add(Predictors predictors, int span, int cell, double retrievedM3PerM3) {
        var ofMean = new float[Predictors.MEAN_TERMS];
        for (OfMean term : OfMean.values()) {
            ofMean[term.ordinal()] = predictors.mean(span, term, cell);
        }
        var ofVariance = new float[Predictors.VARIANCE_TERMS];
        for (OfVariance term : OfVariance.values()) {
            ofVariance[term.ordinal()] = predictors.variance(span, term, cell);
        }
        add(ofMean, ofVariance, retrievedM3PerM3);
    }

    void add(float[] ofMean, float[] ofVariance, double retrievedM3PerM3) {
        if ((count + 1) * WIDTH > values.length) {
            values = Arrays.copyOf(values, 2 * values.length);
        }
        int at = count++ * WIDTH;
        System.arraycopy(ofMean, 0, values, at, ofMean.length);
        System.arraycopy(ofVariance, 0, values, at + ofMean.length, ofVariance.length);
        values[at + WIDTH - 1] = (float) retrievedM3PerM3;
    }

    /** All samples of some, one after the other. */
    static SpanSamples joined(List<SpanSamples> some) {
        var joined = new SpanSamples();
        joined.count = some.stream().mapToInt(samples -> samples.count).sum();
        joined.values = new float[Math.max(1, joined.count) * WIDTH];
        int at = 0;
        for (SpanSamples samples : some) {
            System.arraycopy(samples.values, 0, joined.values, at, samples.count * WIDTH);
            at += samples.count * WIDTH;
        }
        return joined;
    }

    /** As many empty ones. */
    static List<SpanSamples> empty(int spans) {
        List<SpanSamples> empty = new ArrayList<>();
        for (int span = 0; span < spans; span++) {
            empty.add(new SpanSamples());
        }
        return empty;
    }

    int count() {
        return count;
    }

    double ofMean(int sample, int term) {
        return values[sample * WIDTH + term];
    }

    double ofVariance(int sample, int term) {
        return values[sample * WIDTH + Predictors.MEAN_TERMS + term];
    }

    double retrieved(int sample) {
        return values[sample * WIDTH + WIDTH - 1];
    }
}
