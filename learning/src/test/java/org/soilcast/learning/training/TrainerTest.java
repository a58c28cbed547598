package org.soilcast.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.MadeUpCells;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.OpenLoop;

class TrainerTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final int CELLS = 12;
    private static final int DAYS = 120;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void learnsWhatTextureDoesNotTellAndCarriesItToUnseenCells(boolean observed) throws Exception {
        CellHistory history = history();
        int[] seen = IntStream.range(0, CELLS).filter(cell -> cell % 3 != 0).toArray();
        int[] unseen = IntStream.range(0, CELLS).filter(cell -> cell % 3 == 0).toArray();
        var settings = new LearningSettings(observed, 1, 100, List.of(16), 0.02, 0.001, 0.05, 0, 1);
        var trainer = new Trainer(history.select(seen), settings, Optional.empty());
        double before = error(trainer.network(), history.select(unseen));
        trainer.train(LONG, progress -> {});
        double after = error(trainer.network(), history.select(unseen));
        assertThat(after).as("untrained %s", before).isLessThan(before / 2);
    }

    @Test
    void aNetworksParametersAreInTheMiddleOfItsMembersBetweenTheirBounds() throws Exception {
        CellHistory history = history();
        var trainer = new Trainer(history, settings(1), Optional.empty());
        trainer.train(LONG, progress -> {});
        TrainedNetwork network = trainer.network();
        List<float[]> ofMembers = network.parametersOfMembers(history);
        float[] all = network.parameters(history);
        assertThat(ofMembers).hasSize(settings(1).members());
        assertThat(ofMembers.get(0)).isNotEqualTo(ofMembers.get(1));
        int cells = history.cells().size();
        for (int i = 0; i < all.length; i++) {
            int at = i;
            Parameter parameter = Parameter.values()[i / cells];
            double mean = ofMembers.stream()
                    .mapToDouble(member -> parameter.toUnit(member[at]))
                    .average()
                    .orElseThrow();
            assertThat(parameter.toUnit(all[i])).as("value %d", i).isCloseTo(mean, within(1e-5));
        }
    }

    @Test
    void killedAndResumedItEndsWithTheSameBits() throws Exception {
        CellHistory history = history();
        LearningSettings settings = settings(1);
        var undisturbed = new Trainer(history, settings, Optional.empty());
        undisturbed.train(LONG, progress -> {});

        Path checkpoint = folder.resolve("training");
        var killed = new Trainer(history, settings, Optional.of(checkpoint));
        killed.train(Duration.ofNanos(1), progress -> {}); // one round
        List<Integer> steps = new ArrayList<>();
        var resumed = new Trainer(history, settings, Optional.of(checkpoint));
        resumed.train(LONG, progress -> steps.add(progress.step()));

        assertThat(steps).containsExactly(50, 60);
        assertThat(bits(resumed)).isEqualTo(bits(undisturbed));
    }

    @Test
    void sameSeedGivesTheSameBitsAndAnotherOneOthers() throws Exception {
        CellHistory history = history();
        assertThat(bits(trained(history, 7))).isEqualTo(bits(trained(history, 7)));
        assertThat(bits(trained(history, 8))).isNotEqualTo(bits(trained(history, 7)));
    }

    @Test
    void damagedCheckpointAndThatOfAnotherTrainingAreNotUsed() throws Exception {
        CellHistory history = history();
        Path checkpoint = folder.resolve("training");
        new Trainer(history, settings(1), Optional.of(checkpoint)).train(Duration.ofNanos(1), progress -> {});
        assertThat(firstStep(history, settings(2), checkpoint)).isEqualTo(25);

        new Trainer(history, settings(1), Optional.of(checkpoint)).train(Duration.ofNanos(1), progress -> {});
        byte[] bytes = Files.readAllBytes(checkpoint);
        bytes[bytes.length / 2] ^= 1;
        Files.write(checkpoint, bytes);
        assertThat(firstStep(history, settings(1), checkpoint)).isEqualTo(25);
    }

    @Test
    void eachFoldIsPredictedByMembersThatDidNotSeeIt() {
        CellHistory history = history();
        LearningSettings settings = settings(1);
        var trainer = new Trainer(history, settings, Optional.empty());
        List<Integer> heldOut = new ArrayList<>();
        int fold = 0;
        for (Trainer.HeldOut part : trainer.heldOut()) {
            int[] learned = Trainer.own(history, settings, fold++);
            for (int cell : part.cells()) {
                assertThat(learned).doesNotContain(cell);
                heldOut.add(cell);
            }
            assertThat(part.network().weights().shape().members()).isEqualTo(1);
        }
        assertThat(heldOut)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, CELLS).boxed().toList());
    }

    private CellHistory history() {
        return MadeUpCells.of(CELLS, DAYS);
    }

    private static LearningSettings settings(long seed) {
        return new LearningSettings(true, 3, 60, List.of(8, 8), 0.01, 0.01, 0.1, 3, seed);
    }

    private static Trainer trained(CellHistory history, long seed) throws InterruptedException {
        var trainer = new Trainer(history, settings(seed), Optional.empty());
        trainer.train(Duration.ofNanos(1), progress -> {});
        return trainer;
    }

    private static int firstStep(CellHistory history, LearningSettings settings, Path checkpoint) throws Exception {
        List<Integer> steps = new ArrayList<>();
        new Trainer(history, settings, Optional.of(checkpoint))
                .train(Duration.ofNanos(1), progress -> steps.add(progress.step()));
        return steps.get(0);
    }

    private static List<String> bits(Trainer trainer) {
        return trainer.network().weights().tensors().stream()
                .map(Arrays::toString)
                .toList();
    }

    private static double error(TrainedNetwork network, CellHistory history) {
        float[] parameters = network.parameters(history);
        OpenLoop run = OpenLoop.run(
                history.forcing(),
                parameters,
                OpenLoop.cycled(history.forcing(), parameters, 4),
                history.observation());
        double squares = 0;
        int count = 0;
        for (int cell = 0; cell < history.cells().size(); cell++) {
            for (int day = 0; day < history.span().days(); day++) {
                float retrieval = history.retrieval(day, cell);
                if (!Float.isNaN(retrieval)) {
                    squares += Math.pow(run.surfaceM3PerM3(day, cell) - retrieval, 2);
                    count++;
                }
            }
        }
        return Math.sqrt(squares / count);
    }
}
