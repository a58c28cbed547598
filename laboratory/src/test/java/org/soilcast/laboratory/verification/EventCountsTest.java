package org.soilcast.laboratory.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EventCountsTest {
    @Test
    void ratesAreSharesOfEventsAndOfWarnings() {
        var events = new EventCounts();
        for (int i = 0; i < 10; i++) {
            events.add(i < 5, i % 2 == 0); // warned of 0 … 4; 0, 2, 4, 6, 8 came
        }
        assertThat(events.hitRate()).isCloseTo(3 / 5.0, within(1e-12));
        assertThat(events.falseAlarmRatio()).isCloseTo(2 / 5.0, within(1e-12));
    }

    @Test
    void withoutEventsOrWarningsTheyAreUnknown() {
        var events = new EventCounts();
        events.add(false, false);
        assertThat(events.hitRate()).isNaN();
        assertThat(events.falseAlarmRatio()).isNaN();
    }
}
