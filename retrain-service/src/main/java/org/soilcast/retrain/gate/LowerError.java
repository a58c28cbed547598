package org.soilcast.retrain.gate;

import java.util.Locale;

/**
 * The error over all judged pairs is lower, and not by chance: p &lt; {@value #CHANCE} by {@link PairedBootstrap}. RMSE is
 * the root mean square error; ubRMSE the same with each cell's own mean error taken out.
 */
final class LowerError implements Criterion {
    static final double CHANCE = 0.05;

    private final Prediction prediction;
    private final boolean unbiased;

    LowerError(Prediction prediction, boolean unbiased) {
        this.prediction = prediction;
        this.unbiased = unbiased;
    }

    @Override
    public Finding judge(Evidence evidence) {
        ErrorBlocks errors = ErrorBlocks.of(evidence, prediction, unbiased, cell -> true);
        double p = PairedBootstrap.p(errors);
        return Finding.binding(
                prediction.label() + (unbiased ? " ubRMSE" : " RMSE"),
                errors.challenger() < errors.champion() && p < CHANCE,
                String.format(
                        Locale.ROOT,
                        "%.4f after %.4f m3/m3, p = %.4f, expected lower with p < %.2f",
                        errors.challenger(),
                        errors.champion(),
                        p,
                        CHANCE));
    }
}
