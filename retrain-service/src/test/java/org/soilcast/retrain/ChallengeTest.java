package org.soilcast.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.HeldOutBlocks;
import org.soilcast.learning.training.LearningSettings;
import org.soilcast.retrain.gate.Finding;

/** Real small trainings, judged by the real gate. */
class ChallengeTest {
    private static final LearningSettings SETTINGS =
            new LearningSettings(true, 2, 100, List.of(16), 0.02, 0.001, 0.05, 2, 1);
    private static final LocalDate LEARNED_TO = LearnableCells.FIRST.plusDays(LearnableCells.DAYS - 91L);

    @TempDir
    static Path folder;

    private static CellHistory history;
    private static CellHistory known;
    private static Challenge.Outcome promoted;

    @BeforeAll
    static void train() throws Exception {
        history = LearnableCells.history();
        known = history.between(LearnableCells.FIRST, LEARNED_TO);
        promoted = untrained().run(new Candidates(SETTINGS, folder.resolve("undisturbed")));
    }

    private static Challenge untrained() {
        Champion champion = LearnableCells.champion(LearnableCells.untrained(history), known);
        return new Challenge(history, champion, LearnableCells.DOMAIN);
    }

    @Test
    void whatLearnsFromTrueRetrievalsReplacesAnUntrainedModel() {
        assertThat(promoted.isPassed()).as(promoted.reason()).isTrue();
        assertThat(promoted.origin()).isEqualTo("scratch");
        assertThat(promoted.findings()).filteredOn(Finding::binding).allMatch(Finding::passed);
        assertThat(promoted.judgedFrom()).isEqualTo(LEARNED_TO.plusDays(1));
        assertThat(promoted.judgedPairs()).isEqualTo(45L * LearnableCells.CELLS);
    }

    @Test
    void theLastDaysAndTheHeldOutBlocksAreNotLearnedFrom() {
        BundleManifest.Training training =
                promoted.challenger().orElseThrow().manifest().training().orElseThrow();
        assertThat(training.last()).isEqualTo(LEARNED_TO);
        List<String> all = history.cells().stream().map(CellHistory.Cell::id).toList();
        List<String> learned =
                Arrays.stream(HeldOutBlocks.learned(history)).mapToObj(all::get).toList();
        assertThat(learned).hasSizeLessThan(all.size());
        assertThat(training.cells().orElseThrow().among(LearnableCells.DOMAIN, all))
                .containsExactlyInAnyOrderElementsOf(learned);
    }

    @Test
    void whatLearnsFromShuffledRetrievalsIsRefusedWithItsReason() throws Exception {
        Challenge challenge = untrained();
        CellHistory lesson = LearnableCells.shuffled()
                .between(LearnableCells.FIRST, LEARNED_TO)
                .select(HeldOutBlocks.learned(known));
        Champion champion = LearnableCells.champion(LearnableCells.untrained(history), known);
        Candidates.Challenger bad =
                new Candidates(SETTINGS, folder.resolve("shuffled")).from(lesson, champion, LearnableCells.DOMAIN);
        Challenge.Outcome outcome = challenge.judge(bad, challenge.pairs());
        assertThat(outcome.isPassed()).isFalse();
        assertThat(outcome.findings()).filteredOn(Finding::refuses).isNotEmpty();
        assertThat(outcome.reason()).contains("ubRMSE").contains("expected lower with p < 0.05");
    }

    @Test
    void anEqualIsRefused() {
        ParameterBundle network = promoted.challenger().orElseThrow();
        Challenge challenge = against(network);
        Challenge.Outcome outcome = challenge.judge(new Candidates.Challenger(network, "scratch"), challenge.pairs());
        assertThat(outcome.isPassed()).isFalse();
        assertThat(outcome.findings())
                .filteredOn(Finding::refuses)
                .hasSize(4)
                .allMatch(finding -> finding.detail().contains("p = 1.0000"));
    }

