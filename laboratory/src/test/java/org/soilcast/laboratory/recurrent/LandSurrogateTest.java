package org.soilcast.laboratory.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.soilcast.laboratory.MadeUpHistory;
import org.soilcast.laboratory.competitors.LearningTask;
import org.soilcast.land.network.ParameterLogits;
import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.LossWindow;
import org.soilcast.learning.training.LearningSettings;

class LandSurrogateTest {
    private static final int CELLS = 6;
    private static final int DAYS = 90;

    private static CellHistory history() {
        return MadeUpHistory.of(CELLS, DAYS, (day, cell) -> day % 3 == 0 ? 0.15 + 0.02 * cell : Float.NaN);
    }

    @Test
    void itComesNearTheLandModelOnRunsThatItHasNotSeen() throws Exception {
        var random = new SplittableRandom(9);
        float[] surface = new ModelRuns(history()).draw(64, random).surface();
        double mean = mean(surface);
        double spread = Math.sqrt(mean(squares(surface, mean)));
        try (var surrogate = new LandSurrogate(history(), 32, 400)) {
            double missed = surrogate.train();
            assertThat(missed).as("RMSE beside a spread of " + spread).isLessThan(spread / 2);
        }
    }

    @Test
    void theGradientIsThatOfItsOwnLoss() throws Exception {
        int[] chosen = {0, 2, 5};
        CellHistory history = history();
        float[] logits =
                ParameterLogits.ofTexture(history.inputs().select(chosen)).values();
        try (var surrogate = new LandSurrogate(history, 24, 40)) {
            surrogate.train();
            float[] parameters = new ParameterLogits(logits, chosen.length).parameters();
            LossWindow.Slope slope = surrogate.ofMean(chosen, parameters);
            float[] byLogit = new ParameterLogits(logits, chosen.length).lossByLogit(slope.lossByParameter());
            double largest = 0;
            for (float value : byLogit) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertThat(largest).isPositive();
            for (Parameter parameter : Parameter.values()) {
                int at = parameter.ordinal() * chosen.length + 1;
                double difference =
                        (mean(surrogate, chosen, logits, at, 0.05f) - mean(surrogate, chosen, logits, at, -0.05f))
                                / 0.1;
                assertThat((double) byLogit[at]).as(parameter.name()).isCloseTo(difference, within(0.03 * largest));
            }
        }
    }

    @Test
    void whatIsLearnedThroughItAreParametersOfTheLandModel() throws Exception {
        CellHistory history = history();
        var settings = new LearningSettings(true, 2, 5, List.of(8), 0.01, 0.001, 0.05, 0, 1);
        var competitor = new SurrogateLearning(settings, 8, 10);
        var task = new LearningTask(
                history.between(history.span().first(), history.span().first().plusDays(59)), history);
        float[] learned = competitor.predict(task).values();
        assertThat(learned).hasSize(Parameter.values().length * CELLS);
        for (int i = 0; i < learned.length; i++) {
            Parameter parameter = Parameter.values()[i / CELLS];
            assertThat((double) learned[i])
                    .as(parameter.name())
                    .isBetween(parameter.lower() - 1e-6, parameter.upper() * (1 + 1e-6));
        }
        assertThat(learned)
                .as("something is learned")
                .isNotEqualTo(ParameterLogits.ofTexture(history.inputs()).parameters());
    }

    private static double mean(LandSurrogate surrogate, int[] chosen, float[] logits, int at, float step) {
        float[] moved = logits.clone();
        moved[at] += step;
        return surrogate
                .ofMean(chosen, new ParameterLogits(moved, chosen.length).parameters())
                .mean();
    }

    private static double mean(float... values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static float[] squares(float[] values, double around) {
        float[] squares = Arrays.copyOf(values, values.length);
        for (int i = 0; i < squares.length; i++) {
            squares[i] = (float) ((squares[i] - around) * (squares[i] - around));
        }
        return squares;
    }
}
