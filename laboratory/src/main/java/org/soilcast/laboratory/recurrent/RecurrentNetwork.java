package org.soilcast.laboratory.recurrent;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.soilcast.laboratory.competitors.Competitor;
import org.soilcast.laboratory.competitors.LearningTask;
import org.soilcast.laboratory.competitors.Prediction;
import org.soilcast.land.network.GradientLock;

/**
 * A network without physics: an LSTM over daily weather and attributes (Fang et al. 2017, Geophysical Research Letters
 * 44, 11030–11039), with or without the retrievals of earlier days. Its loss is that of differentiable parameter
 * learning: the mean over cells of each cell's root mean square error.
 *
 * @param lagged whether the last retrieval before the day, and its age, are inputs
 * @param stateSize width of the LSTM
 * @param batchCells cells of a step
 * @param steps descents
 */
public record RecurrentNetwork(boolean lagged, int stateSize, int batchCells, int steps) implements Competitor {
    private static final int SEED = 1;
    private static final float RATE = 3e-3f;
    private static final float DROPOUT = 0.4f;
    private static final int PREDICTED_CELLS = 64;

    /** As it is evaluated. */
    public static RecurrentNetwork standard(boolean lagged) {
        return new RecurrentNetwork(lagged, 256, 32, 250);
    }

    @Override
    public String name() {
        return lagged ? "lstm-last-retrieval" : "lstm";
    }

    @Override
    public Scope scope() {
        return Scope.ACROSS_CELLS;
    }

    @Override
    public Prediction predict(LearningTask task) throws InterruptedException {
        var training = new SequenceInputs(task.training(), task.training(), task.trainTo(), lagged);
        var target = new SequenceInputs(task.training(), task.target(), task.trainTo(), lagged);
        return GradientLock.alone(() -> predict(training, target));
    }

    private Prediction predict(SequenceInputs training, SequenceInputs target) throws InterruptedException {
        Engine.getEngine("PyTorch").setRandomSeed(SEED);
        try (Model model = Model.newInstance(name(), "PyTorch")) {
            model.setBlock(new SequentialBlock()
                    .add(LSTM.builder()
                            .setNumLayers(1)
                            .setStateSize(stateSize)
                            .optBatchFirst(true)
                            .optReturnState(false)
                            .build())
                    .add(Dropout.builder().optRate(DROPOUT).build())
                    .add(Linear.builder().setUnits(1).build()));
            try (Trainer trainer = model.newTrainer(configuration())) {
                trainer.initialize(new Shape(1, training.days(), training.features()));
                train(trainer, training);
                return new Prediction.Surface(surface(trainer, target));
            }
        }
    }

    private DefaultTrainingConfig configuration() {
        return new DefaultTrainingConfig(Loss.l2Loss())
                .optOptimizer(Optimizer.adam()
                        .optLearningRateTracker(Tracker.cosine()
                                .setBaseValue(RATE)
                                .optFinalValue(RATE / 100)
                                .setMaxUpdates(steps)
                                .build())
                        .optClipGrad(1)
                        .build());
    }

    private void train(Trainer trainer, SequenceInputs inputs) throws InterruptedException {
        var random = new SplittableRandom(SEED);
        int all = inputs.cells();
        for (int step = 0; step < steps; step++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("training interrupted at step " + step);
            }
            int[] batch = random.ints(0, all)
                    .distinct()
                    .limit(Math.min(batchCells, all))
                    .toArray();
            try (NDManager scratch = trainer.getManager().newSubManager();
                    GradientCollector collector = trainer.newGradientCollector()) {
                NDArray features = tensor(scratch, inputs.features(batch), batch.length, inputs);
                NDArray predicted = trainer.forward(new NDList(features)).singletonOrThrow();
                collector.backward(loss(scratch, predicted, inputs, batch));
            }
            trainer.step();
        }
    }

    /** Mean over cells of √(mean square residual over days with a retrieval). */
    private static NDArray loss(NDManager scratch, NDArray predicted, SequenceInputs inputs, int[] batch) {
        Shape shape = new Shape(batch.length, inputs.days());
        NDArray observed = copied(scratch, inputs.retrievals(batch), shape);
        NDArray weights = copied(scratch, inputs.weights(batch), shape);
        NDArray residual = predicted.reshape(shape).sub(observed);
        NDArray floor = scratch.full(new Shape(1), 1e-6f); // keeps the root's gradient finite
        return residual.mul(residual)
                .mul(weights)
                .sum(new int[] {1})
                .add(floor)
                .sqrt()
                .mean();
    }

    private static float[] surface(Trainer trainer, SequenceInputs inputs) {
        var surface = new float[inputs.days() * inputs.cells()];
        for (int first = 0; first < inputs.cells(); first += PREDICTED_CELLS) {
            int[] batch = IntStream.range(first, Math.min(first + PREDICTED_CELLS, inputs.cells()))
                    .toArray();
            try (NDManager scratch = trainer.getManager().newSubManager()) {
                float[] part = trainer.evaluate(
                                new NDList(tensor(scratch, inputs.features(batch), batch.length, inputs)))
                        .singletonOrThrow()
                        .toFloatArray();
                for (int i = 0; i < part.length; i++) {
                    surface[i % inputs.days() * inputs.cells() + batch[i / inputs.days()]] = part[i];
                }
            }
        }
        return surface;
    }

    private static NDArray tensor(NDManager scratch, float[] features, int cells, SequenceInputs inputs) {
        return copied(scratch, features, new Shape(cells, inputs.days(), inputs.features()));
    }

    /** In PyTorch's own memory: one that borrows Java's may lose it before the gradient is taken. */
    private static NDArray copied(NDManager scratch, float[] values, Shape shape) {
        try (NDArray borrowed = scratch.create(values, shape)) {
            return borrowed.duplicate();
        }
    }
}
