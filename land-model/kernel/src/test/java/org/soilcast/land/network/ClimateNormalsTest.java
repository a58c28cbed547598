package org.soilcast.land.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClimateNormalsTest {
    private static final LocalDate FIRST_DAY = LocalDate.parse("2015-04-01");
    private static final double YEAR = 365.25;

    /** Woods (2009) eq. 14: amplitude times the cosine of the shift between the sines of rain and warmth. */
    @ParameterizedTest
    @CsvSource({"0.8, 0, 0.8", "0.8, 182.625, -0.8", "0.5, 91.3125, 0", "0.6, 60.875, 0.3"})
    void seasonalityOfShiftedSines(double amplitude, double shiftDays, double expected) {
        int days = 4 * 365 + 1;
        float[] rain = series(days, day -> 3 * (1 + amplitude * Math.sin(2 * Math.PI * (day - shiftDays) / YEAR)));
        float[] warmth = series(days, day -> 12 + 10 * Math.sin(2 * Math.PI * day / YEAR));
        NetworkInputs normals = ClimateNormals.of(FIRST_DAY, 1, rain, warmth, constant(days, 4));
        assertThat(normals.value("precipitation_seasonality", 0)).isCloseTo((float) expected, within(1e-5f));
        assertThat(normals.value("mean_precipitation_mm_per_day", 0)).isCloseTo(3, within(2e-3f));
        assertThat(normals.value("mean_air_temperature_c", 0)).isCloseTo(12, within(2e-2f));
        assertThat(normals.value("mean_pet_mm_per_day", 0)).isEqualTo(4);
        assertThat(normals.value("aridity_index", 0)).isCloseTo(4f / 3, within(2e-3f));
        assertThat(normals.value("snow_fraction", 0)).isZero();
    }

    @Test
    void snowIsWhatFallsBelowFreezing() {
        float[] rain = {4, 1, Float.NaN, 7, 3};
        float[] airC = {-2, 5, -5, Float.NaN, 0};
        NetworkInputs normals = ClimateNormals.of(FIRST_DAY, 1, rain, airC, constant(5, 2));
        assertThat(normals.value("snow_fraction", 0)).isEqualTo(0.5f);
        assertThat(normals.value("mean_precipitation_mm_per_day", 0)).isEqualTo(3.75f);
    }

    @Test
    void wetAndHeavyDaysBeginAtOneAndTenMillimetres() {
        float[] rain = {0.9f, 1, 9.9f, 10, 30, Float.NaN, 0, 0, 0};
        NetworkInputs normals = ClimateNormals.of(FIRST_DAY, 1, rain, constant(9, 5), constant(9, 2));
        assertThat(normals.value("wet_day_share", 0)).isEqualTo(0.5f);
        assertThat(normals.value("heavy_precipitation_mm_per_day", 0)).isEqualTo(5);
    }

    @Test
    void temperatureDepartsFromItsMean() {
        float[] airC = {4, 8, Float.NaN, 4, 8};
        NetworkInputs normals = ClimateNormals.of(FIRST_DAY, 1, constant(5, 1), airC, constant(5, 2));
        assertThat(normals.value("air_temperature_standard_deviation_c", 0)).isEqualTo(2);
    }

    @Test
    void onlyWholeYearsCount() {
        float[] rain = constant(549, 2);
        Arrays.fill(rain, 366, 549, 50);
        NetworkInputs normals = ClimateNormals.of(FIRST_DAY, 1, rain, constant(549, 10), constant(549, 3));
        assertThat(normals.value("mean_precipitation_mm_per_day", 0)).isEqualTo(2);
    }

    @Test
    void daysOfAYearWithALeapDayAmongThemAreAYear() {
        float[] rain = series(365, day -> 3 * (1 + 0.5 * Math.sin(2 * Math.PI * day / YEAR)));
        float[] warmth = series(365, day -> 12 + 10 * Math.sin(2 * Math.PI * day / YEAR));
        NetworkInputs normals = ClimateNormals.of(FIRST_DAY, 1, rain, warmth, constant(365, 4));
        assertThat(normals.value("precipitation_seasonality", 0)).isCloseTo(0.5f, within(1e-4f));
    }

    @Test
    void lessThanAYearHasMeansAndNoSeasons() {
        NetworkInputs normals = ClimateNormals.of(FIRST_DAY, 1, constant(100, 2), constant(100, 10), constant(100, 3));
        assertThat(normals.value("aridity_index", 0)).isEqualTo(1.5f);
        assertThat(normals.value("precipitation_seasonality", 0)).isNaN();
    }

    @Test
    void aDesertWithoutRainHasNormals() {
        NetworkInputs normals = ClimateNormals.of(FIRST_DAY, 1, constant(366, 0), constant(366, 30), constant(366, 8));
        assertThat(normals.input("aridity_index")).containsExactly(20);
        assertThat(normals.input("snow_fraction")).containsExactly(0);
        assertThat(normals.input("precipitation_seasonality")).containsExactly(0);
    }

    @Test
    void cellsAreApartAndMissingSeriesAreAbsent() {
        int days = 366;
        float[] rain = new float[2 * days];
        float[] airC = new float[2 * days];
        float[] pet = new float[2 * days];
        for (int day = 0; day < days; day++) {
            rain[2 * day] = 1;
            rain[2 * day + 1] = 3;
            airC[2 * day] = 10;
            airC[2 * day + 1] = Float.NaN;
            pet[2 * day] = Float.NaN;
            pet[2 * day + 1] = 6;
        }
        NetworkInputs normals = ClimateNormals.of(FIRST_DAY, 2, rain, airC, pet);
        assertThat(normals.names()).isEqualTo(ClimateNormals.NAMES);
        assertThat(normals.input("mean_precipitation_mm_per_day")).containsExactly(1, 3);
        assertThat(normals.input("mean_air_temperature_c")).containsExactly(10, Float.NaN);
        assertThat(normals.input("aridity_index")).containsExactly(Float.NaN, 2);
        assertThat(normals.input("snow_fraction")).containsExactly(0, Float.NaN);
        assertThat(normals.value("precipitation_seasonality", 1)).isNaN();
    }

    @Test
    void seriesOfUnequalLengthAreABug() {
        assertThatThrownBy(() -> ClimateNormals.of(FIRST_DAY, 2, new float[4], new float[4], new float[6]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4, 4 and 6 values");
    }

    private static float[] series(int days, IntToDoubleFunction value) {
        float[] values = new float[days];
        // The phase of the year is counted from the epoch; any common origin gives the same shift.
        for (int day = 0; day < days; day++) {
            values[day] = (float) value.applyAsDouble(day);
        }
        return values;
    }

    private static float[] constant(int days, float value) {
        float[] values = new float[days];
        Arrays.fill(values, value);
        return values;
    }
}
