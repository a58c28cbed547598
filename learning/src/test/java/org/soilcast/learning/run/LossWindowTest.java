package org.soilcast.learning.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.network.ParameterLogits;
import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.MadeUpCells;
import org.soilcast.learning.history.CellHistory;

class LossWindowTest {
    private static final int CELLS = 3;
    private static final int DAYS = 120;

    @ParameterizedTest
    @EnumSource
    void gradientIsThatOfDifferences(ObservationOperator observation) {
        CellHistory history =
                MadeUpCells.of(CELLS, DAYS, observation, (day, cell) -> day % 3 == 0 ? 0.1f + 0.05f * cell : Float.NaN);
        float[] parameters = ParameterLogits.ofTexture(history.inputs()).parameters();
        var window = new LossWindow(history, new UntrainedRun(history, parameters));
        float[] start = window.remembered().get(0).clone(); // held fixed in the gradient, so in the differences too
        float[] gradient = window.ofSum(new int[] {0, 1, 2}, parameters).lossByParameter();

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
    void aRunBeginsWhereTheLastOneWithTheCellEnded() {
        CellHistory history = MadeUpCells.of(
                CELLS, DAYS, ObservationOperator.END_OF_DAY, (day, cell) -> day % 3 == 0 ? 0.15f : Float.NaN);
        float[] parameters = ParameterLogits.ofTexture(history.inputs()).parameters();
        var window = new LossWindow(history, new UntrainedRun(history, parameters));
        float[] first = window.remembered().get(0).clone();
        double[] errors = window.ofSum(new int[] {0, 1, 2}, parameters).errors();
        float[] second = window.remembered().get(0).clone();
        double[] next = window.ofSum(new int[] {0, 1, 2}, parameters).errors();
        assertThat(second).isNotEqualTo(first);
        assertThat(errors[2]).isCloseTo(rmse(history, first, parameters, 0, 0, 2), within(1e-6));
        for (int cell = 0; cell < CELLS; cell++) {
            assertThat(next[cell])
                    .as("cell " + cell)
                    .isCloseTo(rmse(history, second, parameters, 0, 0, cell), within(1e-6));
        }
    }

    @Test
    void errorsAreOfEachPairAloneAndOfCellsWithRetrievalsEnough() {
        CellHistory history = MadeUpCells.of(
                CELLS, DAYS, ObservationOperator.END_OF_DAY, (day, cell) -> day < 9 + cell ? 0.2f : Float.NaN);
        float[] texture = ParameterLogits.ofTexture(history.inputs()).parameters();
        var window = new LossWindow(history, new UntrainedRun(history, texture));
        double[] errors = window.errors(new int[] {0, 1, 2}, texture);
        assertThat(errors[0]).isNaN(); // nine retrievals
        assertThat(errors[1]).isPositive();
        CellHistory last = history.select(2);
        float[] own = ParameterLogits.ofTexture(last.inputs()).parameters();
        var alone = new LossWindow(last, new UntrainedRun(last, own));
        assertThat(alone.errors(new int[] {0}, own)[0]).isEqualTo(errors[2]);
        LossWindow.Slope sum = window.ofSum(new int[] {0, 1, 2}, texture);
        assertThat(sum.mean()).isCloseTo((sum.errors()[1] + sum.errors()[2]) / 2, within(1e-12));
        for (int i = 0; i < texture.length; i += CELLS) {
            assertThat(sum.lossByParameter()[i]).isZero();
        }
    }

    @Test
    void theMeansGradientIsThatOfTheSumOverTheCellsWithAnError() {
        CellHistory history = MadeUpCells.of(
                CELLS, DAYS, ObservationOperator.DAILY_MEAN, (day, cell) -> day < 9 + cell ? 0.2f : Float.NaN);
        float[] texture = ParameterLogits.ofTexture(history.inputs()).parameters();
        int[] all = {0, 1, 2};
        float[] sum = new LossWindow(history, new UntrainedRun(history, texture))
                .ofSum(all, texture)
                .lossByParameter();
        float[] mean = new LossWindow(history, new UntrainedRun(history, texture))
                .ofMean(all, texture)
                .lossByParameter();
        for (int i = 0; i < sum.length; i++) {
            assertThat((double) mean[i]).isCloseTo(sum[i] / 2, within(1e-5 * Math.abs(sum[i]) + 1e-12));
        }
    }

    private static double rmse(CellHistory history, float[] start, float[] parameters, int which, float by, int cell) {
        float[] moved = parameters.clone();
        moved[which] += by;
        OpenLoop run = OpenLoop.run(history.forcing(), moved, start, history.observation());
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
