package org.soilcast.laboratory.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.soilcast.land.physics.Driver;

/** The fit of a window to its retrievals, on the land model itself. */
class RetrievalsInWindowTest {
    private static final int LANES = WindowModel.LANES;
    private static final int WINDOW = 6;
    private static final float STEP = 0.02f;

    private final SettledCells cells = AnalysisScene.cells(-1).filledUp(0, 1, 2);
    private final VariationalNumbers numbers = VariationalNumbers.PLANNED;
    private final WindowModel model = new WindowModel(numbers, cells);
    private final float[] controls = new float[WindowModel.controls(numbers.mostDays()) * LANES];

    private void addDays() {
        var drivers = new float[Driver.values().length * LANES];
        for (int day = 0; day < WINDOW; day++) {
            cells.history().forcing().drivers(day, drivers);
            model.add(drivers);
        }
        model.run(controls);
    }

    private static int[] everyLane(int day) {
        var days = new int[LANES];
        Arrays.fill(days, day);
        return days;
    }

    @Test
    void derivativesAreWhatSmallChangesOfEachControlDo() {
        addDays();
        var derivatives = new float[controls.length];
        model.derivatives(everyLane(WINDOW - 1), derivatives);
        for (int control = 0; control < WindowModel.controls(WINDOW); control++) {
            double[] ends = new double[2];
            for (int side = 0; side < 2; side++) {
                Arrays.fill(controls, control * LANES, (control + 1) * LANES, side == 0 ? -STEP : STEP);
                model.run(controls);
                ends[side] = model.expected(controls, WINDOW - 1, 1);
            }
            Arrays.fill(controls, 0);
            assertThat((double) derivatives[control * LANES + 1])
                    .as("control %d", control)
                    .isCloseTo((ends[1] - ends[0]) / (2 * STEP), within(2e-5));
        }
    }

    @Test
    void theStepIsWhereTheGradientOfTheMisfitVanishes() {
        addDays();
        var retrievals = new RetrievalsInWindow(numbers.mostDays(), numbers.retrievalSdM3PerM3());
        int[] observedOn = {1, 4};
        var derivatives = new float[observedOn.length][controls.length];
        for (int i = 0; i < observedOn.length; i++) {
            model.derivatives(everyLane(observedOn[i]), derivatives[i]);
            retrievals.add(1, observedOn[i], model.expected(controls, observedOn[i], 1) + 0.03f, derivatives[i]);
        }
        double variance = numbers.retrievalSdM3PerM3() * numbers.retrievalSdM3PerM3();
        assertThat(retrievals.variance(derivatives[1], 1))
                .as("of a day that has been seen")
                .isBetween(variance, 2 * variance);
        retrievals.step(model, controls, 1);

        for (int control = 0; control < WindowModel.controls(WINDOW); control++) {
            double gradient = controls[control * LANES + 1];
            for (float[] row : derivatives) {
                double linear = 0;
                for (int other = 0; other < WindowModel.controls(WINDOW); other++) {
                    linear += row[other * LANES + 1] * (double) controls[other * LANES + 1];
                }
                gradient -= row[control * LANES + 1] * (0.03 - linear) / variance;
            }
            assertThat(gradient).as("dJ/du of control %d", control).isCloseTo(0, within(1e-4));
        }
        assertThat(controls[0]).as("a cell without retrievals").isZero();
    }

    @Test
    void whatLeavesTheWindowIsForgotten() {
        addDays();
        var retrievals = new RetrievalsInWindow(numbers.mostDays(), numbers.retrievalSdM3PerM3());
        var derivatives = new float[controls.length];
        for (int day = 0; day < 4; day++) {
            model.derivatives(everyLane(day), derivatives);
            retrievals.add(5, day, 0.2f, derivatives);
        }
        double known = retrievals.variance(derivatives, 5);
        retrievals.drop(4);
        assertThat(retrievals.variance(derivatives, 5)).isGreaterThan(known);
        retrievals.step(model, controls, 5);
        assertThat(controls[5]).as("nothing to fit").isZero();
    }
}
