package org.soilcast.ingest.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.formats.SourceFiles;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ingest.source.ForcingDay;
import org.soilcast.ingest.source.ForecastSource;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;

/** Two days of a real GFS message, whose times are set to those of steps of three hours in buckets of six. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the samples")
class FolderForecastsTest {
    private static final String SAMPLE = "forcing_samples/gfs_2011100800_f072_2p5deg_surface.grib2";
    /** The run was started at 00 UTC of the day after. */
    private static final LocalDate ISSUE_DATE = LocalDate.of(2011, 10, 7);

    private static final int BUCKET_HOURS = 6;

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void aGranuleItsWeatherAndARun() throws IOException {
        folder = Files.createDirectory(temporary.resolve("data"));
        Files.copy(
                data("smap_granule/REBUILT_SMAP_L3_SM_P_20150711_R00000_001.h5"),
                folder.resolve("SMAP_L3_SM_P_20150711_R19240_001.h5"));
        WeatherFiles.write(folder.resolve("weather.nc"), 8 * 24, 12 * 24, (hour, latitude) -> 290, 0);
    }

    private static Path data(String name) {
        return Path.of(System.getenv("SOILCAST_DATA"), name);
    }

    private void deliver(int fromHour, int toHour) throws IOException {
        for (int hour = fromHour; hour <= toHour; hour += 3) {
            byte[] bytes = Files.readAllBytes(data(SAMPLE));
            setStep(ByteBuffer.wrap(bytes), hour);
            Files.write(folder.resolve(String.format("gfs.t00z.f%03d", hour)), bytes);
        }
    }

    /** Sets forecast time, and length of interval, in section 4 of each message. */
    private static void setStep(ByteBuffer file, int hour) {
        int message = 0;
        while (message < file.limit()) {
            int section = message + 16;
            while (file.getInt(section) != 0x37373737) {
                if (file.get(section + 4) == 4) {
                    boolean isInterval = file.getShort(section + 7) == 8;
                    int start = (hour - 1) / BUCKET_HOURS * BUCKET_HOURS;
                    file.putInt(section + 18, isInterval ? start : hour);
                    if (isInterval) {
                        file.putInt(section + 49, hour - start);
                    }
                }
                section += file.getInt(section);
            }
            message += (int) file.getLong(message + 8);
        }
    }

    private DomainInput read(String agencies) throws IOException {
        String forcing = "{precipitation: AGENCIES, air_temperature: AGENCIES, shortwave: AGENCIES}";
        var input = new FolderInput(
                Plains.described(temporary, "24 utc", forcing.replace("AGENCIES", agencies), "granules"),
                folder,
                Optional.empty(),
                Optional.of(temporary.resolve("files.json")));
        input.look(false);
        return input.input();
    }

    @Test
    void daysAreMadeOfTheStepsOfARun() throws IOException {
        deliver(3, 48);
        ForecastSource forecasts = read("[era5]").forecasts().orElseThrow();
        assertThat(forecasts.has(ISSUE_DATE)).isTrue();
        assertThat(forecasts.has(ISSUE_DATE.minusDays(1))).as("not known then").isFalse();
        assertThat(forecasts.has(ISSUE_DATE.plusDays(1)))
                .as("of the day before")
                .isFalse();
        List<ForcingDay> days = forecasts.days(ISSUE_DATE);
        assertThat(days).hasSize(2);
        double[] rain = range("tp");
        double[] light = range("dswrf");
        double[] warmth = range("2t");
        for (ForcingDay day : days) {
            assertWithin(day.values(ForcingVariable.PRECIPITATION_MM_PER_DAY), 24 / BUCKET_HOURS * rain[1]);
            assertWithin(day.values(ForcingVariable.SHORTWAVE_DOWN_W_PER_M2), light[1]);
            assertWithin(day.values(ForcingVariable.AIR_TEMPERATURE_K), warmth[1]);
        }
        assertThat(days.get(0).values(ForcingVariable.AIR_TEMPERATURE_K))
                .containsExactly(days.get(1).values(ForcingVariable.AIR_TEMPERATURE_K), within(1e-3f));
    }

    /** Lowest and highest value of a variable. */
    private static double[] range(String name) {
        try (SourceFile file = SourceFiles.open(data(SAMPLE))) {
            SourceField field = file.fields().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            double[] values = field.checkedValues(0);
            return new double[] {
                Arrays.stream(values).min().orElseThrow(),
                Arrays.stream(values).max().orElseThrow()
            };
        }
    }

    /** What would be more than a day can have is missing: the sample's light of an afternoon is here that of all hours. */
    private static void assertWithin(float[] values, double highest) {
        float most = 0;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                assertThat((double) value).isBetween(0.0, highest * (1 + 1e-6));
                most = Math.max(most, value);
            }
        }
        assertThat((double) most).isGreaterThan(highest / 20);
    }

    @Test
    void aRunThatGrowsHasMoreDaysAndAnotherDigest() throws IOException {
        deliver(3, 24);
        ForecastSource one = read("[era5]").forecasts().orElseThrow();
        deliver(27, 48);
        ForecastSource other = read("[era5]").forecasts().orElseThrow();
        assertThat(one.days(ISSUE_DATE)).hasSize(1);
        assertThat(other.days(ISSUE_DATE)).hasSize(2);
        assertThat(other.digest(ISSUE_DATE)).isNotEqualTo(one.digest(ISSUE_DATE));
    }

    @Test
    void forecastsAreNotTakenForWeather() throws IOException {
        deliver(3, 48);
        assertThat(read("[era5, other]").forcing().dates().first()).isEqualTo(LocalDate.of(2015, 7, 9));
        assertThat(read("[era5, other]").rejected()).isEmpty();
    }
}
