package org.soilcast.retrain.gate;

import java.util.Locale;
import org.soilcast.dayline.drought.DroughtClass;

/**
 * The map does not jump: over the last {@value #DAYS} days at most {@value #MOST_SHARE} of the cells' days move two classes
 * of drought or more. Only reported while the champion is untrained or the climatology has fewer than
 * {@value #FEWEST_YEARS} years: classes that are wrong must be free to move.
 */
final class FewClassMoves implements Criterion {
    static final int DAYS = 60;
    static final double MOST_SHARE = 0.02;
    static final int FEWEST_YEARS = 5;

    private static final int CLASSES = 2;

    @Override
    public Finding judge(Evidence evidence) {
        boolean binding = evidence.championTrained() && evidence.climatologyYears() >= FEWEST_YEARS;
        float[] before = evidence.champion().rootZonePercentile();
        float[] after = evidence.challenger().rootZonePercentile();
        int moved = 0;
        int compared = 0;
        for (int i = Math.max(0, before.length - DAYS * evidence.pairs().cells()); i < before.length; i++) {
            if (!Float.isNaN(before[i]) && !Float.isNaN(after[i])) {
                compared++;
                int moves = DroughtClass.of(after[i]).number()
                        - DroughtClass.of(before[i]).number();
                moved += Math.abs(moves) >= CLASSES ? 1 : 0;
            }
        }
        if (compared == 0) {
            return new Finding("drought classes", false, binding, "there is no climatology");
        }
        double share = moved / (double) compared;
        return new Finding(
                "drought classes",
                share <= MOST_SHARE,
                binding,
                String.format(
                        Locale.ROOT,
                        "%.1f %% of the last %d days move two classes or more, expected at most %.0f %%",
                        100 * share,
                        DAYS,
                        100 * MOST_SHARE));
    }
}
