package org.soilcast.retrain.gate;

import java.util.Locale;

/** The challenger's parameters neither make nor lose water: |residual| at most {@value #MOST_MM} mm a cell and day. */
final class BalanceHolds implements Criterion {
    /** The rounding of floats in stores of up to a metre of water. */
    static final double MOST_MM = 1e-3;

    @Override
    public Finding judge(Evidence evidence) {
        double worst = evidence.challenger().worstResidualMm();
        return Finding.binding(
                "water balance",
                worst <= MOST_MM,
                String.format(Locale.ROOT, "residual %.1e mm, expected at most %.0e", worst, MOST_MM));
    }
}
