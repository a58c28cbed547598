package org.soilcast.learning.correction;

import java.util.Arrays;
import java.util.Optional;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.Reported;
import org.soilcast.dayline.ensemble.EnsembleNumbers;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.learning.run.DayLineRun;

/**
 * Learns the filter's few numbers: those under which the retrievals of the training days are most likely, each before it
 * is seen ({@link ForecastLikelihood}), which asks for small errors and for an ensemble that knows how large they are. Searched from the planned numbers by
 * {@link NelderMead} in logarithms, on a part of the cells: retrieval error, the share and memory of the bias, one factor
 * on the noise of all layers and the spread of rain. What the retrieval tells little of keeps its planned value, but for the
 * share of the third layer: perturbed rain moves all layers together, and so a share of 1 carries errors of the surface a
 * metre down. With 1 the top metre is nearer than the open loop to probes at 10 to 100 cm at 51 % of uscrn's stations in
 * 2012–2016, with {@value #LAYER_3_SHARE} at 89 %, while the surface is forecast as well.
 */
public final class FilterLearning {
    private static final int EVALUATIONS = 36;
    private static final double FIRST_STEP = 0.35;
    private static final int MOST_CELLS = 128;
    private static final double LARGEST_SHARE = 1;
    private static final double LARGEST_RAIN_SD = 1.5;
    /** Chosen by the probes of uscrn in training years; between 0 and .25 it makes little difference. */
    private static final double LAYER_3_SHARE = 0.1;
    /** Days of a longer history that are learned from, the last ones. */
    private static final int MOST_DAYS = 2 * 366;

    private final DayLineRun run;

    /** A learning to come; a run of more cells than it needs is thinned. */
    public FilterLearning(DayLineRun run) {
        this.run = run.select(DayLineRun.spread(run.history().cells().size(), MOST_CELLS));
    }

    /** The numbers; the planned ones without retrievals. */
    public FilterNumbers learn() {
        double planned = loss(FilterNumbers.PLANNED);
        if (Double.isNaN(planned)) {
            return FilterNumbers.PLANNED;
        }
        double[] best = NelderMead.minimum(at -> loss(numbers(at)), new double[5], FIRST_STEP, EVALUATIONS);
        return numbers(best);
    }

    /** The planned numbers times the exponentials of these, within their bounds. */
    private static FilterNumbers numbers(double[] logarithms) {
        double[] factors = Arrays.stream(logarithms).map(StrictMath::exp).toArray();
        FilterNumbers planned = FilterNumbers.PLANNED;
        EnsembleNumbers spread = planned.spread();
        return new FilterNumbers(
                new EnsembleNumbers(
                        Math.min(LARGEST_RAIN_SD, spread.rainSd() * factors[4]),
                        spread.demandSd(),
                        spread.correlation(),
                        spread.memoryDays(),
                        spread.layer1NoiseM3PerM3() * factors[3],
                        spread.layer2NoiseM3PerM3() * factors[3],
                        spread.layer3NoiseM3PerM3() * factors[3]),
                planned.retrievalSdM3PerM3() * factors[0],
                Math.min(LARGEST_SHARE, planned.biasShare() * factors[1]),
                planned.biasMemoryDays() * factors[2],
                planned.layer2Share(),
                LAYER_3_SHARE);
    }

    /** The likelihood's loss of some numbers; NaN without retrievals. */
    double loss(FilterNumbers numbers) {
        DayLineRun.Series series = run.with(
                new DayNumbers(Optional.of(numbers), Optional.empty()),
                Reported.FILTER_FORECAST,
                Reported.FILTER_FORECAST_SD);
        int firstDay =
                Math.max(CorrectionLearning.FIRST_DAYS, run.history().span().days() - MOST_DAYS);
        return ForecastLikelihood.loss(
                run.history(),
                new ForecastRun.Forecasts(
                        series.row(Reported.FILTER_FORECAST), series.row(Reported.FILTER_FORECAST_SD)),
                firstDay);
    }
}
