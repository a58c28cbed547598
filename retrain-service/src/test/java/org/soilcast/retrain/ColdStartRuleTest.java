package org.soilcast.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.learning.history.DaySpan;

class ColdStartRuleTest {
    private static final LocalDate FIRST = LocalDate.parse("2015-04-01");

    @ParameterizedTest
    @CsvSource({"1", "30", "365", "379"})
    void waitsWhileLateInputCanChangeTheFirstYear(int days) {
        assertThat(ColdStartRule.days(held(days), false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"380", "4000"})
    void startsWithTheFirstYearOnceItIsFinal(int days) {
        assertThat(ColdStartRule.days(held(days), false)).isEqualTo(held(365));
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "364, 364", "365, 365", "370, 365", "4000, 365"})
    void takesWhatThereIsWhenNothingMoreComes(int days, int used) {
        assertThat(ColdStartRule.days(held(days), true)).isEqualTo(held(used));
    }

    @Test
    void tooFewDaysAreAnErrorThatSaysHowMany() {
        assertThatThrownBy(() -> ColdStartRule.days(held(29), true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a cold start needs 30 days without gap in all tiles, the input has 29");
        assertThatThrownBy(() -> ColdStartRule.days(Optional.empty(), true)).hasMessageContaining("has 0");
    }

    @Test
    void waitsBeforeTheTilesAreKnown() {
        assertThat(ColdStartRule.days(Optional.empty(), false)).isEmpty();
    }

    @Test
    void aModelOfPartOfAYearSaysSo() {
        assertThat(ColdStartRule.limit(new DaySpan(FIRST, 364)))
                .hasValueSatisfying(limit -> assertThat(limit)
                        .contains("2015-04-01 to 2016-03-29, 364 of the 365 days", "Begin with a new state folder"));
        assertThat(ColdStartRule.limit(new DaySpan(FIRST, 365))).isEmpty();
    }

    private static Optional<DaySpan> held(int days) {
        return Optional.of(new DaySpan(FIRST, days));
    }
}
