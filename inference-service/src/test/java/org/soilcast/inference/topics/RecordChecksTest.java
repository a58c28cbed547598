package org.soilcast.inference.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.TileDay;

class RecordChecksTest {
    private static final String DOMAIN = "here";
    private static final LocalDate FIRST = LocalDate.parse("2015-04-01");
    private static final int CELLS = 3;
    private static final int MOST_CELLS = 128;

    private static TileDay.Builder day(int day) {
        return TileDay.newBuilder()
                .setDomain(DOMAIN)
                .setTile(0)
                .setDate(FIRST.plusDays(day))
                .setRevision(1)
                .setPrecipitationMmPerDay(Collections.nCopies(CELLS, 1f))
                .setAirTemperatureC(Collections.nCopies(CELLS, 10f))
                .setPotentialEvapotranspirationMmPerDay(Collections.nCopies(CELLS, 2f))
                .setObservedM3PerM3(List.of(Float.NaN, .2f, .8f))
                .setQuality(Collections.nCopies(CELLS, 33));
    }

    private static TileDay.Builder day(int day, int cells) {
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
        assertThat(checks.faultOf(day(0, 1).build())).isEmpty();
        assertThat(checks.faultOf(day(0, MOST_CELLS).build())).isEmpty();
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
        assertThat(checks.faultOf(day(1, MOST_CELLS + 1).build()).orElseThrow().reason())
                .isEqualTo("tile-day-cells");
        assertThat(checks.faultOf(day(1, 0).build()).orElseThrow().reason()).isEqualTo("tile-day-cells");
    }
}
