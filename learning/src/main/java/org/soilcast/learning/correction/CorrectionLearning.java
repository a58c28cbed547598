package org.soilcast.learning.correction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.soilcast.dayline.arithmetic.RepeatableFunctions;
import org.soilcast.dayline.correction.Correction;
import org.soilcast.dayline.correction.CorrectionNet;
import org.soilcast.dayline.correction.DenseNet;
import org.soilcast.dayline.correction.Features;
import org.soilcast.dayline.correction.ResidualNumbers;
import org.soilcast.learning.history.CellHistory;

/**
 * Learns the correction of the forecast from the days and cells of a history and the open loop of the network that has
 * learned from the same.
 *
 * <p>First the residual filter's five constants, by the mean over cells of the RMSE of its forecasts. Then networks of
 * what is left, the squared error of a sample divided by the RMSE of its cell, so that the loss is nearly the mean of the
 * cells' RMSE. Each network leaves out another part of the cells' blocks; what it misses there is what the network of the
 * variance learns from, by the normal likelihood: errors at cells that were learned by heart would be too small.
 */
public final class CorrectionLearning {
    /** Days at the begin in which the memory fills. */
    public static final int FIRST_DAYS = 45;

    private static final double[] FIRST_GUESS = {30, 0.03, 2, 0.02, 0.02};
    private static final double FIRST_STEP = 0.4;
    private static final int EVALUATIONS = 160;
    /** Fewer than so many samples teach a network nothing that holds elsewhere. */
    private static final int FEWEST_SAMPLES = 2_000;

    private final ForecastRun run;
    private final CorrectionSettings settings;

    /**
     * A learning to come.
     *
     * @param openLoop surface soil moisture, {@code [day][cell]}, m3/m3
     */
    public CorrectionLearning(CellHistory history, float[] openLoop, CorrectionSettings settings) {
        run = new ForecastRun(history, openLoop);
        this.settings = settings;
    }

    /** The correction; without networks where there are too few retrievals for them. */
    public Correction learn() {
        ResidualNumbers numbers = residualNumbers();
        CorrectionSamples raw = run.samples(numbers, FIRST_DAYS);
        if (raw.count() < FEWEST_SAMPLES) {
            return new Correction(numbers, Optional.empty());
        }
        float[] means = raw.means();
        float[] deviations = raw.deviations(means);
        CorrectionSamples samples = raw.standardised(means, deviations);
        CorrectionSettings enough = settings.forSamples(samples.count());
        int[] folds = folds(run.history().cells(), settings.nets());
        float[] weights = weights(samples);
        List<DenseNet> nets = IntStream.range(0, settings.nets())
                .parallel()
                .mapToObj(fold -> new NetTraining(enough, 1_000_003 * settings.seed() + fold)
                        .train(
                                samples,
                                chosen(samples, folds, fold, false),
                                settings.hiddenWidths(),
                                (sample, output) -> weights[sample] * (output - samples.target(sample))))
                .toList();
        return new Correction(
                numbers, Optional.of(new CorrectionNet(means, deviations, nets, spread(samples, folds, nets, enough))));
    }

    /** Constants of the residual filter, scaled so that they expect the errors there are. */
    ResidualNumbers residualNumbers() {
        double[] start = Arrays.stream(FIRST_GUESS).map(StrictMath::log).toArray();
        double[] best = NelderMead.minimum(
                at -> {
                    ForecastRun.Forecasts forecasts = run.with(numbers(at));
                    return Arrays.stream(run.rmse(forecasts.expected(), FIRST_DAYS))
                            .filter(rmse -> !Double.isNaN(rmse))
                            .average()
                            .orElse(0);
                },
                start,
                FIRST_STEP,
                EVALUATIONS);
        ResidualNumbers numbers = numbers(best);
        return numbers.scaled(standardDeviationOfStandardised(run.with(numbers)));
    }

    private static ResidualNumbers numbers(double[] logarithms) {
        double[] values = Arrays.stream(logarithms).map(StrictMath::exp).toArray();
        return new ResidualNumbers(values[0], values[1], values[2], values[3], values[4]);
    }

    /** Root mean square of what was missed over what was expected to be missed. */
    private double standardDeviationOfStandardised(ForecastRun.Forecasts forecasts) {
        CellHistory history = run.history();
        int cells = history.cells().size();
        double squares = 0;
        int count = 0;
        for (int i = FIRST_DAYS * cells; i < forecasts.expected().length; i++) {
            double off = (history.recommendedRetrieval(i / cells, i % cells)
                            - (double) forecasts.expected()[i])
                    / forecasts.expectedSd()[i];
            if (!Double.isNaN(off)) {
                squares += off * off;
                count++;
            }
        }
        return count == 0 ? 1 : Math.sqrt(squares / count);
    }

    /** Mean RMSE of all cells over that of the sample's cell. */
    private static float[] weights(CorrectionSamples samples) {
        int cells = IntStream.range(0, samples.count()).map(samples::cell).max().orElse(0) + 1;
        var squares = new double[cells];
        var count = new int[cells];
        for (int sample = 0; sample < samples.count(); sample++) {
            squares[samples.cell(sample)] += samples.target(sample) * samples.target(sample);
            count[samples.cell(sample)]++;
        }
        double mean = IntStream.range(0, cells)
                .filter(cell -> count[cell] > 0)
                .mapToDouble(cell -> Math.sqrt(squares[cell] / count[cell]))
                .average()
                .orElse(1);
        var weights = new float[samples.count()];
        for (int sample = 0; sample < weights.length; sample++) {
            int cell = samples.cell(sample);
            weights[sample] = (float) (mean / Math.sqrt(squares[cell] / count[cell]));
        }
        return weights;
    }

    /** The part of each cell: cells of a block stay together. */
    static int[] folds(List<CellHistory.Cell> cells, int count) {
        List<String> blocks = List.copyOf(
                new TreeSet<>(cells.stream().map(CellHistory.Cell::block).toList()));
        return cells.stream()
                .mapToInt(cell -> blocks.indexOf(cell.block()) % count)
                .toArray();
    }

    /** Samples whose cell is in a part, or in none but it. */
    private static int[] chosen(CorrectionSamples samples, int[] folds, int fold, boolean inside) {
        int[] chosen = IntStream.range(0, samples.count())
                .filter(sample -> folds[samples.cell(sample)] == fold == inside)
                .toArray();
        return chosen.length > 0 ? chosen : IntStream.range(0, samples.count()).toArray();
    }

    private static DenseNet spread(
            CorrectionSamples samples, int[] folds, List<DenseNet> nets, CorrectionSettings settings) {
        var missed = new double[samples.count()];
        List<DenseGradient> outputs = new ArrayList<>();
        nets.forEach(net -> outputs.add(new DenseGradient(net)));
        for (int sample = 0; sample < missed.length; sample++) {
            float output = outputs.get(folds[samples.cell(sample)]).output(samples.features(), sample * Features.COUNT);
            missed[sample] = samples.target(sample) - output;
        }
        return new NetTraining(settings, 1_000_003 * settings.seed() + nets.size())
                .train(
                        samples,
                        IntStream.range(0, samples.count()).toArray(),
                        List.of(settings.spreadWidth()),
                        (sample, output) ->
                                (1 - missed[sample] * missed[sample] * RepeatableFunctions.exp(-output)) / 2);
    }
}
