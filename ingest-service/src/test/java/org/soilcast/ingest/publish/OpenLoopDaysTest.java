package org.soilcast.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.parse.DomainDay;
import org.soilcast.ingest.parse.DomainDays;
import org.soilcast.ingest.twin.TwinExperiment;

class OpenLoopDaysTest {
    private static final LocalDate FIRST = LocalDate.of(2015, 6, 1);

    private final DomainDays whole =
            TwinExperiment.of(8, 20261121, Optional.of(FIRST), Optional.of(FIRST.plusDays(20)));
    private final DomainDays openLoop = new OpenLoopDays(whole);

    @Test
    void hasTheWeatherAndNoRetrievals() {
        var retrievals = 0;
        var expected = whole.days(whole.firstDate(), whole.lastDate());
        var found = openLoop.days(openLoop.firstDate(), openLoop.lastDate());
        while (expected.hasNext()) {
            DomainDay day = expected.next();
            DomainDay weather = found.next();
            retrievals += day.retrievals(0).isPresent() ? 1 : 0;
            assertThat(weather.date()).isEqualTo(day.date());
            assertThat(weather.retrievals(0)).isEmpty();
            for (ForcingVariable variable : ForcingVariable.values()) {
                assertThat(weather.forcing(variable, 0)).containsExactly(day.forcing(variable, 0));
            }
        }
        assertThat(found.hasNext()).isFalse();
        assertThat(retrievals).as("days with retrievals in the whole input").isPositive();
    }

    @Test
    void isAnotherSourceThanTheWholeInput() {
        assertThat(openLoop.source().checksum())
                .isNotEqualTo(whole.source().checksum())
                .isEqualTo(new OpenLoopDays(whole).source().checksum());
    }
}
