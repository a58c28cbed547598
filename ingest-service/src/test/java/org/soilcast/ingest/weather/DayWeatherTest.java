package org.soilcast.ingest.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.soilcast.ingest.source.TimeSpan;

class DayWeatherTest {
    private static final LocalDate DATE = LocalDate.of(2015, 7, 10);
    private static final Instant MIDNIGHT = Instant.parse("2015-07-10T00:00:00Z");
    /** One cell at Greenwich and one at 90° W, six hours behind. */
    private static final DayWindows SOLAR = new DayWindows(new DayEnd(24, true), new double[] {0, -90});

    private static final DayWindows UTC = new DayWindows(new DayEnd(24, false), new double[] {0, -90});

    private static Instant hour(int hours) {
        return MIDNIGHT.plusSeconds(3600L * hours);
    }

    private static WeatherStep step(WeatherRole role, boolean amount, int from, int to, float... values) {
        return new WeatherStep(role, amount, new TimeSpan(hour(from), hour(to)), values);
    }

    private static float[] values(DayWindows windows, WeatherRole role, List<WeatherStep> steps) {
        var weather = new DayWeather(windows, DATE);
        weather.add(role, steps);
        return weather.values(role);
    }

    /** Hour h has h mm: 1 + … + 24 = 300 mm in UTC's day, 7 + … + 30 = 444 mm in that of 90° W. */
    @Test
    void hourlySumsBecomeTheDayOfEachCell() {
        var steps = new ArrayList<WeatherStep>();
        for (int hour = -11; hour <= 36; hour++) {
            float amount = Math.max(0, hour);
            steps.add(step(WeatherRole.PRECIPITATION, true, hour - 1, hour, amount, amount));
        }
        assertThat(values(SOLAR, WeatherRole.PRECIPITATION, steps)).containsExactly(300f, 444f);
        assertThat(values(UTC, WeatherRole.PRECIPITATION, steps)).containsExactly(300f, 300f);
    }

    /** The same rain as sums since midnight, whose beginnings are undone. */
    @Test
    void sumsSinceMidnightAreUndone() {
        var steps = new ArrayList<WeatherStep>();
        float sum = 0;
        for (int hour = 1; hour <= 24; hour++) {
            sum += hour;
            steps.add(step(WeatherRole.PRECIPITATION, true, 0, hour, sum, sum));
        }
        java.util.Collections.reverse(steps);
        float[] days = values(UTC, WeatherRole.PRECIPITATION, steps);
        assertThat(days[0]).isCloseTo(300f, within(1e-3f));
    }

    /** Means of 3 and of 6 hours in turns, as GFS has them: of 100 and 300 W/m2 the longer one is 200. */
    @Test
    void meansThatBeginTogetherAreUndone() {
        var steps = new ArrayList<WeatherStep>();
        for (int hour = 0; hour < 24; hour += 6) {
            steps.add(step(WeatherRole.SHORTWAVE, false, hour, hour + 3, 100, hour < 12 ? 0 : 400));
            steps.add(step(WeatherRole.SHORTWAVE, false, hour, hour + 6, 200, hour < 12 ? 0 : 200));
        }
        assertThat(values(UTC, WeatherRole.SHORTWAVE, steps)).containsExactly(200f, 100f);
    }

    @Test
    void joulesBecomeWatts() {
        var steps = new ArrayList<WeatherStep>();
        for (int hour = 1; hour <= 24; hour++) {
            steps.add(step(WeatherRole.SHORTWAVE, true, hour - 1, hour, 360_000f, 720_000f));
        }
        assertThat(values(UTC, WeatherRole.SHORTWAVE, steps)).containsExactly(100f, 200f);
    }

    @Test
    void aMissingHourOfACellIsAMissingDayOfThatCell() {
        var steps = new ArrayList<WeatherStep>();
        for (int hour = 1; hour <= 24; hour++) {
            steps.add(step(WeatherRole.AIR_TEMPERATURE, false, hour, hour, 280, hour == 7 ? Float.NaN : 290));
        }
        assertThat(values(UTC, WeatherRole.AIR_TEMPERATURE, steps)).containsExactly(280f, Float.NaN);
    }

    @Test
    void momentsFarApartAreNoDay() {
        var steps = new ArrayList<WeatherStep>();
        for (int hour = 3; hour <= 24; hour += 3) {
            steps.add(step(WeatherRole.AIR_TEMPERATURE, false, hour, hour, 280 + hour, 290));
        }
        assertThat(values(UTC, WeatherRole.AIR_TEMPERATURE, steps)).containsExactly(293.5f, 290f);
        steps.remove(4);
        assertThat(values(UTC, WeatherRole.AIR_TEMPERATURE, steps)).containsOnly(Float.NaN);
    }

    @Test
    void extremesAreThoseOfTheMomentsAndTheMeanIsTheirMiddleWithoutMoments() {
        var moments = new ArrayList<WeatherStep>();
        for (int hour = 1; hour <= 24; hour++) {
            moments.add(step(WeatherRole.AIR_TEMPERATURE, false, hour, hour, 270 + hour, 290));
        }
        var hourly = new DayWeather(UTC, DATE);
        hourly.add(WeatherRole.AIR_TEMPERATURE, moments);
        assertThat(hourly.values(WeatherRole.AIR_TEMPERATURE_MIN)[0]).isEqualTo(271f);
        assertThat(hourly.values(WeatherRole.AIR_TEMPERATURE_MAX)[0]).isEqualTo(294f);

        var daily = new DayWeather(UTC, DATE);
        daily.add(
                WeatherRole.AIR_TEMPERATURE_MAX,
                List.of(step(WeatherRole.AIR_TEMPERATURE_MAX, false, 0, 24, 300, 290)));
        daily.add(
                WeatherRole.AIR_TEMPERATURE_MIN,
                List.of(step(WeatherRole.AIR_TEMPERATURE_MIN, false, 0, 24, 280, 270)));
        assertThat(daily.values(WeatherRole.AIR_TEMPERATURE)).containsExactly(290f, 280f);
    }

    /** gridMET's days of 07 to 07 UTC belong to the date they share most of. */
    @Test
    void aDailyValueBelongsToOneDate() {
        var windows = new DayWindows(new DayEnd(6, true), new double[] {-90, -90});
        List<WeatherStep> days = List.of(
                step(WeatherRole.PRECIPITATION, true, -17, 7, 1, 1),
                step(WeatherRole.PRECIPITATION, true, 7, 31, 9, 9));
        assertThat(values(windows, WeatherRole.PRECIPITATION, days)).containsExactly(1f, 1f);
    }

    @Test
    void whatCannotBeIsMissingAndALittleBelowZeroIsZero() {
        List<WeatherStep> day = List.of(step(WeatherRole.SHORTWAVE, false, 0, 24, -0.5f, 900));
        assertThat(values(UTC, WeatherRole.SHORTWAVE, day)).containsExactly(0f, Float.NaN);
        assertThat(Arrays.stream(WeatherRole.values())
                        .map(WeatherRole::variable)
                        .distinct())
                .hasSameSizeAs(WeatherRole.values());
    }
}
