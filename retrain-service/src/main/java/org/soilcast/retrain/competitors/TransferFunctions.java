package org.soilcast.retrain.competitors;

import java.util.List;
import java.util.stream.IntStream;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.network.InputScaling;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.physics.Parameter;
import org.soilcast.retrain.archive.CellHistory;
import org.soilcast.retrain.calibration.CalibrationCells;
import org.soilcast.retrain.calibration.CalibrationWindow;
import org.soilcast.retrain.calibration.Descent;
import org.soilcast.retrain.calibration.ParameterLogits;

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
        float[] coefficients = calibrate(new CalibrationCells(task.training()), scaling);
        CellHistory target = task.targetInTraining();
        ParameterLogits texture = ParameterLogits.ofTexture(target);
        return new Prediction.LandParameters(
                logits(coefficients, texture, terms(target.inputs(), scaling)).parameters());
    }

    private float[] calibrate(CalibrationCells cells, InputScaling scaling) throws InterruptedException {
        var window = new CalibrationWindow(cells);
        double[][] terms = terms(cells.history().inputs(), scaling);
        var descent = new Descent(new float[PARAMETERS * TERMS], steps, rate);
        for (int step = 0; step < steps; step++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("calibration interrupted at step " + step);
            }
            descent.step(gradient(cells, window, terms, descent.values()));
        }
        return descent.values();
    }

    private float[] gradient(CalibrationCells cells, CalibrationWindow window, double[][] terms, float[] coefficients) {
        ParameterLogits texture = cells.texture();
        ParameterLogits logits = logits(coefficients, texture, terms);
        float[] parameters = logits.parameters();
        var lossByParameter = new float[parameters.length];
        for (int first = 0; first < cells.cells(); first += CellBlocks.CELLS) {
            int[] chosen = IntStream.range(first, Math.min(first + CellBlocks.CELLS, cells.cells()))
                    .toArray();
            copy(parameters, cells.cells(), first, chosen.length, window, chosen, lossByParameter);
        }
        float[] lossByLogit = logits.lossByLogit(lossByParameter);
        var gradient = new float[coefficients.length];
        for (int i = 0; i < lossByLogit.length; i++) {
            int cell = i % cells.cells();
            double slope = lossByLogit[i] + 2 * priorWeight / PARAMETERS * (logits.values()[i] - texture.values()[i]);
            for (int term = 0; term < TERMS; term++) {
                gradient[i / cells.cells() * TERMS + term] += (float) (slope * terms[term][cell] / cells.cells());
            }
        }
        return gradient;
    }

    private static void copy(
            float[] parameters,
            int cells,
            int first,
            int count,
            CalibrationWindow window,
            int[] chosen,
            float[] lossByParameter) {
        var part = new float[PARAMETERS * count];
        for (int parameter = 0; parameter < PARAMETERS; parameter++) {
            System.arraycopy(parameters, parameter * cells + first, part, parameter * count, count);
        }
        float[] gradient = window.gradient(chosen, part);
        for (int parameter = 0; parameter < PARAMETERS; parameter++) {
            System.arraycopy(gradient, parameter * count, lossByParameter, parameter * cells + first, count);
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
