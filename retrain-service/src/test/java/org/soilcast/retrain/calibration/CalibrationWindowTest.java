package org.soilcast.retrain.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.land.physics.Parameter;
import org.soilcast.retrain.archive.CellHistory;
import org.soilcast.retrain.evaluation.MadeUpHistory;
import org.soilcast.retrain.learning.OpenLoop;

class CalibrationWindowTest {
    private static final int CELLS = 3;
    private static final int DAYS = 120;

    @TempDir
    Path folder;

    @Test
    void gradientIsThatOfDifferences() {
        CellHistory history =
                MadeUpHistory.of(CELLS, DAYS, folder, (day, cell) -> day % 3 == 0 ? 0.1f + 0.05f * cell : Float.NaN);
        var window = new CalibrationWindow(new CalibrationCells(history));
        float[] parameters = ParameterLogits.ofTexture(history).parameters();
        float[] gradient = window.gradient(new int[] {0, 1, 2}, parameters);
        float[] start = window.start(); // the spin-up is held fixed in the gradient, so in the differences too

        for (Parameter parameter : new Parameter[] {Parameter.WILTING_POINT, Parameter.CROP_COEFFICIENT}) {
            for (int cell = 0; cell < CELLS; cell++) {
                int which = parameter.ordinal() * CELLS + cell;
                float step = (float) (1e-3 * (parameter.upper() - parameter.lower()));
                double slope = (rmse(history, start, parameters, which, step, cell)
                                - rmse(history, start, parameters, which, -step, cell))
                        / (2 * step);
                assertThat((double) gradient[which])
                        .as(parameter + " of cell " + cell)
                        .isCloseTo(slope, within(0.02 * Math.abs(slope) + 1e-4));
            }
        }
    }

    @Test
    void slopesOfLogitsAreThoseOfDifferences() {
        CellHistory history = MadeUpHistory.of(CELLS, 2, folder, (day, cell) -> Float.NaN);
        ParameterLogits logits = ParameterLogits.ofTexture(history);
        float[] lossByParameter = new float[logits.values().length];
        Arrays.fill(lossByParameter, 1);
        float[] slopes = logits.lossByLogit(lossByParameter);
        for (int i = 0; i < slopes.length; i++) {
            double difference = moved(logits, i, 1e-2f) - moved(logits, i, -1e-2f);
            assertThat(difference / 2e-2)
                    .as(Parameter.values()[i / CELLS].name())
                    .isCloseTo(slopes[i], within(0.01 * Math.abs(slopes[i]) + 1e-4));
        }
    }

    private static double moved(ParameterLogits logits, int which, float by) {
        float[] moved = logits.values().clone();
        moved[which] += by;
        return new ParameterLogits(moved, CELLS).parameters()[which];
    }

    private static double rmse(CellHistory history, float[] start, float[] parameters, int which, float by, int cell) {
        float[] moved = parameters.clone();
        moved[which] += by;
        OpenLoop run = OpenLoop.run(history.forcing(), moved, start, history.observationTime());
        double squares = 0;
        int count = 0;
        for (int day = 0; day < DAYS; day += 3) {
            double residual = run.surfaceM3PerM3(day, cell) - history.retrieval(day, cell);
            squares += residual * residual;
            count++;
        }
        return Math.sqrt(squares / count);
    }
}
