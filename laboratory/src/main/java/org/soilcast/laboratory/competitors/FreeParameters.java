package org.soilcast.laboratory.competitors;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.network.ParameterLogits;
import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.LossWindow;
import org.soilcast.learning.run.UntrainedRun;
import org.soilcast.learning.training.Adam;

/**
 * Each cell's parameters by themselves: gradient descent through the land model from the texture parameters on, with the
 * same loss and the same prior as differentiable parameter learning but no network, so that no cell helps another.
 *
 * @param steps descents
 * @param rate learning rate in logits
 * @param priorWeight λ of the prior λ·mean((logit − texture logit)²)
 */
public record FreeParameters(int steps, float rate, float priorWeight) implements Competitor {
    private static final int PARAMETERS = Parameter.values().length;

    /** As it is evaluated. */
    public static FreeParameters standard() {
        return new FreeParameters(150, 0.1f, 0.0005f);
    }

    @Override
    public String name() {
        return "free-parameters";
    }

    @Override
    public Scope scope() {
        return Scope.PER_CELL;
    }

    @Override
    public Prediction predict(LearningTask task) throws InterruptedException {
        CellHistory history = task.targetInTraining();
        ParameterLogits texture = ParameterLogits.ofTexture(history.inputs());
        var window = new LossWindow(history, new UntrainedRun(history, texture.parameters()));
        int cells = texture.cells();
        var result = new float[PARAMETERS * cells];
        for (int first = 0; first < cells; first += CellBlocks.CELLS) {
            int[] chosen = IntStream.range(first, Math.min(first + CellBlocks.CELLS, cells))
                    .toArray();
            place(descend(history, window, chosen).parameters(), chosen, result, cells);
        }
        return new Prediction.LandParameters(result);
    }

    private ParameterLogits descend(CellHistory history, LossWindow window, int[] chosen) throws InterruptedException {
        float[] texture =
                ParameterLogits.ofTexture(history.inputs().select(chosen)).values();
        var logits = new ParameterLogits(texture.clone(), chosen.length);
        var adam = new Adam(List.of(logits.values()), rate, steps, Double.POSITIVE_INFINITY);
        for (int step = 0; step < steps; step++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("calibration interrupted at step " + step);
            }
            float[] gradient =
                    logits.lossByLogit(window.ofSum(chosen, logits.parameters()).lossByParameter());
            addPrior(gradient, logits.values(), texture);
            adam.descend(List.of(gradient), step);
        }
        return logits;
    }

    private void addPrior(float[] gradient, float[] logits, float[] texture) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += 2 * priorWeight / PARAMETERS * (logits[i] - texture[i]);
        }
    }

    private static void place(float[] part, int[] chosen, float[] all, int cells) {
        for (int parameter = 0; parameter < PARAMETERS; parameter++) {
            float[] row = Arrays.copyOfRange(part, parameter * chosen.length, (parameter + 1) * chosen.length);
            System.arraycopy(row, 0, all, parameter * cells + chosen[0], chosen.length);
        }
    }
}
