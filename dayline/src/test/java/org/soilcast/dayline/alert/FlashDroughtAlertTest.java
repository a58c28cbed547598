package org.soilcast.dayline.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.DroughtClass;

class FlashDroughtAlertTest {
    private static final AlertRule FLASH =
            new AlertRule("flash", AlertRule.Kind.FLASH_DROUGHT, Depth.ROOT_ZONE, DroughtClass.D1, .7f, 1, 5, 2, 7);

    /** From 60 to 10 in so many days, then back up: told when the fall takes no more than 20 days, and once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 15})
    void aFastFallIsRaisedOnceAndCleared(int fallDays) {
        for (int begin = 100; begin < 105; begin++) {
            int from = begin;
            List<DroughtAlert> alerts = AlertHistory.of(
                    FLASH, days(day -> day < from ? 60 : day < from + 60 ? fallen(day - from, fallDays) : 60), 299);
            assertThat(alerts).as("from %d", begin).hasSize(1);
            DroughtAlert alert = alerts.get(0);
            assertThat(alert.raisedEpochDay()).isBetween(from, from + fallDays + 2 * DroughtPentad.DAYS);
            assertThat(alert.peak()).isEqualTo(DroughtClass.D2);
            assertThat(alert.clearedEpochDay()).isPresent();
        }
    }

    @Test
    void aSlowFallIsNoFlashDrought() {
        assertThat(AlertHistory.of(FLASH, days(day -> day < 100 ? 60 : Math.max(10, 60 - (day - 100))), 299))
                .isEmpty();
        AlertRule drought = new AlertRule("slow", DroughtClass.D1, .7f, 1, 5, 2, 7);
        assertThat(AlertHistory.of(drought, days(day -> day < 100 ? 60 : Math.max(10, 60 - (day - 100))), 299))
                .hasSize(1);
    }

    @Test
    void whatStartsBelowFortyIsNoFlashDrought() {
        assertThat(AlertHistory.of(FLASH, days(day -> day < 100 ? 39 : 10), 299))
                .isEmpty();
    }

    @Test
    void whatIsForgottenBehindAPentadIsNotMissed() {
        List<DroughtDay> days = days(day -> day % 90 < 45 ? 60 : 10);
        List<DroughtAlert> whole = AlertHistory.of(FLASH, days, 299);
        assertThat(whole).hasSize(3);
        for (int after = 0; after < 60; after++) {
            List<DroughtAlert> first = AlertHistory.of(FLASH, days, DroughtPentad.lastDay(after));
            int kept = DroughtPentad.firstDay(after + 1 - FLASH.pentadsBack());
            List<DroughtAlert> rest = new AlertHistory(
                            FLASH,
                            DroughtPentad.of(days.stream()
                                    .filter(day -> day.epochDay() >= kept)
                                    .toList()))
                    .between(first.stream().reduce((one, next) -> next), after, DroughtPentad.lastOver(299));
            var all = new ArrayList<>(first.subList(0, Math.max(0, first.size() - 1)));
            all.addAll(rest);
            assertThat(all).as("after pentad %d", after).isEqualTo(whole);
        }
    }

    @Test
    void rulesSayWhatTheyAreAbout() {
        AlertRule county = new AlertRule("county", DroughtClass.D0, .5f, 1, 5, 1, 0);
        var rules = new AlertRules(List.of(
                new AlertRules.Entry(FLASH, Set.of(AlertRules.CELLS, "17001")),
                new AlertRules.Entry(county, Set.of(AlertRules.AREAS))));
        assertThat(rules.ofCells()).containsExactly(FLASH);
        assertThat(rules.ofArea("17001")).containsExactly(FLASH, county);
        assertThat(rules.ofArea("17003")).containsExactly(county);
        assertThat(rules.namedAreas()).containsExactly("17001");
        var twice = new AlertRules.Entry(county, Set.of(AlertRules.CELLS));
        assertThatThrownBy(() -> new AlertRules(List.of(twice, twice))).hasMessageContaining("county");
        assertThatThrownBy(() -> new AlertRule(
                        "wide", AlertRule.Kind.FLASH_DROUGHT, Depth.SURFACE, DroughtClass.D0, .7f, 1, 5, 2, 7))
                .hasMessageContaining("expected D1 or a drier class");
    }

    private static double fallen(int since, int fallDays) {
        return Math.max(10, 60 - 50.0 * (since + 1) / fallDays);
    }

    private static List<DroughtDay> days(IntToDoubleFunction percentiles) {
        var days = new ArrayList<DroughtDay>();
        for (int day = 0; day < 300; day++) {
            float percentile = (float) percentiles.applyAsDouble(day);
            var shares = new float[DroughtDay.CLASSES];
            for (int each = 0; each < shares.length; each++) {
                shares[each] = percentile <= DroughtClass.values()[each].upToPercentile() ? 1 : 0;
            }
            days.add(new DroughtDay(day, percentile, shares, 1, 1, false));
        }
        return days;
    }
}