    @Test
    void whereTheChampionHasSeenEverythingNothingIsJudged() throws Exception {
        ParameterBundle network = promoted.challenger().orElseThrow();
        BundleManifest old = network.manifest();
        var everything = new BundleManifest.Training(
                LearnableCells.FIRST, LearnableCells.FIRST.plusDays(LearnableCells.DAYS - 1L), Optional.empty());
        var manifest = new BundleManifest(
                1,
                OptionalInt.empty(),
                old.created(),
                old.effectiveFrom(),
                Optional.of(everything),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
        var seen = new ParameterBundle(manifest, network.scaling(), network.weights());
        Challenge.Outcome outcome = against(seen).run(new Candidates(SETTINGS, folder.resolve("none")));
        assertThat(outcome.challenger()).isEmpty();
        assertThat(outcome.isPassed()).isFalse();
        assertThat(outcome.reason()).contains("has not learned from").contains("waits for the next date");
    }

    @Test
    void interruptedAndTakenUpAgainItComesToTheSame() throws Exception {
        Path trainings = folder.resolve("interrupted");
        var interrupted = new Thread(() -> {
            try {
                untrained().run(new Candidates(SETTINGS, trainings));
            } catch (InterruptedException expected) {
                Thread.currentThread().interrupt();
            }
        });
        interrupted.start();
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!Files.exists(trainings.resolve("scratch")) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        interrupted.interrupt();
        interrupted.join();
        Challenge.Outcome outcome = untrained().run(new Candidates(SETTINGS, trainings));
        assertThat(outcome.findings()).isEqualTo(promoted.findings());
        assertThat(outcome.challenger()
                        .orElseThrow()
                        .hasNetworkOf(promoted.challenger().orElseThrow()))
                .isTrue();
    }

    /** Looked at every week, on the days that {@link DriftWatch} looks at. */
    @Test
    void aChangeOfTheInstrumentIsNoticedWithinThreeWeeks() {
        int change = 320;
        CellHistory shifted = LearnableCells.shifted(change, 0.04f);
        Champion champion = LearnableCells.champion(promoted.challenger().orElseThrow(), known);
        List<Integer> noticed = new ArrayList<>();
        List<Drift> found = new ArrayList<>();
        for (int day = change - 43; day < LearnableCells.DAYS; day++) {
            LocalDate date = LearnableCells.FIRST.plusDays(day);
            if (date.toEpochDay() % DriftWatch.EVERY_DAYS == 0) {
                Drift drift = Drift.of(shifted.between(LearnableCells.FIRST, date), champion)
                        .orElseThrow();
                if (drift.isDrift()) {
                    noticed.add(day);
                    found.add(drift);
                }
            }
        }
        assertThat(noticed).isNotEmpty();
        assertThat(noticed.get(0)).as("first day noticed").isBetween(change, change + 21);
        assertTold(found.get(0));
    }

    /** The same as {@link DriftWatch} tells it: by two meters, and in the words that it logs. */
    private static void assertTold(Drift drift) {
        var registry = new SimpleMeterRegistry();
        DriftWatch.tell(drift, new RetrainMeters(registry));
        assertThat(drift.told())
                .startsWith("the model drifts: " + drift.retrievals() + " innovations of the fortnight");
        assertThat(registry.get("soilcast.drift.mean").gauge().value()).isEqualTo(drift.meanM3PerM3());
        assertThat(registry.get("soilcast.drift.sd").gauge().value()).isEqualTo(drift.standardisedSd());
        assertThat(drift.meanM3PerM3() > Drift.LARGEST_MEAN || drift.standardisedSd() > Drift.HIGHEST_SD)
                .as(drift.detail())
                .isTrue();
    }

    private static Challenge against(ParameterBundle network) {
        return new Challenge(history, LearnableCells.champion(network, known), LearnableCells.DOMAIN);
    }
}
