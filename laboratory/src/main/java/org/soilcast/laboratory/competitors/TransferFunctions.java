package org.soilcast.laboratory.competitors;

import java.util.List;
import java.util.stream.IntStream;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.network.InputScaling;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.network.ParameterLogits;
import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.LossWindow;
import org.soilcast.learning.run.UntrainedRun;
import org.soilcast.learning.training.Adam;

/**
 * Regionalisation by transfer functions (Samaniego et al. 2010, Water Resources Research 46, W05523): each parameter is
 * a fixed function of what is mapped, with a few coefficients that hold for all cells and are calibrated together. Here
 *
 * <pre>  logit = texture logit + a + b·sand + c·clay + d·NDVI + e·aridity </pre>
 *
 * with standardised predictors, and by gradient where the original searches.
 *
 * @param steps descents, each with all training cells
 * @param rate learning rate of the coefficients
 * @param priorWeight λ of the prior λ·mean((logit − texture logit)²), as for the parameter network
 */
public record TransferFunctions(int steps, float rate, float priorWeight) implements Competitor {
    private static final List<String> PREDICTORS =
            List.of("sand_percent", "clay_percent", "ndvi_mean", "aridity_index");
    private static final int PARAMETERS = Parameter.values().length;
    private static final double LIMIT = 3; // a predictor far outside says no more than "very high"
    private static final int TERMS = 1 + PREDICTORS.size();

    /** As it is evaluated. */
    public static TransferFunctions standard() {
        return new TransferFunctions(200, 0.08f, 0.0005f);
    }

    @Override
    public String name() {
        return "transfer-functions";
    }

    @Override
    public Scope scope() {
        return Scope.ACROSS_CELLS;
    }

    @Override
    public Prediction predict(LearningTask task) throws InterruptedException {
        InputScaling scaling =
                InputScaling.of(PREDICTORS, List.of(task.training().inputs()));
        float[] coefficients = calibrate(task.training(), scaling);
        CellHistory target = task.targetInTraining();
        ParameterLogits texture = ParameterLogits.ofTexture(target.inputs());
        return new Prediction.LandParameters(
                logits(coefficients, texture, terms(target.inputs(), scaling)).parameters());
    }

    private float[] calibrate(CellHistory history, InputScaling scaling) throws InterruptedException {
        ParameterLogits texture = ParameterLogits.ofTexture(history.inputs());
        var window = new LossWindow(history, new UntrainedRun(history, texture.parameters()));
        double[][] terms = terms(history.inputs(), scaling);
        var coefficients = new float[PARAMETERS * TERMS];
        var adam = new Adam(List.of(coefficients), rate, steps, Double.POSITIVE_INFINITY);
        for (int step = 0; step < steps; step++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("calibration interrupted at step " + step);
            }
            adam.descend(List.of(gradient(texture, window, terms, coefficients)), step);
        }
        return coefficients;
    }

    private float[] gradient(ParameterLogits texture, LossWindow window, double[][] terms, float[] coefficients) {
        int cells = texture.cells();
        ParameterLogits logits = logits(coefficients, texture, terms);
        float[] parameters = logits.parameters();
        var lossByParameter = new float[parameters.length];
        for (int first = 0; first < cells; first += CellBlocks.CELLS) {
            int[] chosen = IntStream.range(first, Math.min(first + CellBlocks.CELLS, cells))
                    .toArray();
            copy(parameters, cells, window, chosen, lossByParameter);
        }
        float[] lossByLogit = logits.lossByLogit(lossByParameter);
        var gradient = new float[coefficients.length];
        for (int i = 0; i < lossByLogit.length; i++) {
            int cell = i % cells;
            double slope = lossByLogit[i] + 2 * priorWeight / PARAMETERS * (logits.values()[i] - texture.values()[i]);
            for (int term = 0; term < TERMS; term++) {
                gradient[i / cells * TERMS + term] += (float) (slope * terms[term][cell] / cells);
            }
        }
        return gradient;
    }

    /** Puts the gradient of neighbouring cells into that of all, {@code [parameter][cells]}. */
    private static void copy(float[] parameters, int cells, LossWindow window, int[] chosen, float[] lossByParameter) {
        int count = chosen.length;
        var part = new float[PARAMETERS * count];
        for (int parameter = 0; parameter < PARAMETERS; parameter++) {
            System.arraycopy(parameters, parameter * cells + chosen[0], part, parameter * count, count);
        }
        float[] gradient = window.ofSum(chosen, part).lossByParameter();
        for (int parameter = 0; parameter < PARAMETERS; parameter++) {
            System.arraycopy(gradient, parameter * count, lossByParameter, parameter * cells + chosen[0], count);
        }
    }

    private static ParameterLogits logits(float[] coefficients, ParameterLogits texture, double[][] terms) {
        float[] values = texture.values().clone();
        for (int i = 0; i < values.length; i++) {
            for (int term = 0; term < TERMS; term++) {
                values[i] +=
                        (float) (coefficients[i / texture.cells() * TERMS + term] * terms[term][i % texture.cells()]);
            }
        }
        return new ParameterLogits(values, texture.cells());
    }

    /** 1, then each standardised predictor, {@code [term][cell]}; 0 where a cell lacks it. */
    private static double[][] terms(NetworkInputs inputs, InputScaling scaling) {
        float[] means = scaling.means();
        float[] deviations = scaling.standardDeviations();
        var terms = new double[TERMS][inputs.cells()];
        for (int cell = 0; cell < inputs.cells(); cell++) {
            terms[0][cell] = 1;
            for (int predictor = 0; predictor < PREDICTORS.size(); predictor++) {
                double value = inputs.value(PREDICTORS.get(predictor), cell);
                double standardised = (value - means[predictor]) / deviations[predictor];
                terms[1 + predictor][cell] = Double.isNaN(value) ? 0 : Math.max(-LIMIT, Math.min(LIMIT, standardised));
            }
        }
        return terms;
    }
}
