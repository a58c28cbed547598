package org.soilcast.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.parse.DailyInput;
import org.soilcast.ingest.parse.InputDay;
import org.soilcast.ingest.twin.TwinExperiment;

class OpenLoopInputTest {
    private static final LocalDate FIRST = LocalDate.of(2015, 6, 1);

    private final DailyInput whole =
            TwinExperiment.of(8, 20261121, Optional.of(FIRST), Optional.of(FIRST.plusDays(20)));
    private final DailyInput openLoop = new OpenLoopInput(whole);

    @Test
    void hasTheWeatherAndNoRetrievals() {
        var retrievals = 0;
        var expected = whole.days(whole.firstDate(), whole.lastDate());
        var found = openLoop.days(openLoop.firstDate(), openLoop.lastDate());
        while (expected.hasNext()) {
            InputDay day = expected.next();
            InputDay weather = found.next();
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
                .isEqualTo(new OpenLoopInput(whole).source().checksum());
    }
}
