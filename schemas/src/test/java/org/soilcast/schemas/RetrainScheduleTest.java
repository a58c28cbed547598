package org.soilcast.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetrainScheduleTest {
    private static final LocalDate FIRST = LocalDate.parse("2015-04-01");
    private static final RetrainSchedule SCHEDULE = RetrainSchedule.every(90, false);

    @Test
    void cutsBeginAYearAfterTheFirstDay() {
        assertThat(SCHEDULE.next(FIRST, Optional.empty())).isEqualTo("2016-03-31");
        assertThat(next("2016-03-31")).isEqualTo("2016-06-29");
        assertThat(next("2016-06-29")).isEqualTo("2016-09-27");
        assertThat(next("2016-04-07")).as("decided on another schedule").isEqualTo("2016-06-29");
        assertThat(next("2015-12-01")).as("the same, before the first cut").isEqualTo("2016-03-31");
    }

    @Test
    void theStreamWaitsWhereTheCutHasBecomeFinal() {
        LocalDate waits = SCHEDULE.waitsBehind(FIRST, Optional.empty());
        assertThat(waits).isEqualTo("2016-04-15");
        assertThat(SCHEDULE.due(FIRST, waits, Optional.empty())).contains(LocalDate.parse("2016-03-31"));
        assertThat(SCHEDULE.due(FIRST, waits.minusDays(1), Optional.empty())).isEmpty();
    }

    @Test
    void ofSeveralCutsThatAreDueOnlyTheNewestIsDecided() {
        assertThat(SCHEDULE.due(FIRST, LocalDate.parse("2016-07-13"), Optional.empty()))
                .contains(LocalDate.parse("2016-03-31"));
        LocalDate cut = LocalDate.parse("2016-06-29");
        LocalDate last = LocalDate.parse("2016-07-14");
        assertThat(SCHEDULE.due(FIRST, last, Optional.empty())).contains(cut);
        assertThat(SCHEDULE.due(FIRST, last, decided(cut))).isEmpty();
    }

    @Test
    void betweenCutsDriftIsLookedForEveryFortnight() {
        RetrainSchedule both = RetrainSchedule.every(90, true);
        LocalDate firstCut = LocalDate.parse("2016-03-31");
        assertThat(both.next(FIRST, Optional.empty())).isEqualTo(firstCut);
        LocalDate look = both.next(FIRST, decided(firstCut));
        assertThat(look).isEqualTo("2016-04-14");
        assertThat(both.isCut(FIRST, firstCut)).isTrue();
        assertThat(both.isCut(FIRST, look)).isFalse();
        assertThat(both.due(FIRST, look.plusDays(15), decided(firstCut))).contains(look);
        LocalDate lastLook = LocalDate.parse("2016-06-23");
        LocalDate secondCut = LocalDate.parse("2016-06-29");
        assertThat(both.next(FIRST, decided(lastLook))).isEqualTo(secondCut);
        assertThat(both.next(FIRST, decided(secondCut))).isEqualTo("2016-07-07");
        assertThat(both.due(FIRST, LocalDate.parse("2016-08-01"), decided(firstCut)))
                .as("a cut goes before looks")
                .contains(secondCut);
    }

    @Test
    void whatADecisionAsksForGoesBeforeTheSchedule() {
        LocalDate again = LocalDate.parse("2016-07-05");
        Optional<RetrainSchedule.Decided> decided =
                Optional.of(new RetrainSchedule.Decided(LocalDate.parse("2016-03-31"), Optional.of(again)));
        assertThat(SCHEDULE.next(FIRST, decided))
                .as("past the cut of 2016-06-29")
                .isEqualTo(again);
        assertThat(SCHEDULE.waitsBehind(FIRST, decided)).isEqualTo("2016-07-20");
        assertThat(SCHEDULE.due(FIRST, LocalDate.parse("2016-07-19"), decided)).isEmpty();
        assertThat(SCHEDULE.due(FIRST, LocalDate.parse("2017-01-01"), decided)).contains(again);
        assertThat(next("2016-07-05")).as("the schedule goes on").isEqualTo("2016-09-27");
        assertThatThrownBy(() -> new RetrainSchedule.Decided(again, Optional.of(again)))
                .hasMessageContaining("another look after 2016-07-05");
    }

    @Test
    void aCutIsFinalBeforeItIsDecided() {
        assertThatThrownBy(() -> new RetrainSchedule(90, 14, false)).hasMessageContaining("more than 14 days");
        assertThatThrownBy(() -> RetrainSchedule.every(29, false)).hasMessageContaining("at least 30 days");
    }

    private static LocalDate next(String decided) {
        return SCHEDULE.next(FIRST, decided(LocalDate.parse(decided)));
    }

    private static Optional<RetrainSchedule.Decided> decided(LocalDate day) {
        return Optional.of(new RetrainSchedule.Decided(day, Optional.empty()));
    }
}
