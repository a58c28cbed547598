package org.soilcast.ingest.levelfour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values that are told apart by the hour of their moment. */
class LevelFourSeriesTest {
    private static final LocalDate FIRST = LocalDate.of(2015, 7, 10);
    /** At 0 E the sun and UTC agree; at 90 W it is 6 h where UTC has 12. */
    private static final float[] LONGITUDES = {0, -90};

    private static LevelFourSeries everyThreeHours(int hours) {
        Map<Instant, float[]> granules = new HashMap<>();
        Instant start = Instant.parse("2015-07-10T01:30:00Z");
        for (int hour = 0; hour < hours; hour += 3) {
            float value = hour + 1.5f;
            granules.put(start.plusSeconds(hour * 3600L), new float[] {value, value});
        }
        return new LevelFourSeries(LONGITUDES, granules);
    }

    @Test
    void theMorningHasTheNewestMeanThatEndsBeforeThePass() {
        // 03..06 UTC ends at the pass of 0 E; 09..12 UTC at that of 90 W
        assertThat(everyThreeHours(48).beforeTheMorning(FIRST, 2)).containsExactly(4.5f, 10.5f, 28.5f, 34.5f);
    }

    @Test
    void whatIsOlderThanADayAndAHalfSaysNothing() {
        // the last is that of 21..24 UTC of the 10th
        float[] values = everyThreeHours(24).beforeTheMorning(FIRST, 4);
        assertThat(values).containsExactly(4.5f, 10.5f, 22.5f, 22.5f, 22.5f, Float.NaN, Float.NaN, Float.NaN);
    }

    @Test
    void aDayIsTheMeanOfItsOwnHours() {
        float[] values = everyThreeHours(48).dailyMeans(FIRST, 2);
        // the mean of 1.5, 4.5 .. 22.5; six hours later in the west, whose second day is cut
        assertThat(values).containsExactly(12, 18, 36, 39);
        assertThat(everyThreeHours(3).dailyMeans(FIRST.plusDays(2), 1)).containsExactly(Float.NaN, Float.NaN);
    }

    @Test
    void aValueThatIsMissingStaysMissingInTheMorning() {
        var granules = Map.of(
                Instant.parse("2015-07-10T01:30:00Z"), new float[] {0.3f, 0.2f},
                Instant.parse("2015-07-10T04:30:00Z"), new float[] {Float.NaN, 0.4f});
        var series = new LevelFourSeries(LONGITUDES, granules);
        assertThat(series.beforeTheMorning(FIRST, 1)).containsExactly(Float.NaN, 0.4f);
        assertThat(series.dailyMeans(FIRST, 1)).containsExactly(0.3f, Float.NaN);
        assertThat(series.granules()).isEqualTo(2);
    }
}
