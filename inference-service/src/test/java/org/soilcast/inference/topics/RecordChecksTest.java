package org.soilcast.inference.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.inference.topics.GoodTileDay.DOMAIN;
import static org.soilcast.inference.topics.GoodTileDay.day;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.TileDay;

class RecordChecksTest {
    private static final int MOST_CELLS = 128;

    private static TileDay.Builder ofCells(int day, int cells) {
        List<Float> zeros = Floats.view(new float[cells]);
        return day(day).setPrecipitationMmPerDay(zeros)
                .setAirTemperatureC(zeros)
                .setPotentialEvapotranspirationMmPerDay(zeros)
                .setObservedM3PerM3(zeros)
                .setQuality(Collections.nCopies(cells, 0));
    }

    @Test
    void aProperDayHasNoFault() {
        var checks = new RecordChecks(DOMAIN);
        assertThat(checks.faultOf(day(0).build())).isEmpty();
        assertThat(checks.faultOf(ofCells(0, 1).build())).isEmpty();
        assertThat(checks.faultOf(ofCells(0, MOST_CELLS).build())).isEmpty();
    }

    @Test
    void eachFaultOfADayHasItsReason() {
        List<TileDay.Builder> bad = List.of(
                day(1).setDomain("elsewhere"),
                day(1).setDate(LocalDate.of(9999, 12, 31)),
                day(1).setTile(-1),
                day(1).setRevision(0),
                day(1).setPrecipitationMmPerDay(List.of()),
                day(1).setAirTemperatureC(List.of(1f)),
                day(1).setQuality(List.of(1, 2, 3, 4)),
                day(1).setPrecipitationMmPerDay(List.of(0f, Float.NaN, 0f)),
                day(1).setPrecipitationMmPerDay(List.of(0f, 0f, -1f)),
                day(1).setAirTemperatureC(List.of(0f, Float.POSITIVE_INFINITY, 0f)),
                day(1).setAirTemperatureC(List.of(280f, 280f, 280f)),
                day(1).setPotentialEvapotranspirationMmPerDay(List.of(0f, 0f, 31f)),
                day(1).setObservedM3PerM3(List.of(0f, .81f, 0f)),
                day(1).setObservedM3PerM3(List.of(0f, Float.NEGATIVE_INFINITY, 0f)),
                day(1).setQuality(List.of(0, 0, 1 << 16)));
        var checks = new RecordChecks(DOMAIN);
        assertThat(bad)
                .extracting(day -> checks.faultOf(day.build()).orElseThrow().reason())
                .containsExactly(
                        "tile-day-domain",
                        "tile-day-date",
                        "tile-day-values",
                        "tile-day-values",
                        "tile-day-cells",
                        "tile-day-cells",
                        "tile-day-cells",
                        "tile-day-values",
                        "tile-day-values",
                        "tile-day-values",
                        "tile-day-values",
                        "tile-day-values",
                        "tile-day-values",
                        "tile-day-values",
                        "tile-day-values");
        assertThat(checks.faultOf(ofCells(1, MOST_CELLS + 1).build())
                        .orElseThrow()
                        .reason())
                .isEqualTo("tile-day-cells");
        assertThat(checks.faultOf(ofCells(1, 0).build()).orElseThrow().reason()).isEqualTo("tile-day-cells");
    }
}
