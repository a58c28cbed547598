package org.soilcast.laboratory.recurrent;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.List;
import java.util.SplittableRandom;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.network.GradientLock;
import org.soilcast.land.network.ParameterLogits;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.LossWindow;
import org.soilcast.learning.run.ParameterLoss;
import org.soilcast.learning.run.UntrainedRun;

/**
 * An LSTM that stands in for the land model where a gradient is needed (Tsai et al. 2021, Nature Communications 12, 5988):
 * it learns from runs of the model ({@link ModelRuns}) what surface soil moisture comes of weather and parameters, and is
 * then held fixed while a loss is taken through it to the parameters. The loss is that of all learning: the mean over cells
 * of the root mean square difference from the retrievals that count.
 *
 * <p>Its days are one after the other in PyTorch, which has one collector of gradients: one thread at a time.
 */
final class LandSurrogate implements ParameterLoss, AutoCloseable {
    private static final int SEED = 1;
    private static final float RATE = 5e-3f;
    private static final float MIDDLE_M3_PER_M3 = 0.2f;
    private static final float SPREAD_M3_PER_M3 = 0.1f;
    private static final int DRAWN_CELLS = 64;

    private final ModelRuns runs;
    private final SurrogateInputs inputs;
    private final UntrainedRun untrained;
    private final int days;
    private final int steps;
    private final Model model;
    private final Trainer trainer;

    /**
     * One that has learned nothing.
     *
     * @param history cells and days of the runs and the retrievals
     * @param stateSize width of the LSTM
     * @param steps descents that {@link #train} makes
     */
    LandSurrogate(CellHistory history, int stateSize, int steps) {
        this.runs = new ModelRuns(history);
        this.inputs = new SurrogateInputs(history.forcing());
        this.untrained = new UntrainedRun(
                history, ParameterLogits.ofTexture(history.inputs()).parameters());
        this.days = history.span().days();
        this.steps = steps;
        this.model = Model.newInstance("land-surrogate", "PyTorch");
        model.setBlock(new SequentialBlock()
                .add(LSTM.builder()
                        .setNumLayers(1)
                        .setStateSize(stateSize)
                        .optBatchFirst(true)
                        .optReturnState(false)
                        .build())
                .add(Linear.builder().setUnits(1).build()));
        this.trainer = GradientLock.alone(() -> {
            Engine.getEngine("PyTorch").setRandomSeed(SEED);
            Trainer begun = model.newTrainer(configuration(steps));
            begun.initialize(new Shape(1, inputs.days(), SurrogateInputs.WEATHER + (long) SurrogateInputs.PARAMETERS));
            return begun;
        });
    }

    /**
     * Learns the model.
     *
     * @return root mean square difference from the model on runs that it has not learned from, m3/m3
     * @throws InterruptedException when the thread is interrupted
     */
    double train() throws InterruptedException {
        var random = new SplittableRandom(SEED);
        for (int step = 0; step < steps; step++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("training of the surrogate interrupted at step " + step);
            }
            ModelRuns.Run run = runs.draw(DRAWN_CELLS, random);
            GradientLock.alone(() -> descend(run));
        }
        ModelRuns.Run unseen = runs.draw(CellBlocks.CELLS, random);
        return GradientLock.alone(() -> Math.sqrt(meanSquare(unseen)));
    }

    /** The loss by the surrogate in the model's place. */
    @Override
    public LossWindow.Slope ofMean(int[] chosen, float[] parameters) {
        return GradientLock.alone(() -> slope(chosen, parameters));
    }

    /** Nothing: it is held fixed. */
    @Override
    public List<float[]> remembered() {
        return List.of();
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }

    private static DefaultTrainingConfig configuration(int steps) {
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

    private double descend(ModelRuns.Run run) {
        try (NDManager scratch = trainer.getManager().newSubManager();
                GradientCollector collector = trainer.newGradientCollector()) {
            NDArray loss = meanSquare(scratch, run);
            collector.backward(loss);
            trainer.step();
            return loss.getFloat();
        }
    }

    private double meanSquare(ModelRuns.Run run) {
        try (NDManager scratch = trainer.getManager().newSubManager()) {
            return meanSquare(scratch, run).getFloat() * SPREAD_M3_PER_M3 * SPREAD_M3_PER_M3;
        }
    }

    /** In units of the spread. */
    private NDArray meanSquare(NDManager scratch, ModelRuns.Run run) {
        int cells = run.cells().length;
        NDArray scaled =
                tensor(scratch, SurrogateInputs.scaled(run.parameters()), new Shape(cells, SurrogateInputs.PARAMETERS));
        NDArray residual = predicted(scratch, run.cells(), scaled)
                .sub(tensor(scratch, standardised(run.surface()), new Shape(cells, days)));
        return residual.mul(residual).mean();
    }

    private LossWindow.Slope slope(int[] chosen, float[] parameters) {
        var observed = new CountedRetrievals(untrained, days, chosen);
        try (NDManager scratch = trainer.getManager().newSubManager();
                GradientCollector collector = trainer.newGradientCollector()) {
            NDArray scaled = tensor(
                    scratch, SurrogateInputs.scaled(parameters), new Shape(chosen.length, SurrogateInputs.PARAMETERS));
            scaled.setRequiresGradient(true);
            Shape shape = new Shape(chosen.length, days);
            NDArray residual =
                    predicted(scratch, chosen, scaled).sub(tensor(scratch, standardised(observed.retrievals()), shape));
            NDArray floor = scratch.full(new Shape(1), 1e-4f); // keeps the root's gradient finite
            NDArray errors = residual.mul(residual)
                    .mul(tensor(scratch, observed.weights(), shape))
                    .sum(new int[] {1})
                    .add(floor)
                    .sqrt();
            NDArray share = tensor(scratch, observed.shares(), new Shape(chosen.length));
            collector.backward(errors.mul(share)
                    .mul(scratch.full(new Shape(1), SPREAD_M3_PER_M3))
                    .sum());
            try (NDArray gradient = scaled.getGradient()) {
                return new LossWindow.Slope(
                        observed.errors(errors.toFloatArray(), SPREAD_M3_PER_M3),
                        SurrogateInputs.lossByParameter(gradient.toFloatArray(), parameters));
            }
        }
    }

    /** {@code [cell][day]} without the warm-up, in units of the spread around the middle. */
    private NDArray predicted(NDManager scratch, int[] chosen, NDArray scaled) {
        int all = inputs.days();
        NDArray weather =
                tensor(scratch, inputs.weather(chosen), new Shape(chosen.length, all, SurrogateInputs.WEATHER));
        NDArray fixed = scaled.expandDims(1).broadcast(new Shape(chosen.length, all, SurrogateInputs.PARAMETERS));
        return trainer.forward(new NDList(weather.concat(fixed, 2)))
                .singletonOrThrow()
                .reshape(new Shape(chosen.length, all))
                .get(":, " + SurrogateInputs.WARM_UP_DAYS + ":");
    }

    private static float[] standardised(float[] m3PerM3) {
        var values = new float[m3PerM3.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (m3PerM3[i] - MIDDLE_M3_PER_M3) / SPREAD_M3_PER_M3;
        }
        return values;
    }

    /** In PyTorch's own memory: a tensor that borrows Java's may lose it before the gradient is taken. */
    private static NDArray tensor(NDManager scratch, float[] values, Shape shape) {
        try (NDArray borrowed = scratch.create(values, shape)) {
            return borrowed.duplicate();
        }
    }
}
