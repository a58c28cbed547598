package org.soilcast.laboratory.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.soilcast.learning.history.DaySpan;

class DroughtComparisonTest {
    private static final LocalDate FIRST = LocalDate.parse("2017-01-02");
    private static final int CELLS = 2;
    private static final float[] CLASS = {0, 0.5f, 1, 2, 3, 5};

    /** Six weeks, the first of them before the days judged; the second cell is in no drought. */
    private static DroughtComparison comparison() {
        var meanClass = new float[CLASS.length * CELLS];
        var share = new float[meanClass.length];
        for (int map = 0; map < CLASS.length; map++) {
            meanClass[map * CELLS] = CLASS[map];
            share[map * CELLS] = CLASS[map] >= 2 ? 0.5f : 0.49f;
        }
        List<LocalDate> dates = IntStream.range(0, CLASS.length)
                .mapToObj(week -> FIRST.plusWeeks(week))
                .toList();
        return new DroughtComparison(
                new DroughtMaps(dates, meanClass, share), DaySpan.of(FIRST.plusDays(1), dates.get(5)));
    }

    @Test
    void mapsAreThoseOfTheDaysJudged() {
        assertThat(comparison().maps()).isEqualTo(5);
        assertThat(comparison().first()).isEqualTo(FIRST.plusWeeks(1));
        assertThat(comparison().last()).isEqualTo(FIRST.plusWeeks(5));
    }

    @Test
    void percentilesThatFallWithTheClassAgree() {
        DroughtComparison.Agreement agreement = comparison()
                .agreements(List.of((date, cell) -> 100 - date.toEpochDay()), new double[] {20}, 0, 1)
                .get(0);
        assertThat(agreement.overTime()[0]).isCloseTo(1, within(1e-12));
        assertThat(agreement.overTime()[1]).as("always class 0").isNaN();
    }

    @Test
    void warningsAreCountedAgainstHalfOfTheArea() {
        // Percentiles of the five weeks: 20, 21, 20, 90, 3. D1 or worse came in the last three.
        List<Double> percentiles = List.of(Double.NaN, 20.0, 21.0, 20.0, 90.0, 3.0);
        DroughtComparison.Wetness index =
                (date, cell) -> percentiles.get((int) (date.toEpochDay() - FIRST.toEpochDay()) / 7);
        EventCounts events = comparison()
                .agreements(List.of(index), new double[] {20}, 0)
                .get(0)
                .events();
        assertThat(events.hitRate()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(events.falseAlarmRatio()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void indicesAreComparedOnTheSameWeeks() {
        DroughtComparison.Wetness gap =
                (date, cell) -> date.equals(FIRST.plusWeeks(5)) ? Double.NaN : -date.toEpochDay();
        // On the last week the other index is wrong; without that week it is right.
        DroughtComparison.Wetness other = (date, cell) -> date.equals(FIRST.plusWeeks(5)) ? 1e9 : -date.toEpochDay();
        List<DroughtComparison.Agreement> agreements =
                comparison().agreements(List.of(gap, other), new double[] {0, 0}, 0);
        assertThat(agreements.get(0).pooled()).isCloseTo(1, within(1e-12));
        assertThat(agreements.get(1).pooled()).isCloseTo(1, within(1e-12));
        assertThat(agreements.get(1).cells()).isEqualTo(1);
    }
}
