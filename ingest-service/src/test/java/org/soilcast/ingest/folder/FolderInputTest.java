package org.soilcast.ingest.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.described.DomainFile;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.KnownDomain;
import org.soilcast.ingest.formats.SourceFiles;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ingest.source.Retrieval;
import org.soilcast.ingest.source.SourceFile;

/** Granules rebuilt from real values, and weather made up in ERA5's form, in a folder. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the granules")
class FolderInputTest {
    private static final LocalDate FIRST = LocalDate.of(2015, 7, 10);
    private static final LocalDate LAST = LocalDate.of(2015, 7, 13);

    @TempDir
    private Path temporary;

    private Path folder;
    private DescribedDomain described;

    @BeforeEach
    void threeGranulesAndTheWeatherOfFourDays() throws IOException {
        folder = Files.createDirectory(temporary.resolve("data"));
        for (LocalDate date : List.of(FIRST, FIRST.plusDays(1), FIRST.plusDays(2))) {
            deliver(date, granuleName(date, 1));
        }
        // from 9 July 06 to 13 July 23 UTC
        weather("weather.nc", 8 * 24 + 6, 12 * 24 + 23, 0.5);
        described = Plains.described(temporary);
    }

    private static String granuleName(LocalDate date, int issue) {
        return "SMAP_L3_SM_P_" + date.toString().replace("-", "") + "_R19240_00" + issue + ".h5";
    }

    private static Path granule(LocalDate date) {
        return Path.of(
                System.getenv("SOILCAST_DATA"),
                "smap_granule",
                "REBUILT_SMAP_L3_SM_P_" + date.toString().replace("-", "") + "_R00000_001.h5");
    }

    private void deliver(LocalDate date, String name) throws IOException {
        Files.copy(granule(date), folder.resolve(name));
    }

    private void weather(String name, int firstHour, int lastHour, double rainMmPerHour) throws IOException {
        WeatherFiles.write(
                folder.resolve(name),
                firstHour,
                lastHour,
                (hour, latitude) -> 300 + hour % 24 - latitude,
                rainMmPerHour);
    }

    private FolderInput folderInput() {
        return new FolderInput(described, folder, Optional.empty(), Optional.of(temporary.resolve("state/files.json")));
    }

    private DomainInput read() {
        FolderInput input = folderInput();
        assertThat(input.look(false)).isTrue();
        return input.input();
    }

    @Test
    void everyRecommendedRetrievalIsReadInItsCell() {
        DomainInput input = read();
        for (int day = 0; day < 3; day++) {
            LocalDate date = FIRST.plusDays(day);
            Map<String, Float> expected;
            try (SourceFile granule = SourceFiles.open(granule(date))) {
                expected = granule.retrievals().stream()
                        .filter(Retrieval::recommended)
                        .collect(Collectors.toMap(
                                one -> Integer.toString(one.row() * 964 + one.column()),
                                Retrieval::soilMoistureM3PerM3));
            }
            float[] found = input.retrievals().day(date).soilMoistureM3PerM3();
            int count = 0;
            for (int cell = 0; cell < found.length; cell++) {
                String key = input.domain().cells().get(cell).key();
                assertThat(Float.valueOf(found[cell])).isEqualTo(expected.getOrDefault(key, Float.NaN));
                count += Float.isNaN(found[cell]) ? 0 : 1;
            }
            assertThat(count).as("%s", date).isEqualTo(expected.size()).isGreaterThan(50);
        }
    }

    @Test
    void cellsHaveWhatGranulesTellOfTheLand() {
        DomainInput input = read();
        assertThat(input.domain().cells()).hasSizeBetween(250, 306);
        assertThat(input.domain().tileRecord(0).getAttributes().get(0).getName())
                .isEqualTo("clay_percent");
        assertThat(input.domain().cells())
                .allSatisfy(cell -> assertThat(cell.attributes().get(0)).isBetween(0f, 100f));
    }

    @Test
    void theDayOfEachCellEndsAtSixSolar() {
        DomainInput input = read();
        assertThat(input.forcing().dates()).isEqualTo(new DateRange(FIRST.plusDays(0), LAST));
        assertThat(input.dates()).isEqualTo(new DateRange(FIRST, FIRST.plusDays(2)));
        var day = input.forcing().day(FIRST.plusDays(1));
        for (int cell = 0; cell < input.domain().cells().size(); cell++) {
            float latitude = input.domain().cells().get(cell).latitudeDegrees();
            assertThat(day.values(ForcingVariable.PRECIPITATION_MM_PER_DAY)[cell])
                    .isCloseTo(12f, within(1e-3f));
            assertThat(day.values(ForcingVariable.AIR_TEMPERATURE_K)[cell]).isCloseTo(311.5f - latitude, within(0.51f));
            assertThat(day.values(ForcingVariable.AIR_TEMPERATURE_MAX_K)[cell])
                    .isCloseTo(323f - latitude, within(0.51f));
        }
        assertThat(day.values(ForcingVariable.WIND_SPEED_M_PER_S)).isEmpty();
    }

    @Test
    void aNewGranuleChangesItsDateOnlyAndAReissueTakesItsPlace() throws IOException {
        DomainInput before = read();
        deliver(LAST, granuleName(LAST, 1));
        DomainInput more = read();
        assertThat(more.dates().last()).isEqualTo(LAST);
        before.dates().dates().forEach(date -> {
            assertThat(more.retrievals().digest(date))
                    .isEqualTo(before.retrievals().digest(date));
            assertThat(more.forcing().digest(date)).isEqualTo(before.forcing().digest(date));
        });
        // the same bytes under another name change nothing
        deliver(LAST, "copy.h5");
        assertThat(read().retrievals().digest(LAST)).isEqualTo(more.retrievals().digest(LAST));
        // a lower issue does not count, a higher one replaces: here it has nothing of its own date
        Files.copy(granule(FIRST), folder.resolve(granuleName(FIRST.plusDays(1), 2)));
        Files.delete(folder.resolve(granuleName(FIRST, 1)));
        DomainInput replaced = read();
        assertThat(replaced.retrievals().day(FIRST.plusDays(1)).hasAny(replaced.domain(), 0))
                .isFalse();
        assertThat(replaced.retrievals().digest(FIRST))
                .isEqualTo(more.retrievals().digest(FIRST));
    }

    @Test
    void aChangedHourChangesTheDaysItBelongsTo() throws IOException {
        DomainInput before = read();
        List<float[]> whole = temperatures(before);
        Files.delete(folder.resolve("weather.nc"));
        weather("a.nc", 8 * 24 + 6, 10 * 24 + 23, 0.5);
        weather("b.nc", 11 * 24, 12 * 24 + 23, 0.5);
        DomainInput split = read();
        assertThat(split.forcing().dates()).isEqualTo(before.forcing().dates());
        assertThat(temperatures(split)).usingRecursiveComparison().isEqualTo(whole);
        Files.delete(folder.resolve("b.nc"));
        weather("b.nc", 11 * 24, 12 * 24 + 23, 0.25);
        DomainInput changed = read();
        assertThat(changed.forcing().digest(FIRST)).isEqualTo(split.forcing().digest(FIRST));
        assertThat(changed.forcing().digest(LAST)).isNotEqualTo(split.forcing().digest(LAST));
    }

    private static List<float[]> temperatures(DomainInput input) {
        return input.forcing()
                .dates()
                .dates()
                .map(date -> input.forcing().day(date).values(ForcingVariable.AIR_TEMPERATURE_K))
                .toList();
    }

    @Test
    void aFileIsTakenOnceItIsWhole() throws IOException {
        FolderInput input = folderInput();
        input.look(false);
        DomainInput before = input.input();
        byte[] whole = Files.readAllBytes(granule(LAST));
        Path coming = folder.resolve(granuleName(LAST, 1));
        Files.write(coming, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(input.look(true)).as("it may still grow").isFalse();
        Files.write(coming, whole);
        assertThat(input.look(true)).as("it has grown").isFalse();
        assertThat(input.look(true)).isTrue();
        assertThat(input.input().dates().last()).isEqualTo(LAST);
        assertThat(input.input().domain()).isSameAs(before.domain());
        assertThat(input.look(true)).isFalse();
        assertThat(input.input().rejected()).isEmpty();
    }

    @Test
    void whatCannotBeUsedIsToldOnce() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "no granule");
        FolderInput input = folderInput();
        input.look(false);
        input.look(false);
        assertThat(input.input().rejected()).singleElement().satisfies(one -> {
            assertThat(one.file()).isEqualTo("notes.txt");
            assertThat(one.reason().label()).isEqualTo("unusable-file");
        });
        Files.delete(folder.resolve("weather.nc"));
        input.look(false);
        assertThatThrownBy(input::input)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no file with precipitation");
    }

    @Test
    void aDomainKeepsItsDescription() throws IOException {
        DomainInput input = read();
        Path other = Files.writeString(
                temporary.resolve("other.yaml"),
                Files.readString(temporary.resolve("plains.yaml")).replace("north: 53", "north: 48"));
        DescribedDomain changed = DomainFile.read(other.toString());
        assertThatThrownBy(() -> new FolderInput(
                        changed,
                        folder,
                        Optional.of(new KnownDomain(input.domain(), input.normals())),
                        Optional.empty()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has changed since the domain was published");
    }
}
