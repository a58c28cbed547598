package org.soilcast.retrain.gate;

import java.util.Locale;
import org.soilcast.land.physics.Parameter;

/**
 * Parameters are not pressed against their bounds: of each, at most {@value #MOST_SHARE} of the cells are within
 * {@value #NEAR} of the way between its bounds of one of them, or no more than under the champion.
 */
final class OffBounds implements Criterion {
    static final double MOST_SHARE = 0.05;
    static final double NEAR = 0.01;

    @Override
    public Finding judge(Evidence evidence) {
        int cells = evidence.pairs().cells();
        Parameter worst = Parameter.values()[0];
        double worstExcess = Double.NEGATIVE_INFINITY;
        for (Parameter parameter : Parameter.values()) {
            double limit =
                    Math.max(MOST_SHARE, share(parameter, evidence.champion().parameters(), cells));
            double excess = share(parameter, evidence.challenger().parameters(), cells) - limit;
            if (excess > worstExcess) {
                worst = parameter;
                worstExcess = excess;
            }
        }
        return Finding.binding(
                "parameters off their bounds",
                worstExcess <= 0,
                String.format(
                        Locale.ROOT,
                        "%s at a bound in %.1f %% of the cells, %.1f %% under the champion",
                        worst.name().toLowerCase(Locale.ROOT),
                        100 * share(worst, evidence.challenger().parameters(), cells),
                        100 * share(worst, evidence.champion().parameters(), cells)));
    }

    private static double share(Parameter parameter, float[] parameters, int cells) {
        int near = 0;
        for (int cell = 0; cell < cells; cell++) {
            double unit = parameter.toUnit(parameters[parameter.ordinal() * cells + cell]);
            near += unit < NEAR || unit > 1 - NEAR ? 1 : 0;
        }
        return near / (double) cells;
    }
}
