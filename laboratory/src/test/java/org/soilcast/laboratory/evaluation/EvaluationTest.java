package org.soilcast.laboratory.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.soilcast.laboratory.MadeUpHistory;
import org.soilcast.laboratory.competitors.Competitor;
import org.soilcast.laboratory.competitors.LearningTask;
import org.soilcast.laboratory.competitors.Persistence;
import org.soilcast.laboratory.competitors.Prediction;
import org.soilcast.laboratory.competitors.TextureOnly;
import org.soilcast.laboratory.evaluation.Outcome.Split;
import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.history.CellHistory;

class EvaluationTest {
    private static final int CELLS = 12;
    private static final int DAYS = 60;
    private static final int TRAINING_DAYS = 40;

    /** Predicts 1 for cells it has learned from and 0 for others. */
    private record Memory() implements Competitor {
        @Override
        public String name() {
            return "memory";
        }

        @Override
        public Scope scope() {
            return Scope.ACROSS_CELLS;
        }

        @Override
        public Prediction predict(LearningTask task) {
            assertThat(task.training().span().days()).isEqualTo(TRAINING_DAYS);
            List<CellHistory.Cell> cells = task.target().cells();
            var surface = new float[DAYS * cells.size()];
            for (int i = 0; i < surface.length; i++) {
                surface[i] = task.training().cells().contains(cells.get(i % cells.size())) ? 1 : 0;
            }
            return new Prediction.Surface(surface);
        }
    }

    @Test
    void everyCellIsPredictedByWhatHasSeenItAndByWhatHasNot() throws InterruptedException {
        List<Outcome> outcomes = evaluation().run(new Memory(), EnumSet.allOf(Split.class));

        assertThat(outcomes).extracting(Outcome::split).containsExactly(Split.TRAINED, Split.UNSEEN, Split.REGION);
        assertThat(outcomes.get(0).surface()).containsOnly(1);
        assertThat(outcomes.get(1).surface()).containsOnly(0);
        assertThat(outcomes.get(2).surface()).containsOnly(0);
    }

    @Test
    void expertsLearnFromTheirTercileAlone() throws InterruptedException {
        List<Outcome> outcomes = evaluation().runExperts(new Memory(), EnumSet.of(Split.TRAINED, Split.UNSEEN));

        assertThat(outcomes.get(0).surface()).containsOnly(1);
        assertThat(outcomes.get(1).surface()).containsOnly(0);
    }

    @Test
    void whatIsNotTrainedIsTheSameInEverySplit() throws InterruptedException {
        List<Outcome> outcomes = evaluation().run(new Persistence(1), EnumSet.of(Split.TRAINED, Split.UNSEEN));

        assertThat(outcomes).hasSize(2);
        assertThat(outcomes.get(0).surface()).isEqualTo(outcomes.get(1).surface());
    }

    @Test
    void texturePassesTheChecksOfTheLandModel() throws InterruptedException {
        Evaluation evaluation = evaluation();
        Outcome outcome =
                evaluation.run(new TextureOnly(), EnumSet.of(Split.UNSEEN)).get(0);
        var from = MadeUpHistory.FIRST.plusDays(TRAINING_DAYS);
        List<ResultRow> rows = new LandChecks(evaluation.history(), from.minusDays(1), from).rows(outcome);

        assertThat(rows).hasSize(2 + 22);
        ResultRow budyko = rows.get(0);
        assertThat(budyko.metric()).isEqualTo(LandChecks.BUDYKO);
        assertThat(budyko.median()).isBetween(0.5, 1.5);
        assertThat(Math.abs(rows.get(1).mean())).as("transfer").isLessThan(0.003);
    }

    @Test
    void onlyCellsOfTheSplitAreNearABoundOrFarFromIt() {
        Parameter porosity = Parameter.POROSITY;
        var parameters = new float[Parameter.values().length * 3];
        parameters[porosity.ordinal() * 3] = (float) porosity.fromUnit(0.005);
        parameters[porosity.ordinal() * 3 + 1] = (float) porosity.fromUnit(0.5);
        parameters[porosity.ordinal() * 3 + 2] = Float.NaN; // a cell of another split

        assertThat(LandChecks.atBound(porosity, parameters, 3)).containsExactly(1, 0, Double.NaN);
    }

    @Test
    void budykosCurve() {
        assertThat(LandChecks.budyko(1)).isCloseTo(0.693844, within(1e-6));
        assertThat(LandChecks.budyko(50)).isCloseTo(1, within(1e-3));
        assertThat(LandChecks.budyko(0.01)).isCloseTo(0.01, within(1e-4));
    }

    @Test
    void scalingHasAPointForEachShare() throws InterruptedException {
        List<Scaling.Point> points =
                Scaling.of(evaluation(), new Memory(), MadeUpHistory.FIRST.plusDays(TRAINING_DAYS));

        assertThat(points).extracting(Scaling.Point::share).isEqualTo(Scaling.SHARES);
        assertThat(points.get(4).cells()).isEqualTo(CELLS);
        assertThat(Arrays.asList(points.get(0).cells(), points.get(1).cells())).containsOnly(2);
    }

    private Evaluation evaluation() {
        CellHistory history =
                MadeUpHistory.of(CELLS, DAYS, (day, cell) -> day % 2 == 0 ? 0.1f + 0.02f * cell : Float.NaN);
        return new Evaluation(history, MadeUpHistory.FIRST.plusDays(TRAINING_DAYS - 1L));
    }
}
