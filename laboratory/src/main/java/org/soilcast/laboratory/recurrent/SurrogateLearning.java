package org.soilcast.laboratory.recurrent;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.laboratory.competitors.Competitor;
import org.soilcast.laboratory.competitors.LearningTask;
import org.soilcast.laboratory.competitors.Prediction;
import org.soilcast.learning.training.LearningSettings;
import org.soilcast.learning.training.Trainer;

/**
 * Differentiable parameter learning by the first route of Tsai et al. (2021): the network's gradient is taken through an
 * LSTM that imitates the land model ({@link LandSurrogate}). Network, draws, prior and loss are those of the direct route, and
 * what is learned is judged in the land model itself: the difference is what the imitation costs.
 *
 * @param settings of the parameter network
 * @param stateSize width of the surrogate
 * @param surrogateSteps descents of the surrogate
 */
public record SurrogateLearning(LearningSettings settings, int stateSize, int surrogateSteps) implements Competitor {
    private static final Logger LOG = LoggerFactory.getLogger(SurrogateLearning.class);
    private static final Duration NO_LIMIT = Duration.ofDays(365);
    private static final int MEMBERS = 4;
    private static final int STEPS = 100;

    /** As it is evaluated: the network of the direct route with fewer members and steps, since each costs more. */
    public static SurrogateLearning standard(LearningSettings direct) {
        return new SurrogateLearning(direct.of(MEMBERS, STEPS), 64, 500);
    }

    @Override
    public String name() {
        return "surrogate";
    }

    @Override
    public Scope scope() {
        return Scope.ACROSS_CELLS;
    }

    @Override
    public Prediction predict(LearningTask task) throws InterruptedException {
        try (var surrogate = new LandSurrogate(task.training(), stateSize, surrogateSteps)) {
            LOG.info("the surrogate differs from the land model by {} m3/m3", surrogate.train());
            var trainer = new Trainer(task.training(), settings, surrogate);
            trainer.train(NO_LIMIT, progress -> LOG.info("step {}: loss {}", progress.step(), progress.loss()));
            return new Prediction.LandParameters(trainer.network().parameters(task.targetInTraining()));
        }
    }
}
