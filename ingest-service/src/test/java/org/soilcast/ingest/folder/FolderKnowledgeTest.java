package org.soilcast.ingest.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.KnownDomain;
import org.soilcast.ingest.domain.Normals;
import org.soilcast.ingest.source.DomainInput;

/** What is kept of a folder from one start to the next, and what changes nothing. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the granules")
class FolderKnowledgeTest {
    private static final LocalDate DATE = LocalDate.of(2015, 7, 11);

    @TempDir
    private Path temporary;

    private Path folder;
    private Path index;
    private DescribedDomain described;

    @BeforeEach
    void aGranuleAndTheWeatherOfFourDays() throws IOException {
        folder = Files.createDirectory(temporary.resolve("data"));
        index = temporary.resolve("state").resolve("files.json");
        Files.copy(sample("REBUILT_SMAP_L3_SM_P_20150711_R00000_001.h5"), granule(1));
        weather((hour, latitude) -> 290 + hour % 24 - latitude / 10);
        described = Plains.described(temporary);
    }

    private static Path sample(String name) {
        return Path.of(System.getenv("SOILCAST_DATA"), "smap_granule", name);
    }

    private Path granule(int issue) {
        return folder.resolve("SMAP_L3_SM_P_20150711_R19240_00" + issue + ".h5");
    }

    private void weather(DoubleBinaryOperator temperatureK) throws IOException {
        WeatherFiles.write(folder.resolve("weather.nc"), 8 * 24 + 6, 12 * 24 + 23, temperatureK, 0);
    }

    private DomainInput read(Optional<KnownDomain> published) {
        var input = new FolderInput(described, folder, published, Optional.of(index));
        input.look(false);
        return input.input();
    }

    @Test
    void aFileThatIsKnownIsNotLookedThroughAgain() throws IOException {
        DomainInput before = read(Optional.empty());
        spoil(granule(1));
        var known = Optional.of(new KnownDomain(before.domain(), before.normals()));
        DomainInput after = read(known);
        assertThat(after.rejected()).isEmpty();
        assertThat(after.retrievals().digest(DATE))
                .isEqualTo(before.retrievals().digest(DATE));

        Files.writeString(index, "{}");
        assertThat(read(known).rejected()).as("the index is lost").hasSize(1);
    }

    /** Other bytes, same size, same time. */
    private static void spoil(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, (byte) 7);
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
    }

    @Test
    void whatChangesNoValueOfTheDomainChangesNoDate() throws IOException {
        DomainInput before = read(Optional.empty());
        byte[] bytes = Files.readAllBytes(granule(1));
        Files.write(granule(2), Arrays.copyOf(bytes, bytes.length + 1));
        DomainInput reissued = read(Optional.empty());
        assertThat(reissued.retrievals().day(DATE).origin().file()).contains("_002");
        assertThat(reissued.retrievals().digest(DATE))
                .isEqualTo(before.retrievals().digest(DATE));
    }

    @Test
    void aHalfOrbitElsewhereHasNothingForTheDomain() throws IOException {
        FolderFile file = FolderFile.read(sample("SPL2SMP_20150401_gridded_subset.nc"), described::takes);
        assertThat(file.retrievals())
                .isNotEmpty()
                .allSatisfy((date, taken) -> assertThat(taken).isEmpty());
    }

    @Test
    void everyCellHasNormalsAndTheyStayAsTheyWerePublished() throws IOException {
        DomainInput before = read(Optional.empty());
        Normals normals = before.normals();
        for (int cell = 0; cell < before.domain().cells().size(); cell++) {
            float latitude = before.domain().cells().get(cell).latitudeDegrees();
            assertThat(normals.value(ForcingVariable.AIR_TEMPERATURE_K, cell, DATE))
                    .isCloseTo(301.5f - latitude / 10, within(0.1f));
        }
        weather((hour, latitude) -> 250);
        var published = Optional.of(new KnownDomain(before.domain(), normals));
        assertThat(read(published).normals()).isSameAs(normals);
    }
}
