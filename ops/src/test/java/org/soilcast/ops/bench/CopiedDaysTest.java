package org.soilcast.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.parse.DomainDay;
import org.soilcast.ingest.parse.DomainDays;
import org.soilcast.ingest.sample.StationSample;

class CopiedDaysTest {
    private static final int CELLS = 50;

    private final DomainDays sample = StationSample.read();
    private final CopiedDays copied = new CopiedDays(sample, CELLS);

    @Test
    void aCopyHasTheDaysOfItsOriginalShiftedAndGoingRound() {
        List<DomainDay> originals = new ArrayList<>();
        sample.days(sample.firstDate(), sample.lastDate()).forEachRemaining(originals::add);
        LocalDate last = sample.firstDate().plusDays(originals.size() + 9L); // ten days into the second round
        List<DomainDay> copies = new ArrayList<>();
        copied.days(sample.firstDate(), last).forEachRemaining(copies::add);

        assertThat(copied.domain().cells())
                .hasSize(CELLS)
                .hasSizeGreaterThan(sample.domain().cells().size());
        for (int tile = 0; tile < copied.domain().tiles(); tile++) {
            for (int i = 0; i < copied.domain().size(tile); i++) {
                String key = copied.domain()
                        .cells()
                        .get(copied.domain().start(tile) + i)
                        .key();
                int copy = Integer.parseInt(key.substring(key.lastIndexOf('_') + 1));
                int original = sample.domain()
                        .position(key.substring(0, key.lastIndexOf('_')))
                        .orElseThrow();
                for (int day = 0; day < copies.size(); day += 53) {
                    DomainDay shifted = originals.get((day + 97 * copy) % originals.size());
                    assertThat(copies.get(day).date())
                            .isEqualTo(sample.firstDate().plusDays(day));
                    for (ForcingVariable variable : ForcingVariable.values()) {
                        float[] row = copies.get(day).forcing(variable, tile);
                        assertThat(row.length == 0 ? Float.NaN : row[i])
                                .as("%s of %s on day %d", variable, key, day)
                                .isEqualTo(Float.valueOf(value(shifted.forcing(variable, tileOf(original)), original)));
                    }
                    assertThat(copies.get(day).soilMoistureM3PerM3(tile)[i])
                            .isEqualTo(Float.valueOf(value(shifted.soilMoistureM3PerM3(tileOf(original)), original)));
                }
            }
        }
    }

    private int tileOf(int cell) {
        Domain domain = sample.domain();
        int tile = 0;
        while (cell >= domain.start(tile) + domain.size(tile)) {
            tile++;
        }
        return tile;
    }

    private float value(float[] row, int cell) {
        return row.length == 0 ? Float.NaN : row[cell - sample.domain().start(tileOf(cell))];
    }
}
