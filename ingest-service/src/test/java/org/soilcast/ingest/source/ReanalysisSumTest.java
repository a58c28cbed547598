package org.soilcast.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReanalysisSumTest {
    private static AxisGrid grid(double north, double west, double step, int rows, int columns) {
        return new AxisGrid(
                IntStream.range(0, rows).mapToDouble(row -> north - row * step).toArray(),
                IntStream.range(0, columns)
                        .mapToDouble(column -> west + column * step)
                        .toArray());
    }

    private static Optional<ReanalysisSum> ofPoint(double latitude, double longitude) {
        return ReanalysisSum.of(new PlaceList(List.of("point"), new double[] {latitude}, new double[] {longitude}));
    }

    @Test
    void theGridTellsWhoseSumsTheyAre() {
        assertThat(ReanalysisSum.of(grid(53.25, -126, 0.25, 3, 4))).contains(ReanalysisSum.LAST_HOUR);
        assertThat(ReanalysisSum.of(grid(55, -127, 1, 33, 63))).contains(ReanalysisSum.LAST_HOUR);
        assertThat(ReanalysisSum.of(grid(53.2, -126, 0.1, 3, 4))).contains(ReanalysisSum.SINCE_MIDNIGHT);
        assertThat(ReanalysisSum.of(grid(53.2, 179.95, 0.1, 1, 4)))
                .as("one row, across the date line")
                .contains(ReanalysisSum.SINCE_MIDNIGHT);
        assertThat(ReanalysisSum.of(grid(53.2f, -126, 0.1f, 30, 40)))
                .as("single precision")
                .contains(ReanalysisSum.SINCE_MIDNIGHT);
        assertThat(ReanalysisSum.of(grid(53, -126, 0.3, 3, 4))).isEmpty();
        assertThat(ReanalysisSum.of(new AxisGrid(new double[] {53, 52.9}, new double[] {-126, -125.75})))
                .as("0.1 by 0.25")
                .isEmpty();
    }

    @Test
    void aPlaceLiesOnTheOneGridOrTheOtherOrBoth() {
        assertThat(ofPoint(54.5, 236.75)).contains(ReanalysisSum.LAST_HOUR);
        assertThat(ofPoint(54.5, -123.3)).contains(ReanalysisSum.SINCE_MIDNIGHT);
        assertThat(ofPoint(54.5, 237)).as("on both").isEmpty();
        assertThat(ofPoint(54.53, 237)).as("on neither").isEmpty();
    }

    @Test
    void whatEndsAtMidnightIsTheDayBefore() {
        Instant midnight = Instant.parse("2022-01-02T00:00:00Z");
        Instant one = Instant.parse("2022-01-02T01:00:00Z");
        assertThat(ReanalysisSum.SINCE_MIDNIGHT.ending(midnight))
                .hasToString("2022-01-01T00:00:00Z..2022-01-02T00:00:00Z");
        assertThat(ReanalysisSum.SINCE_MIDNIGHT.ending(one)).hasToString("2022-01-02T00:00:00Z..2022-01-02T01:00:00Z");
        assertThat(ReanalysisSum.LAST_HOUR.ending(midnight)).hasToString("2022-01-01T23:00:00Z..2022-01-02T00:00:00Z");
    }
}
