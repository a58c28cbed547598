package org.soilcast.laboratory.competitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.soilcast.laboratory.MadeUpHistory;
import org.soilcast.laboratory.evaluation.Competitors;
import org.soilcast.laboratory.recurrent.RecurrentNetwork;
import org.soilcast.laboratory.search.GeneticAlgorithm;
import org.soilcast.laboratory.search.ShuffledComplexEvolution;
import org.soilcast.land.network.ParameterLogits;
import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.LossWindow;
import org.soilcast.learning.run.OpenLoop;
import org.soilcast.learning.run.UntrainedRun;

/** Each competitor on a few cells whose retrievals come from the land model with parameters that texture does not tell. */
class CompetitorsTest {
    private static final int CELLS = 6;
    private static final int DAYS = 130;
    private static final LocalDate TRAIN_TO = MadeUpHistory.FIRST.plusDays(89);

    private static LearningTask task;

    @BeforeAll
    static void makeUp() {
        CellHistory weather = MadeUpHistory.of(CELLS, DAYS, (day, cell) -> Float.NaN);
        float[] hidden = ParameterLogits.ofTexture(weather.inputs()).parameters();
        for (int cell = 0; cell < CELLS; cell++) {
            hidden[Parameter.WILTING_POINT.ordinal() * CELLS + cell] = 0.04f + 0.02f * cell;
            hidden[Parameter.CROP_COEFFICIENT.ordinal() * CELLS + cell] = 1.2f;
        }
        OpenLoop truth = OpenLoop.run(
                weather.forcing(), hidden, OpenLoop.cycled(weather.forcing(), hidden, 4), weather.observation());
        CellHistory history = MadeUpHistory.of(
                CELLS, DAYS, (day, cell) -> (day + cell) % 2 == 0 ? truth.surfaceM3PerM3(day, cell) : Float.NaN);
        task = new LearningTask(history.between(MadeUpHistory.FIRST, TRAIN_TO), history);
    }

    @Test
    void dampedPersistenceFollowsWhatLastsAndForgetsWhatDoesNot() {
        var random = new Random(7);
        var noise = new double[DAYS];
        for (int day = 0; day < DAYS; day++) {
            noise[day] = 0.05 * random.nextGaussian();
        }
        CellHistory history =
                MadeUpHistory.of(2, DAYS, (day, cell) -> cell == 0 ? (day < 40 ? .1 : .3) : .2 + noise[day]);
        var steps = new LearningTask(history.between(MadeUpHistory.FIRST, TRAIN_TO), history);
        float[] surface = new DampedPersistence().predict(steps).values();

        assertThat(surface[(DAYS - 1) * 2]).as("a step stays").isCloseTo(.3f, within(.01f));
        for (int day = 1; day < DAYS; day++) {
            assertThat(surface[day * 2 + 1]).as("white noise is forgotten").isCloseTo(.2f, within(.035f));
        }
    }

    @Test
    void persistenceNeverSeesTheDayItself() {
        float[] surface = new Persistence(1).predict(task).values();
        float[] older = new Persistence(3).predict(task).values();
        CellHistory history = task.target();

        assertThat(surface[0]).isNaN();
        assertThat(surface[CELLS]).isEqualTo(history.retrieval(0, 0));
        assertThat(surface[2 * CELLS]).isEqualTo(history.retrieval(0, 0)); // day 1 has none
        assertThat(older[5 * CELLS]).isEqualTo(history.retrieval(2, 0));
    }

    @Test
    void climatologyIsTheTrainingMeanOrFollowsTheSeason() throws InterruptedException {
        CellHistory training = task.training();
        double mean = IntStream.range(0, 90)
                .mapToDouble(day -> training.retrieval(day, 2))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElseThrow();

        assertThat((double) new Climatology(0).predict(task).values()[120 * CELLS + 2])
                .isCloseTo(mean, within(1e-6));
        assertThat(new Climatology(2).predict(task).values()).doesNotContain(Float.NaN);
    }

    @Test
    void everyCalibrationComesCloserThanTexture() throws InterruptedException {
        double untrained = error(new TextureOnly());
        var sceUa = new PerCellSearch(new ShuffledComplexEvolution(1, 3, 1));
        var genetic = new PerCellSearch(new GeneticAlgorithm(20, 10, 1));
        for (Competitor competitor : List.of(
                new FreeParameters(20, 0.1f, 0.0005f), new TransferFunctions(30, 0.08f, 0.0005f), sceUa, genetic)) {
            assertThat(error(competitor)).as(competitor.name()).isLessThan(0.8 * untrained);
        }
    }

    @Test
    void recurrentNetworksPredictEveryDay() throws InterruptedException {
        for (boolean lagged : new boolean[] {false, true}) {
            var network = new RecurrentNetwork(lagged, 8, 3, 5);
            float[] surface = network.predict(task).values();

            assertThat(surface).hasSize(DAYS * CELLS).doesNotContain(Float.NaN);
            assertThat(network.predict(task).values()).as("again").isEqualTo(surface);
        }
    }

    @Test
    void namesAreKnownOrRefused() {
        assertThat(Competitors.all()).extracting(Competitor::name).doesNotHaveDuplicates();
        assertThat(Competitors.named(List.of("texture", "persistence"), Optional.empty()))
                .extracting(Competitor::name)
                .containsExactly("texture", "persistence");
        assertThatThrownBy(() -> Competitors.named(List.of("oracle"), Optional.empty()))
                .hasMessageContaining("no model oracle");
    }

    /** Mean error on the training days, m3/m3. */
    private static double error(Competitor competitor) throws InterruptedException {
        CellHistory history = task.training();
        float[] texture = ParameterLogits.ofTexture(history.inputs()).parameters();
        int[] all = IntStream.range(0, CELLS).toArray();
        double[] errors = new LossWindow(history, new UntrainedRun(history, texture))
                .errors(all, competitor.predict(task).values());
        return Arrays.stream(errors).average().orElseThrow();
    }

    @Test
    void whatIsReadFromFilesIsThereWhereTheFilesAre() {
        var surface = new float[DAYS * CELLS];
        Arrays.fill(surface, 0.2f);
        var given = new GivenSurface(Competitors.SMAP_L4, surface);
        assertThat(given.predict(task).values()).isEqualTo(surface);
        assertThat(Competitors.named(List.of("smap-l4", "texture"), Optional.of(given)))
                .extracting(Competitor::name)
                .containsExactly("smap-l4", "texture");
        assertThat(Competitors.named(List.of("smap-l4", "texture"), Optional.empty()))
                .extracting(Competitor::name)
                .containsExactly("texture");
        assertThat(Competitors.named(List.of(), Optional.of(given))).contains(given);
        assertThatThrownBy(() -> new GivenSurface("other", new float[1]).predict(task))
                .hasMessageContaining("values of the target's days and cells");
    }
}
