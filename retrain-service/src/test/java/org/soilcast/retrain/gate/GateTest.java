package org.soilcast.retrain.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.soilcast.land.physics.Parameter;

class GateTest {
    private static final int CELLS = 9;
    private static final JudgedCells JUDGED = new JudgedCells(CELLS);

    /** Errs both ways by this much, so that neither bias nor spread is nothing. */
    private static JudgedCells.Error error(double size) {
        return (day, cell) -> day % 3 == 0 ? 2 * size : -size / 2;
    }

    @Test
    void whatIsBetterInEverythingPasses() {
        List<Finding> findings = Gate.CHALLENGER.judge(JUDGED.evidence(error(0.03), error(0.02)));
        assertThat(findings).allMatch(Finding::passed);
        assertThat(Gate.isPassed(findings)).isTrue();
    }

    @Test
    void inTheShadowAnEqualPassesAndNothingWorse() {
        assertThat(Gate.SHADOW.judge(JUDGED.evidence(error(0.02), error(0.02)))).allMatch(Finding::passed);
        assertThat(Gate.SHADOW.judge(JUDGED.evidence(error(0.02), error(0.0201))))
                .filteredOn(Finding::refuses)
                .extracting(Finding::criterion)
                .containsExactly("open loop RMSE", "forecast RMSE");
    }

    @Test
    void whatWasReplacedComesBackWhereItDoesBetterAndNotWhereItDoesAlike() {
        assertThat(Gate.RETURN.judge(JUDGED.evidence(error(0.03), error(0.02)))).allMatch(Finding::passed);
        assertThat(Gate.RETURN.judge(JUDGED.evidence(error(0.02), error(0.02)))).anyMatch(Finding::refuses);
    }

    @Test
    void anEqualIsRefusedByEveryErrorAndByNothingElse() {
        assertThat(refusing(JUDGED.evidence(error(0.03), error(0.03))))
                .containsExactly("open loop RMSE", "open loop ubRMSE", "forecast RMSE", "forecast ubRMSE");
    }

    @Test
    void aSmallerBiasAloneIsNotEnough() {
        Evidence evidence = JUDGED.evidence(
                (day, cell) -> 0.05 + error(0.02).of(day, cell),
                (day, cell) -> error(0.02).of(day, cell));
        assertThat(refusing(evidence)).containsExactly("open loop ubRMSE", "forecast ubRMSE");
    }

    @Test
    void aRegimeThatPaysForTheOthersRefuses() {
        var retrievals = new float[JudgedCells.DAYS * CELLS];
        var before = new float[retrievals.length];
        var after = new float[retrievals.length];
        for (int i = 0; i < retrievals.length; i++) {
            int day = i / CELLS;
            int cell = i % CELLS;
            retrievals[i] = 0.05f + 0.03f * cell;
            before[i] = (float) (retrievals[i] + error(0.03).of(day, cell));
            after[i] = (float) (retrievals[i] + error(cell < 6 ? 0.02 : 0.031).of(day, cell));
        }
        float[] classes = JUDGED.percentiles(50);
        var evidence = new Evidence(
                JUDGED.pairs(retrievals), JUDGED.run(before, classes), JUDGED.run(after, classes), true, 10);
        assertThat(refusing(evidence)).containsExactly("open loop by regime", "forecast by regime");
        assertThat(Gate.CHALLENGER.judge(evidence))
                .filteredOn(Finding::refuses)
                .allMatch(finding -> finding.detail().contains("dry 0.667, middle 0.667, wet 1.033"));
    }

    @Test
    void terciles() {
        assertThat(NoRegimeWorse.regimes(0.1, 0.4, 0.2, Double.NaN, 0.3, 0.15, 0.35))
                .containsExactly(0, 2, 1, -1, 1, 0, 2);
    }

    @Test
    void waterThatAppearsRefuses() {
        VersionRun good = JUDGED.run(error(0.02));
        var leaks =
                new VersionRun(good.parameters(), good.openLoop(), good.forecast(), good.rootZonePercentile(), 0.01);
        assertThat(refusing(new Evidence(JUDGED.pairs(), JUDGED.run(error(0.03)), leaks, true, 10)))
                .containsExactly("water balance");
    }

    @Test
    void parametersAtTheirBoundsRefuseUnlessTheChampionsAreToo() {
        VersionRun good = JUDGED.run(error(0.02));
        float[] parameters = good.parameters().clone();
        parameters[Parameter.POROSITY.ordinal() * CELLS] = (float) Parameter.POROSITY.upper();
        var pressed = new VersionRun(parameters, good.openLoop(), good.forecast(), good.rootZonePercentile(), 1e-5);
        assertThat(refusing(new Evidence(JUDGED.pairs(), JUDGED.run(error(0.03)), pressed, true, 10)))
                .as("1 of %s cells", CELLS)
                .containsExactly("parameters off their bounds");
        var champion = new VersionRun(
                parameters,
                JUDGED.run(error(0.03)).openLoop(),
                JUDGED.run(error(0.03)).forecast(),
                good.rootZonePercentile(),
                1e-5);
        assertThat(refusing(new Evidence(JUDGED.pairs(), champion, pressed, true, 10)))
                .isEmpty();
    }

    @Test
    void aMapThatJumpsRefusesOnlyWhereItsClassesAreWorthSomething() {
        float[] before = JUDGED.percentiles(50);
        float[] after = before.clone();
        Arrays.fill(after, after.length - 5 * CELLS, after.length, 15); // 5 of the last 60 days, from normal to D1
        VersionRun champion = JUDGED.run(JUDGED.run(error(0.03)).openLoop(), before);
        VersionRun challenger = JUDGED.run(JUDGED.run(error(0.02)).openLoop(), after);
        assertThat(refusing(new Evidence(JUDGED.pairs(), champion, challenger, true, 5)))
                .containsExactly("drought classes");
        assertThat(refusing(new Evidence(JUDGED.pairs(), champion, challenger, true, 4)))
                .isEmpty();
        List<Finding> untrained = Gate.CHALLENGER.judge(new Evidence(JUDGED.pairs(), champion, challenger, false, 5));
        assertThat(Gate.isPassed(untrained)).isTrue();
        assertThat(untrained)
                .filteredOn(finding -> !finding.passed())
                .extracting(Finding::criterion)
                .as("reported all the same")
                .containsExactly("drought classes");
    }

    @Test
    void nothingIsJudgedByWhatEitherHasLearnedFrom() {
        JudgedPairs.Learned dates = (cell, date) -> date.isBefore(JudgedCells.FIRST.plusDays(90));
        JudgedPairs.Learned cells = (cell, date) -> cell.equals("c0");
        JudgedPairs pairs = JUDGED.pairs(dates, cells);
        assertThat(pairs.count()).isEqualTo(CELLS - 1);
        Evidence evidence = new Evidence(pairs, JUDGED.run(error(0.03)), JUDGED.run(error(0.02)), true, 10);
        assertThat(refusing(evidence)).contains("unseen retrievals");
    }

    private static List<String> refusing(Evidence evidence) {
        return Gate.CHALLENGER.judge(evidence).stream()
                .filter(Finding::refuses)
                .map(Finding::criterion)
                .toList();
    }
}
