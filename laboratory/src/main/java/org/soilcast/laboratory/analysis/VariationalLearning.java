package org.soilcast.laboratory.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.soilcast.learning.correction.CorrectionLearning;
import org.soilcast.learning.correction.ForecastLikelihood;
import org.soilcast.learning.correction.ForecastRun;
import org.soilcast.learning.correction.NelderMead;
import org.soilcast.learning.run.DayLineRun;

/**
 * Learns the numbers of the variational analysis as those of the filter are learned: the retrievals of the training days are
 * most likely, each before it is seen. First how far anchors are apart, under the planned numbers; then all others by
 * {@link NelderMead} in logarithms, on a part of the cells.
 */
public final class VariationalLearning implements Analysis.Learning {
    private static final int[] ANCHOR_DAYS = {2, 3, 5};
    private static final int EVALUATIONS = 60;
    private static final double FIRST_STEP = 0.4;
    private static final int MOST_CELLS = 128;
    private static final int NUMBERS = 7;

    @Override
    public Analysis from(SettledCells training) {
        SettledCells some =
                training.select(DayLineRun.spread(training.history().cells().size(), MOST_CELLS));
        if (Double.isNaN(loss(some, VariationalNumbers.PLANNED))) {
            return new VariationalAnalysis(VariationalNumbers.PLANNED); // no retrievals
        }
        VariationalNumbers planned = IntStream.of(ANCHOR_DAYS)
                .mapToObj(VariationalNumbers.PLANNED::withAnchorDays)
                .min(Comparator.comparingDouble(numbers -> loss(some, numbers)))
                .orElseThrow();
        double[] best = NelderMead.minimum(
                at -> loss(some, numbers(planned, at)), new double[NUMBERS], FIRST_STEP, EVALUATIONS);
        return new VariationalAnalysis(numbers(planned, best));
    }

    private static double loss(SettledCells cells, VariationalNumbers numbers) {
        ForecastRun.Forecasts forecasts = new VariationalAnalysis(numbers).forecasts(cells);
        return ForecastLikelihood.loss(cells.history(), forecasts, CorrectionLearning.FIRST_DAYS);
    }

    /** The planned numbers times the exponentials of these. */
    private static VariationalNumbers numbers(VariationalNumbers planned, double[] logarithms) {
        double[] factors = Arrays.stream(logarithms).map(StrictMath::exp).toArray();
        return new VariationalNumbers(
                planned.anchorDays(),
                planned.layer1SdM3PerM3() * factors[0],
                planned.layer2SdM3PerM3() * factors[1],
                planned.layer3SdM3PerM3() * factors[2],
                planned.biasSdM3PerM3() * factors[3],
                planned.biasMemoryDays() * factors[4],
                planned.rainSd() * factors[5],
                planned.retrievalSdM3PerM3() * factors[6]);
    }
}
