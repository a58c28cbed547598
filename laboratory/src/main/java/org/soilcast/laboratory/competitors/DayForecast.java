package org.soilcast.laboratory.competitors;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.Reported;
import org.soilcast.dayline.correction.Correction;
import org.soilcast.learning.correction.DayLearning;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.DayLineRun;
import org.soilcast.learning.run.OpenLoop;
import org.soilcast.learning.training.LearningSettings;
import org.soilcast.learning.training.TrainedNetwork;
import org.soilcast.learning.training.Trainer;

/**
 * What the running system would have said of each retrieval before it was seen: parameters of the learned network, the day
 * line on top of them, all of it learned from the training cells on the training days.
 *
 * @param part which part of it speaks
 * @param learning what the parts have in common
 */
public record DayForecast(Part part, Learning learning) implements Competitor {
    private static final int CYCLES = 6;

    /** The parts, each by itself. */
    public enum Part {
        /** What is published: with the learned correction. */
        FORECAST("forecast"),
        /** The ensemble filter alone. */
        FILTER("filter"),
        /** Five constants on the open loop: slow and fast error. */
        RESIDUAL_FILTER("residual-filter");

        private final String label;

        Part(String label) {
            this.label = label;
        }

        /** Its name behind that of the network. */
        public String label() {
            return label;
        }

        /** Whether a bundle has what this part needs. */
        public boolean isIn(DayNumbers numbers) {
            return this == FILTER
                    ? numbers.filter().isPresent()
                    : numbers.correction().isPresent();
        }

        /** What is left of what was learned when only this part speaks. */
        DayNumbers of(DayNumbers all) {
            return switch (this) {
                case FORECAST -> all;
                case FILTER -> new DayNumbers(all.filter(), Optional.empty());
                case RESIDUAL_FILTER ->
                    new DayNumbers(
                            Optional.empty(),
                            all.correction().map(learned -> new Correction(learned.numbers(), Optional.empty())));
            };
        }
    }

    /** Learns once for all that asks for the same training. Not for several threads. */
    public static final class Learning {
        private final LearningSettings settings;
        private final Map<List<String>, TrainedNetwork> networks = new HashMap<>();
        private final Map<List<String>, DayNumbers> numbers = new HashMap<>();

        /** Learns with these settings. */
        public Learning(LearningSettings settings) {
            this.settings = settings;
        }

        /** Seed of all that is drawn. */
        public long seed() {
            return settings.seed();
        }

        /**
         * The network of the parameters.
         *
         * @throws InterruptedException when the thread is interrupted
         */
        public TrainedNetwork network(CellHistory training) throws InterruptedException {
            TrainedNetwork network = networks.get(cells(training));
            if (network == null) {
                var trainer = new Trainer(training, settings, Optional.empty());
                trainer.train(Duration.ofDays(1), progress -> {});
                network = trainer.network();
                networks.put(cells(training), network);
            }
            return network;
        }

        private DayNumbers numbers(CellHistory training) throws InterruptedException {
            DayNumbers known = numbers.get(cells(training));
            if (known == null) {
                float[] parameters = network(training).parameters(training);
                known = DayLearning.learn(training, parameters, settings.seed());
                numbers.put(cells(training), known);
            }
            return known;
        }

        private static List<String> cells(CellHistory training) {
            return training.cells().stream().map(CellHistory.Cell::id).toList();
        }
    }

    @Override
    public String name() {
        return "g_Z-" + part.label();
    }

    @Override
    public Scope scope() {
        return Scope.ACROSS_CELLS;
    }

    @Override
    public Prediction predict(LearningTask task) throws InterruptedException {
        float[] parameters = learning.network(task.training()).parameters(task.targetInTraining());
        return of(part, task, parameters, learning.numbers(task.training()));
    }

    /**
     * What a part says with parameters and numbers that are known.
     *
     * @param parameters of the target's cells, {@code [parameter][cell]}
     */
    public static Prediction of(Part part, LearningTask task, float[] parameters, DayNumbers numbers) {
        float[] start = OpenLoop.cycled(task.targetInTraining().forcing(), parameters, CYCLES);
        DayLineRun.Series series = new DayLineRun(task.target(), parameters, start)
                .with(part.of(numbers), Reported.SURFACE_FORECAST, Reported.SURFACE_FORECAST_SD);
        return new Prediction.Forecast(series.row(Reported.SURFACE_FORECAST), series.row(Reported.SURFACE_FORECAST_SD));
    }
}
