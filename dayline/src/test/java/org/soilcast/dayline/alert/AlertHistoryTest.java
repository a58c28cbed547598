package org.soilcast.dayline.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.dayline.drought.DroughtClass;

class AlertHistoryTest {
    private static final AlertRule RULE = AlertRule.SEVERE_DROUGHT;
    private static final int DAYS = 400;

    /** The percentile steps down and up again; wherever in a pentad it does, each change is told two pentads later. */
    @ParameterizedTest
    @ValueSource(ints = {100, 101, 102, 103, 104})
    void aPlantedDroughtIsRaisedWithinTwoPentadsAndClearedWithinTwo(int crossing) {
        List<DroughtDay> days = days(0, 200, day -> day >= crossing && day < crossing + 50 ? 8 : 60);
        List<DroughtAlert> alerts = AlertHistory.of(RULE, days, 199);
        assertThat(alerts).hasSize(1);
        DroughtAlert alert = alerts.get(0);
        int pentad = DroughtPentad.number(crossing);
        assertThat(DroughtPentad.number(alert.raisedEpochDay())).isBetween(pentad + 1, pentad + 2);
        assertThat(alert.onsetEpochDay()).isBetween(crossing, crossing + 4);
        assertThat(alert.droughtClass()).isEqualTo(DroughtClass.D2);
        int end = DroughtPentad.number(crossing + 50);
        assertThat(DroughtPentad.number(alert.clearedEpochDay().orElseThrow())).isBetween(end + 1, end + 2);
    }

    @Test
    void withinTheMarginItStandsAndAboveItIsCleared() {
        assertThat(AlertHistory.of(RULE, days(0, 100, day -> day < 50 ? 9 : 14.9f), 99))
                .singleElement()
                .matches(DroughtAlert::stands);
        assertThat(AlertHistory.of(RULE, days(0, 100, day -> day < 50 ? 9 : 15.1f), 99))
                .singleElement()
                .satisfies(alert -> assertThat(alert.clearedEpochDay()).hasValue(59));
    }

    @Test
    void itsClassBecomesDrierAndRecedesAndItsPeakStays() {
        List<DroughtDay> days = days(0, 100, day -> day < 20 ? 9 : day < 40 ? 1 : 9);
        assertThat(AlertHistory.of(RULE, days, 28).get(0).droughtClass()).isEqualTo(DroughtClass.D2);
        assertThat(AlertHistory.of(RULE, days, 29).get(0).droughtClass()).isEqualTo(DroughtClass.D4);
        assertThat(AlertHistory.of(RULE, days, 48).get(0).droughtClass()).isEqualTo(DroughtClass.D4);
        DroughtAlert last = AlertHistory.of(RULE, days, 49).get(0);
        assertThat(last.droughtClass()).isEqualTo(DroughtClass.D2);
        assertThat(last.peak()).isEqualTo(DroughtClass.D4);
        assertThat(last.changedEpochDay()).isEqualTo(49);
    }

    @Test
    void withoutEnoughMembersOrKnownDaysNothingIsRaised() {
        var unsure = new ArrayList<DroughtDay>();
        var gaps = new ArrayList<DroughtDay>();
        for (int day = 0; day < 60; day++) {
            unsure.add(new DroughtDay(day, 8, shares(day, .69f), 1, 1, false));
            if (day % 10 < 7) { // every other pentad has two days
                gaps.add(new DroughtDay(day, 8, shares(day, 1), 1, 1, false));
            }
        }
        assertThat(AlertHistory.of(RULE, unsure, 59)).isEmpty();
        assertThat(AlertHistory.of(RULE, gaps, 59)).isEmpty();
    }

