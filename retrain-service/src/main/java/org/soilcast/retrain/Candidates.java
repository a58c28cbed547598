package org.soilcast.retrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.correction.DayLearning;
import org.soilcast.learning.forecast.ForecastLearning;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.training.LearnedBundle;
import org.soilcast.learning.training.LearningSettings;
import org.soilcast.learning.training.TrainedNetwork;
import org.soilcast.learning.training.Trainer;

/**
 * Makes the challenger: networks trained from scratch and, where the champion has learned, from its weights. The one that
 * predicts better the cells that each member has left out is taken, and the numbers of its analysis and forecasts are
 * learned. Steps are counted, never time, and each training survives a kill in a file of its own: whatever interrupts it,
 * the same challenger comes of it.
 */
final class Candidates {
    private static final Logger LOG = LoggerFactory.getLogger(Candidates.class);
    private static final Duration NO_LIMIT = Duration.ofDays(365);
    private static final String SCRATCH = "scratch";
    private static final String CHAMPION = "champion";

    private final LearningSettings settings;
    private final Path folder;

    /**
     * @param folder for the files of trainings; created when missing
     */
    Candidates(LearningSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /**
     * The one to be judged.
     *
     * @param bundle unsigned, without tile-models
     * @param origin what its training began from
     */
    record Challenger(ParameterBundle bundle, String origin) {}

    private record Trained(Trainer trainer, String origin, double heldOutRmse) {}

    /**
     * Trains.
     *
     * @param history cells and days to learn from
     * @param champion version in force
     * @throws InterruptedException when the thread is interrupted; the next call goes on
     */
    Challenger from(CellHistory history, Champion champion, String domain) throws InterruptedException {
        DecisionStep.LEARNING.begins(history.span().last());
        create();
        Trained best = train(history, settings, SCRATCH, Optional.empty());
        TrainedNetwork inForce = TrainedNetwork.of(champion.bundle());
        if (champion.isTrained() && inForce.canBegin(settings)) {
            Trained other = train(history, settings.goingOn(), CHAMPION, Optional.of(inForce));
            best = other.heldOutRmse() < best.heldOutRmse() ? other : best;
        }
        float[] parameters = best.trainer().network().parameters(history);
        DayNumbers numbers = DayLearning.learn(history, parameters, settings.seed());
        var forecasts = ForecastLearning.learn(history, parameters, numbers);
        ParameterBundle bundle = LearnedBundle.of(best.trainer(), history, numbers, forecasts, domain, Instant.now());
        return new Challenger(bundle, best.origin());
    }

    /** Forgets the trainings: the decision is out. */
    void clear() {
        try {
            Files.deleteIfExists(folder.resolve(SCRATCH));
            Files.deleteIfExists(folder.resolve(CHAMPION));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the trainings in " + folder, e);
        }
    }

    private Trained train(CellHistory history, LearningSettings how, String origin, Optional<TrainedNetwork> begin)
            throws InterruptedException {
        var trainer = new Trainer(history, how, Optional.of(folder.resolve(origin)), begin);
        trainer.train(
                NO_LIMIT,
                progress -> LOG.info(
                        "learns from {}: step {} of {}, loss {}",
                        origin,
                        progress.step(),
                        progress.steps(),
                        progress.loss()));
        double rmse = Arrays.stream(LearnedBundle.heldOutRmse(trainer, history))
                .average()
                .orElseGet(() -> LearnedBundle.medianRmse(trainer.network(), history));
        LOG.info("learned from {}: RMSE {} m3/m3 at cells left out", origin, rmse);
        return new Trained(trainer, origin, rmse);
    }

    private void create() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder of trainings " + folder, e);
        }
    }
}
