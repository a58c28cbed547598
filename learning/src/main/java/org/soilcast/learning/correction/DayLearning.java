package org.soilcast.learning.correction;

import java.util.Optional;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.DayLineRun;

/** All that a bundle says of the analysis, learned beside the parameters' own days and cells. */
public final class DayLearning {
    private static final int CYCLES = 6;

    private DayLearning() {}

    /**
     * Learns the filter's numbers, then the correction.
     *
     * @param history what the network has learned from
     * @param parameters what it gives these cells, {@code [parameter][cell]}
     * @param seed of all that is drawn
     */
    public static DayNumbers learn(CellHistory history, float[] parameters, long seed) {
        DayLineRun run = DayLineRun.settled(history, parameters, CYCLES);
        var correction = new CorrectionLearning(history, run.openLoop(), CorrectionSettings.standard(seed));
        return new DayNumbers(Optional.of(new FilterLearning(run).learn()), Optional.of(correction.learn()));
    }
}