    @Test
    void whatAnotherModelVersionMovedSaysSo() {
        var days = new ArrayList<DroughtDay>();
        for (int day = 0; day < 60; day++) {
            float percentile = day < 30 ? 40 : 6;
            days.add(new DroughtDay(day, percentile, sure(percentile), day < 30 ? 1 : 2, 1, true));
        }
        DroughtAlert moved = AlertHistory.of(RULE, days, 59).get(0);
        assertThat(moved.modelChanged()).isTrue();
        assertThat(moved.modelVersion()).isEqualTo(2);
        assertThat(moved.shortClimatology()).isTrue();
        assertThat(AlertHistory.of(RULE, days(0, 60, day -> day < 30 ? 40 : 6), 59)
                        .get(0)
                        .modelChanged())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void nothingFlapsAndClearingFollowsRaising(long seed) {
        var random = new Random(seed);
        AlertRule rule = rule(random);
        List<DroughtDay> days = wander(random);
        List<DroughtAlert> before = List.of();
        int changes = 0;
        int lastChange = -rule.leastGapDays();
        for (int newest = 0; newest < DAYS; newest++) {
            List<DroughtAlert> alerts = AlertHistory.of(rule, days, newest);
            assertThat(onsets(alerts).stream().limit(before.size()).toList())
                    .as("seed %d, day %d", seed, newest)
                    .isEqualTo(onsets(before));
            if (!alerts.equals(before)) {
                assertThat(newest - lastChange)
                        .as("seed %d, day %d", seed, newest)
                        .isGreaterThanOrEqualTo(rule.leastGapDays());
                lastChange = newest;
                changes++;
            }
            before = alerts;
        }
        assertThat(changes).as("seed %d", seed).isGreaterThan(0);
        int free = Integer.MIN_VALUE;
        for (DroughtAlert alert : before) {
            assertThat(alert.onsetEpochDay())
                    .as("seed %d", seed)
                    .isGreaterThan(free)
                    .isLessThan(alert.raisedEpochDay());
            assertThat(alert.peak()).isLessThanOrEqualTo(alert.droughtClass());
            free = alert.clearedEpochDay().orElse(Integer.MAX_VALUE);
            assertThat(free).as("seed %d", seed).isGreaterThan(alert.raisedEpochDay());
        }
    }

    /** To go on from what stood after any pentad gives what the whole series gives. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void whatIsForgottenBehindAPentadIsNotMissed(long seed) {
        var random = new Random(seed);
        AlertRule rule = rule(random);
        List<DroughtDay> days = wander(random);
        List<DroughtAlert> whole = AlertHistory.of(rule, days, DAYS - 1);
        for (int after = 0; after < DAYS / DroughtPentad.DAYS; after++) {
            List<DroughtAlert> first = AlertHistory.of(rule, days, DroughtPentad.lastDay(after));
            int kept = DroughtPentad.firstDay(after + 1 - rule.pentadsBack());
            List<DroughtAlert> rest = new AlertHistory(
                            rule,
                            DroughtPentad.of(days.stream()
                                    .filter(day -> day.epochDay() >= kept)
                                    .toList()))
                    .between(first.stream().reduce((one, next) -> next), after, DroughtPentad.lastOver(DAYS - 1));
            var all = new ArrayList<>(first.subList(0, Math.max(0, first.size() - 1)));
            all.addAll(rest);
            assertThat(all).as("seed %d, after pentad %d", seed, after).isEqualTo(whole);
        }
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new AlertRule("wet", DroughtClass.W1, .7f, 2, 5, 2, 7))
                .hasMessageContaining("expected D0 to D4, found W1");
        assertThatThrownBy(() -> new AlertRule("a/b", DroughtClass.D1, .7f, 2, 5, 2, 7))
                .hasMessageContaining("a/b");
        assertThatThrownBy(() -> new AlertRule("often", DroughtClass.D1, .7f, 0, 5, 2, 7))
                .hasMessageContaining("pentads to raise");
        assertThatThrownBy(() -> new AlertRule("sure", DroughtClass.D1, Float.NaN, 2, 5, 2, 7))
                .hasMessageContaining("probability");
    }

    private static AlertRule rule(Random random) {
        return new AlertRule(
                "drawn",
                DroughtClass.values()[DroughtClass.D2.ordinal() + random.nextInt(3)],
                .5f + .3f * random.nextFloat(),
                1 + random.nextInt(3),
                random.nextInt(8),
                1 + random.nextInt(3),
                random.nextInt(15));
    }

    private static List<Integer> onsets(List<DroughtAlert> alerts) {
        return alerts.stream().map(DroughtAlert::onsetEpochDay).toList();
    }

    /** Percentiles that stay dry for weeks and then leave, with gaps. */
    private static List<DroughtDay> wander(Random random) {
        var days = new ArrayList<DroughtDay>();
        double level = 20;
        for (int day = 0; day < DAYS; day++) {
            level += 4 * random.nextGaussian() + .03 * (10 - level);
            float percentile = (float) Math.min(100, Math.max(0, Math.abs(level)));
            if (random.nextInt(12) != 0) {
                days.add(new DroughtDay(day, percentile, shares(day, random.nextFloat() < .9 ? 1 : .4f), 1, 1, false));
            }
        }
        return days;
    }

    private interface Percentiles {
        float of(int day);
    }

    private static List<DroughtDay> days(int first, int end, Percentiles percentiles) {
        var days = new ArrayList<DroughtDay>();
        for (int day = first; day < end; day++) {
            float percentile = percentiles.of(day);
            days.add(new DroughtDay(day, percentile, sure(percentile), 1, 1, false));
        }
        return days;
    }

    /** All members where the analysis is. */
    private static float[] sure(float percentile) {
        var shares = new float[DroughtDay.CLASSES];
        for (int each = 0; each < shares.length; each++) {
            shares[each] = percentile <= DroughtClass.values()[each].upToPercentile() ? 1 : 0;
        }
        return shares;
    }

    private static float[] shares(int day, float share) {
        var shares = new float[DroughtDay.CLASSES];
        Arrays.fill(shares, share);
        shares[0] = day % 2 == 0 ? share : 0;
        return shares;
    }
}
