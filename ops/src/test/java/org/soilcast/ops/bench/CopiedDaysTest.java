package org.soilcast.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.sample.StationSample;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ingest.source.ForcingDay;
import org.soilcast.ingest.source.RetrievalDay;

class CopiedDaysTest {
    private static final int CELLS = 50;

    private final DomainInput sample = StationSample.read().input();
    private final CopiedDays copied = new CopiedDays(sample, CELLS);

    @Test
    void aCopyHasTheDaysOfItsOriginalShiftedAndGoingRound() {
        LocalDate first = sample.dates().first();
        int originals = sample.dates().days();
        assertThat(copied.domain().cells())
                .hasSize(CELLS)
                .hasSizeGreaterThan(sample.domain().cells().size());
        for (int day = 0; day < originals + 10; day += 53) { // ten days into the second round
            ForcingDay weather = copied.input().forcing().day(first.plusDays(day));
            RetrievalDay seen = copied.input().retrievals().day(first.plusDays(day));
            for (int cell = 0; cell < CELLS; cell++) {
                String key = copied.domain().cells().get(cell).key();
                int copy = Integer.parseInt(key.substring(key.lastIndexOf('_') + 1));
                int original = sample.domain()
                        .position(key.substring(0, key.lastIndexOf('_')))
                        .orElseThrow();
                LocalDate shifted = first.plusDays((day + 97 * copy) % originals);
                for (ForcingVariable variable : ForcingVariable.values()) {
                    assertThat(value(weather.values(variable), cell))
                            .as("%s of %s on day %d", variable, key, day)
                            .isEqualTo(value(sample.forcing().day(shifted).values(variable), original));
                }
                assertThat(value(seen.soilMoistureM3PerM3(), cell))
                        .isEqualTo(value(sample.retrievals().day(shifted).soilMoistureM3PerM3(), original));
            }
        }
    }

    private static Float value(float[] row, int cell) {
        return row.length == 0 ? Float.NaN : row[cell];
    }
}
