package org.soilcast.dayline.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.dayline.ensemble.Runs;

class TraceDatesTest {
    private static final int DAYS = 28;
    private static final int FIRST = day("2010-01-01");

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    /** Of each earlier year a month around the date, and nothing that is not over by the issue. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void manyYearsGiveTheirMonths(long seed) {
        int issue = day("2018-06-30");
        TraceDates dates = TraceDates.before(seed, issue, FIRST, DAYS).orElseThrow();
        assertThat(dates.years()).isEqualTo(8);
        assertThat(dates.few()).isFalse();
        assertThat(dates.firstEpochDays())
                .as("seed %s", seed)
                .hasSize(Runs.MEMBERS)
                .isSorted()
                .allSatisfy(first -> {
                    LocalDate date = LocalDate.ofEpochDay(first);
                    int centre = (int) LocalDate.of(date.getYear(), 7, 1).toEpochDay();
                    assertThat(Math.abs(first - centre)).isLessThanOrEqualTo(15);
                    assertThat(date.getYear()).isBetween(2010, 2017);
                });
        assertThat(dates.firstEpochDays().stream()
                        .map(first -> LocalDate.ofEpochDay(first).getYear())
                        .distinct())
                .hasSize(8); // equal parts of the candidates leave no year out
    }

    @Test
    void oneYearIsWidenedAndFlagged() {
        int issue = day("2010-12-31");
        TraceDates dates = TraceDates.before(1, issue, FIRST, DAYS).orElseThrow();
        assertThat(dates.years()).isEqualTo(1);
        assertThat(dates.few()).isTrue();
        assertThat(dates.firstEpochDays()).allSatisfy(first -> assertThat(first).isBetween(FIRST, issue - DAYS + 1));
    }

    @Test
    void nothingAfterTheIssueIsEverRead() {
        for (int issue = FIRST; issue < FIRST + 3000; issue += 37) {
            int last = issue;
            TraceDates.before(7, issue, FIRST, DAYS)
                    .ifPresent(dates -> assertThat(dates.firstEpochDays())
                            .as("issue %s", LocalDate.ofEpochDay(last))
                            .allSatisfy(first -> assertThat(first + DAYS - 1).isLessThanOrEqualTo(last)));
        }
        assertThat(TraceDates.before(7, FIRST + DAYS - 2, FIRST, DAYS)).isEmpty();
        assertThat(TraceDates.before(7, FIRST + DAYS - 1, FIRST, DAYS)).isPresent();
    }

    /** What calibration learns with has seen none of the forecast's own days. */
    @Test
    void withinAHistoryTheForecastsOwnDaysAreLeftOut() {
        int last = day("2010-12-31");
        for (int issue = FIRST + 45; issue < last; issue += 11) {
            int begin = issue + 1;
            TraceDates dates = TraceDates.within(5, issue, FIRST, last, DAYS).orElseThrow();
            assertThat(dates.firstEpochDays())
                    .as("issue %s", LocalDate.ofEpochDay(issue))
                    .allSatisfy(first -> {
                        assertThat(first + DAYS - 1 < begin || first > begin + DAYS - 1)
                                .isTrue();
                        assertThat(first).isBetween(FIRST, last - DAYS + 1);
                    });
        }
    }

    @Test
    void theDateAndTheSeedDecide() {
        int issue = day("2018-06-30");
        assertThat(TraceDates.before(1, issue, FIRST, DAYS)).isEqualTo(TraceDates.before(1, issue, FIRST, DAYS));
        assertThat(TraceDates.before(2, issue, FIRST, DAYS)).isNotEqualTo(TraceDates.before(1, issue, FIRST, DAYS));
    }
}
