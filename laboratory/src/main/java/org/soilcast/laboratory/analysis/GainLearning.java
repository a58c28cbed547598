package org.soilcast.laboratory.analysis;

import org.soilcast.learning.correction.CorrectionLearning;
import org.soilcast.learning.correction.ForecastLikelihood;
import org.soilcast.learning.correction.NelderMead;

/**
 * Learns the numbers of {@link LearnedGain} from all cells of the training days by {@link NelderMead}: those under which the
 * retrievals are most likely, each before it is seen.
 */
public final class GainLearning implements Analysis.Learning {
    private static final int EVALUATIONS = 400;
    private static final double FIRST_STEP = 0.4;
    private static final int NUMBERS = 11;

    @Override
    public Analysis from(SettledCells training) {
        var planned = new LearnedGain(GainNumbers.PLANNED);
        if (Double.isNaN(loss(training, planned))) {
            return planned; // no retrievals
        }
        return new LearnedGain(numbers(NelderMead.minimum(
                at -> loss(training, new LearnedGain(numbers(at))), new double[NUMBERS], FIRST_STEP, EVALUATIONS)));
    }

    private static double loss(SettledCells training, LearnedGain gain) {
        return ForecastLikelihood.loss(training.history(), gain.forecasts(training), CorrectionLearning.FIRST_DAYS);
    }

    /** The planned numbers, those that cannot be negative times the exponentials of these, the others and these. */
    private static GainNumbers numbers(double[] at) {
        GainNumbers planned = GainNumbers.PLANNED;
        return new GainNumbers(
                planned.surfaceSdM3PerM3() * StrictMath.exp(at[0]),
                planned.bySaturation() + at[1],
                planned.byAge() + at[2],
                planned.byRain() + at[3],
                planned.bySine() + at[4],
                planned.byCosine() + at[5],
                Math.min(1, planned.layer2Share() * StrictMath.exp(at[6])),
                Math.min(1, planned.layer3Share() * StrictMath.exp(at[7])),
                Math.min(1, planned.biasShare() * StrictMath.exp(at[8])),
                planned.biasMemoryDays() * StrictMath.exp(at[9]),
                planned.retrievalSdM3PerM3() * StrictMath.exp(at[10]));
    }
}
