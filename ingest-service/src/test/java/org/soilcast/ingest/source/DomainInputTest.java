package org.soilcast.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.twin.TwinExperiment;

class DomainInputTest {
    private static final LocalDate FIRST = LocalDate.of(2015, 6, 1);
    private static final LocalDate LAST = FIRST.plusDays(20);

    private final DomainInput whole = TwinExperiment.of(8, 20261121, Optional.of(FIRST), Optional.of(LAST))
            .input();

    @Test
    void openLoopHasTheWeatherAndNoRetrievals() {
        DomainInput openLoop = whole.withoutRetrievals();
        int retrievals = 0;
        assertThat(openLoop.dates()).isEqualTo(whole.dates());
        for (LocalDate date : whole.dates().dates().toList()) {
            retrievals += whole.retrievals().day(date).hasAny(whole.domain(), 0) ? 1 : 0;
            assertThat(openLoop.retrievals().day(date).hasAny(whole.domain(), 0))
                    .isFalse();
            assertThat(openLoop.retrievals().digest(date))
                    .isNotEqualTo(whole.retrievals().digest(date));
            assertThat(openLoop.forcing().digest(date))
                    .isEqualTo(whole.forcing().digest(date));
            for (ForcingVariable variable : ForcingVariable.values()) {
                assertThat(openLoop.forcing().day(date).values(variable))
                        .containsExactly(whole.forcing().day(date).values(variable));
            }
        }
        assertThat(retrievals).as("days with retrievals in the whole input").isPositive();
    }

    @Test
    void aDayIsThereWhenBothSourcesHaveGonePastIt() {
        DomainInput shorter = TwinExperiment.of(
                        8, 20261121, Optional.of(FIRST.plusDays(2)), Optional.of(LAST.minusDays(3)))
                .input();
        assertThat(with(whole, shorter).dates()).isEqualTo(new DateRange(FIRST, LAST.minusDays(3)));
        assertThat(with(shorter, whole).dates()).isEqualTo(new DateRange(FIRST.plusDays(2), LAST.minusDays(3)));
    }

    @Test
    void cutsTheDatesAskedForToThoseThereAre() {
        assertThat(whole.dates(Optional.of(FIRST.minusDays(9)), Optional.of(LAST.plusDays(9))))
                .isEqualTo(new DateRange(FIRST, LAST));
        assertThat(whole.dates(Optional.of(FIRST.plusDays(1)), Optional.of(LAST.minusDays(1))))
                .isEqualTo(new DateRange(FIRST.plusDays(1), LAST.minusDays(1)));
        assertThatThrownBy(() -> whole.dates(Optional.of(LAST.plusDays(1)), Optional.empty()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no dates to do");
    }

    private static DomainInput with(DomainInput weather, DomainInput seen) {
        return new DomainInput(
                weather.domain(),
                weather.normals(),
                weather.forcing(),
                seen.retrievals(),
                weather.rejected(),
                weather.notices());
    }
}
