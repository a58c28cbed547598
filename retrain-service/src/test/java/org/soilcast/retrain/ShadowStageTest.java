package org.soilcast.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.learning.training.LearnedBundle;
import org.soilcast.learning.training.LearningSettings;
import org.soilcast.learning.training.TrainedNetwork;
import org.soilcast.learning.training.Trainer;
import org.soilcast.retrain.gate.Evidence;
import org.soilcast.retrain.gate.Finding;
import org.soilcast.retrain.gate.Gate;

/** A network trained on true retrievals and one trained on shuffled ones, over a month that neither has seen. */
class ShadowStageTest {
    private static final LearningSettings SETTINGS =
            new LearningSettings(true, 2, 60, List.of(16), 0.02, 0.001, 0.05, 2, 1);
    private static final LocalDate LAST = LearnableCells.FIRST.plusDays(LearnableCells.DAYS - 1L);
    private static final LocalDate BEGUN = LAST.minusDays(ShadowStage.DAYS);

    @TempDir
    static Path folder;

    private static CellHistory history;
    private static CellHistory known;
    private static ParameterBundle good;
    private static ParameterBundle bad;
    private static Evidence goodBesideBad;
    private static Evidence badBesideGood;

    @BeforeAll
    static void train() throws Exception {
        history = LearnableCells.history();
        known = history.between(LearnableCells.FIRST, BEGUN);
        good = trained(known);
        bad = trained(LearnableCells.shuffled().between(LearnableCells.FIRST, BEGUN));
        goodBesideBad = evidence(bad, good);
        badBesideGood = evidence(good, bad);
    }

    /** A network with the planned numbers of the filter: what is learned of these is no question here. */
    private static ParameterBundle trained(CellHistory lesson) throws InterruptedException {
        var trainer = new Trainer(lesson, SETTINGS, Optional.empty(), Optional.empty());
        trainer.train(Duration.ofDays(1), progress -> {});
        var planned = new DayNumbers(Optional.of(FilterNumbers.PLANNED), Optional.empty());
        return LearnedBundle.of(trainer, lesson, planned, Optional.empty(), LearnableCells.DOMAIN, Instant.EPOCH);
    }

    @Test
    void itEndsWithPromotionWhereTheChallengerDoesNoWorse() {
        List<Finding> findings = Gate.SHADOW.judge(goodBesideBad);
        assertThat(findings).as(findings.toString()).allMatch(Finding::passed);
        assertThat(Gate.SHADOW.judge(evidence(good, good)))
                .as("an equal has been better before")
                .allMatch(Finding::passed);
    }

    @Test
    void itEndsWithRefusalWhereTheChallengerDoesWorse() {
        assertThat(Gate.SHADOW.judge(badBesideGood))
                .filteredOn(Finding::refuses)
                .extracting(Finding::criterion)
                .contains("open loop RMSE");
    }

    @Test
    void theParentComesBackWhereTheVersionThatFollowedIsBad() {
        List<Finding> findings = Gate.RETURN.judge(goodBesideBad);
        assertThat(Gate.isPassed(findings)).as(findings.toString()).isTrue();
        assertThat(Gate.isPassed(Gate.RETURN.judge(badBesideGood))).isFalse();
    }

    @Test
    void aKeptChallengerIsTheSameAndNoOtherIsTakenForIt() {
        KeyPair keys = BundleKeys.inFolder(folder.resolve("keys"));
        var kept = new KeptChallengers(folder.resolve("kept"), keys.getPrivate());
        kept.shadow(good, BEGUN);
        assertThat(kept.shadow(BEGUN, KeptChallengers.networkSha256(good)))
                .hasValueSatisfying(
                        found -> assertThat(found.hasNetworkOf(good)).isTrue());
        assertThat(kept.shadow(BEGUN, KeptChallengers.networkSha256(bad))).isEmpty();
        assertThat(kept.shadow(LAST, KeptChallengers.networkSha256(good))).isEmpty();
    }

    private static Evidence evidence(ParameterBundle inForce, ParameterBundle beside) {
        Champion champion = LearnableCells.champion(inForce, known);
        var live = DaySpan.of(BEGUN.plusDays(1), LAST);
        Evidence evidence = new VersionComparison(history, live, champion, LearnableCells.DOMAIN)
                .with(beside, TrainedNetwork.of(beside).parameters(known));
        assertThat(evidence.pairs().count()).isEqualTo((long) LearnableCells.CELLS * ShadowStage.DAYS / 2);
        return evidence;
    }
}
