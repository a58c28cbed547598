package org.soilcast.laboratory.competitors;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.soilcast.dayline.correction.Correction;
import org.soilcast.laboratory.analysis.Analysis;
import org.soilcast.laboratory.analysis.SettledCells;
import org.soilcast.learning.correction.CorrectionLearning;
import org.soilcast.learning.correction.CorrectionSettings;
import org.soilcast.learning.correction.ForecastRun;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.training.TrainedNetwork;

/**
 * What an analysis of the laboratory says of each retrieval before it is seen, on the same open loop as {@link DayForecast}:
 * alone, or with a correction that is learned on top of its forecasts as the published one is on top of the open loop.
 *
 * @param name in tables and files
 * @param corrected whether with a correction
 * @param learning shared by both
 */
public record AnalysisForecast(String name, boolean corrected, Learning learning) implements Competitor {
    /** Learns an analysis once for the same training. Not for several threads. */
    public static final class Learning {
        private final Analysis.Learning analyses;
        private final DayForecast.Learning networks;
        private final Map<List<CellHistory.Cell>, Analysis> done = new HashMap<>();

        /** Learns analyses on the open loop of networks that are learned elsewhere. */
        public Learning(Analysis.Learning analyses, DayForecast.Learning networks) {
            this.analyses = analyses;
            this.networks = networks;
        }

        private Analysis from(SettledCells training) {
            return done.computeIfAbsent(training.history().cells(), cells -> analyses.from(training));
        }
    }

    @Override
    public Scope scope() {
        return Scope.ACROSS_CELLS;
    }

    @Override
    public Prediction predict(LearningTask task) throws InterruptedException {
        TrainedNetwork network = learning.networks.network(task.training());
        SettledCells training = SettledCells.of(task.training(), task.training(), network);
        SettledCells target = SettledCells.of(task.target(), task.targetInTraining(), network);
        Analysis analysis = learning.from(training);
        ForecastRun.Forecasts forecasts = analysis.forecasts(target);
        if (corrected) {
            Correction correction = new CorrectionLearning(
                            task.training(),
                            analysis.forecasts(training).expected(),
                            CorrectionSettings.standard(learning.networks.seed()))
                    .learn();
            forecasts = new ForecastRun(task.target(), forecasts.expected()).with(correction);
        }
        return new Prediction.Forecast(forecasts.expected(), forecasts.expectedSd());
    }
}
