package org.soilcast.laboratory.competitors;

import java.time.Duration;
import java.util.Optional;
import org.soilcast.learning.training.LearningSettings;
import org.soilcast.learning.training.Trainer;

/** Differentiable parameter learning: the one to beat. */
public record ParameterLearning(LearningSettings settings) implements Competitor {
    private static final Duration NO_LIMIT = Duration.ofDays(1);

    @Override
    public String name() {
        return settings.observed() ? "g_Z" : "g_A";
    }

    @Override
    public Scope scope() {
        return Scope.ACROSS_CELLS;
    }

    @Override
    public Prediction predict(LearningTask task) throws InterruptedException {
        var trainer = new Trainer(task.training(), settings, Optional.empty());
        trainer.train(NO_LIMIT, progress -> {});
        return new Prediction.LandParameters(trainer.network().parameters(task.targetInTraining()));
    }
}
