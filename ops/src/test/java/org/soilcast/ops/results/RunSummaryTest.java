package org.soilcast.ops.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.DomainDescription;
import org.soilcast.map.TileResults;
import org.soilcast.map.forecast.ForecastColumn;
import org.soilcast.map.forecast.IssuedForecast;
import org.soilcast.schemas.ResultColumn;
import org.soilcast.schemas.avro.ObservationTime;

class RunSummaryTest {
    private static final LocalDate LAST = LocalDate.of(2020, 12, 31);
    private static final Domain DOMAIN = new Domain(
            new DomainDescription("sample", "a day", ObservationTime.DAILY_MEAN, false, List.of()),
            List.of(
                    new Cell("03728", 1, 33, -79, Float.NaN, List.of()),
                    new Cell("94060", 2, 40, -105, Float.NaN, List.of())),
            Map.of("94060", "CO Boulder 14 W"));

    @Test
    void itGivesTheLastDayAndTheChangeOfAWeek() {
        var summary = new RunSummary(DOMAIN, LAST);
        add(summary, LAST.minusDays(7), 0.3f, 0.25f, 0.2f, 0.1f);
        add(summary, LAST.minusDays(1), 0.9f, 0.9f, 0.9f, 0.9f);
        add(summary, LAST, 0.5f, 0.5f, 0.5f, 0.5f);
        add(summary, LAST, 0.3125f, 0.125f, 0.1875f, 0.1f);

        assertThat(summary.table())
                .containsExactly(
                        "soil moisture of 2020-12-31 and its change since 2020-12-24, m3/m3",
                        "                     top 5 cm  change     top metre  change",
                        "03728                   0.313  +0.012         0.188  -0.013",
                        "CO Boulder 14 W         0.125  -0.125         0.100  +0.000");
    }

    @Test
    void whatIsNotKnownIsADash() {
        var summary = new RunSummary(DOMAIN, LAST);
        add(summary, LAST, 0.3f, Float.NaN, 0.2f, 0.1f);

        assertThat(summary.table().subList(2, 4))
                .containsExactly(
                        "03728                   0.300       -         0.200       -",
                        "CO Boulder 14 W             -       -         0.100       -");
    }

    @Test
    void aForecastStandsBesideIt() {
        var summary = new RunSummary(DOMAIN, LAST);
        add(summary, LAST, 0.3f, 0.4f, 0.2f, 0.1f);
        var values = new int[ForecastColumn.values().length][4];
        for (int[] column : values) {
            Arrays.fill(column, 1, 4, TileResults.UNKNOWN);
        }
        values[ForecastColumn.SURFACE_Q05.ordinal()] = new int[] {1, 1, 204_000, 260_000};
        values[ForecastColumn.SURFACE_Q95.ordinal()] = new int[] {1, 1, 356_000, 410_000};
        values[ForecastColumn.ROOT_ZONE_Q05.ordinal()] = new int[] {1, 1, 190_000, 90_000};
        values[ForecastColumn.ROOT_ZONE_Q95.ordinal()] = new int[] {1, 1, 220_000, 130_000};
        summary.add(
                0,
                new IssuedForecast(
                        LAST,
                        new TileResults.Origin(0, 1, 1, 1),
                        new int[] {1, 7},
                        new int[] {1, 7},
                        values,
                        new int[] {0, 0}));

        assertThat(summary.table())
                .containsExactly(
                        "soil moisture of 2020-12-31 and its change since 2020-12-24, m3/m3;",
                        "with what nine of ten traces of earlier weather make of it by 2021-01-07",
                        "                  top 5 cm  change  in 7 days  top metre  change  in 7 days",
                        "03728                0.300       -  0.20-0.36      0.200       -  0.19-0.22",
                        "CO Boulder 14 W      0.400       -  0.26-0.41      0.100       -  0.09-0.13");
    }

    private static void add(
            RunSummary summary,
            LocalDate date,
            float firstSurface,
            float secondSurface,
            float firstRootZone,
            float secondRootZone) {
        var values = new int[ResultColumn.values().length][2];
        values[ResultColumn.SURFACE_MEAN.ordinal()] = new int[] {millionths(firstSurface), millionths(secondSurface)};
        values[ResultColumn.ROOT_ZONE_MEAN.ordinal()] =
                new int[] {millionths(firstRootZone), millionths(secondRootZone)};
        summary.add(0, date, new TileResults(new TileResults.Origin(1, 1, 1, 1), values));
    }

    private static int millionths(float value) {
        return Float.isNaN(value) ? TileResults.UNKNOWN : Math.round(value * 1e6f);
    }
}
