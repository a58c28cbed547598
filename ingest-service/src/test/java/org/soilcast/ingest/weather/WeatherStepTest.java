package org.soilcast.ingest.weather;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.soilcast.ingest.source.TimeSpan;

class WeatherStepTest {
    private static WeatherStep mean(String start, String end, float value) {
        return new WeatherStep(
                WeatherRole.AIR_TEMPERATURE,
                false,
                new TimeSpan(
                        Instant.parse("2016-06-01T" + start + ":00Z"), Instant.parse("2016-06-01T" + end + ":00Z")),
                new float[] {value});
    }

    /** A mean of 0 to 6 h tells that of 3 to 6 h, once, also when it comes from two subsets of the same run. */
    @Test
    void aMeanThatComesTwiceCountsOnce() {
        WeatherStep first = mean("00:00", "03:00", 280);
        WeatherStep longer = mean("00:00", "06:00", 285);
        List<WeatherStep> means = WeatherStep.means(List.of(first, longer, mean("00:00", "06:00", 285)));
        assertThat(means).hasSize(2);
        assertThat(means.get(1).span()).isEqualTo(mean("03:00", "06:00", 0).span());
        assertThat(means.get(1).values()[0]).isEqualTo(290);
    }
}
