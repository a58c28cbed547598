package org.soilcast.retrain.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * No regime pays for the others: in each tercile of the cells by their mean retrieval, dry, middle and wet, the RMSE is at
 * most {@value #WORST} of the champion's. One loss over all cells can sacrifice a regime to another (Ahmad et al. 2025).
 */
final class NoRegimeWorse implements Criterion {
    static final double WORST = 1.02;

    private static final List<String> REGIMES = List.of("dry", "middle", "wet");

    private final Prediction prediction;

    NoRegimeWorse(Prediction prediction) {
        this.prediction = prediction;
    }

    @Override
    public Finding judge(Evidence evidence) {
        int[] regimes = regimes(evidence.pairs().means());
        boolean passed = true;
        List<String> details = new ArrayList<>();
        for (int regime = 0; regime < REGIMES.size(); regime++) {
            int one = regime;
            ErrorBlocks errors = ErrorBlocks.of(evidence, prediction, false, cell -> regimes[cell] == one);
            double ratio = errors.challenger() / errors.champion();
            boolean holds = errors.blocks().length == 0 || errors.challenger() <= WORST * errors.champion();
            passed &= holds;
            details.add(String.format(Locale.ROOT, "%s %.3f", REGIMES.get(regime), ratio));
        }
        return Finding.binding(
                prediction.label() + " by regime",
                passed,
                "RMSE over the champion's: " + String.join(", ", details) + ", expected at most " + WORST);
    }

    /** Tercile of each cell, 0 … 2; -1 of a cell without a mean. */
    static int[] regimes(double... means) {
        double[] sorted = Arrays.stream(means)
                .filter(mean -> !Double.isNaN(mean))
                .sorted()
                .toArray();
        return Arrays.stream(means)
                .mapToInt(mean -> Double.isNaN(mean)
                        ? -1
                        : (int) (Arrays.stream(sorted)
                                        .filter(other -> other < mean)
                                        .count()
                                * REGIMES.size()
                                / sorted.length))
                .toArray();
    }
}
