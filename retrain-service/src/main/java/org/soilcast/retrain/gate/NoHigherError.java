package org.soilcast.retrain.gate;

import java.util.Locale;

/** The root mean square error over all judged pairs is no higher than the champion's. */
final class NoHigherError implements Criterion {
    private final Prediction prediction;

    NoHigherError(Prediction prediction) {
        this.prediction = prediction;
    }

    @Override
    public Finding judge(Evidence evidence) {
        ErrorBlocks errors = ErrorBlocks.of(evidence, prediction, false, cell -> true);
        return Finding.binding(
                prediction.label() + " RMSE",
                errors.challenger() <= errors.champion(),
                String.format(
                        Locale.ROOT,
                        "%.4f beside %.4f m3/m3, expected no higher",
                        errors.challenger(),
                        errors.champion()));
    }
}
