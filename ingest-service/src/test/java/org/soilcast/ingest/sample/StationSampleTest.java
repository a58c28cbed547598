package org.soilcast.ingest.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.parse.DomainTable;

class StationSampleTest {
    private static final Path FOLDER = Path.of("src/main/resources/org/soilcast/ingest/sample");
    private static final long MOST_BYTES = 1_200_000;

    @Test
    void itHoldsTwelveStationsAndFourYears() {
        DomainTable sample = StationSample.read();

        assertThat(sample.domain().name()).isEqualTo("sample");
        assertThat(sample.domain().description().synthetic()).isFalse();
        assertThat(sample.domain().cells().stream().map(sample.domain()::nameOf))
                .containsExactlyInAnyOrder(
                        "WA Darrington 21 NNE",
                        "OR Corvallis 10 SSW",
                        "CA Bodega 6 WSW",
                        "NV Mercury 3 SSW",
                        "NM Socorro 20 N",
                        "CO Cortez 8 SE",
                        "OK Stillwater 2 W",
                        "IA Des Moines 17 E",
                        "MI Chatham 1 SE",
                        "PA Avondale 2 N",
                        "NC Asheville 13 S",
                        "LA Lafayette 13 SE");
        assertThat(sample.firstDate()).isEqualTo("2017-01-01");
        assertThat(sample.lastDate()).isEqualTo("2020-12-31");
        assertThat(sample.rejected())
                .as("radiation that is a little above that outside the atmosphere, Darrington in 2019")
                .hasSize(4)
                .allSatisfy(rejected -> assertThat(rejected.detail()).startsWith("SOLARAD_DAILY"));
    }

    /** Line 44 of CRND0103-2017-OK_Stillwater_2_W.txt has .290 in the column of the probe at 5 cm. */
    @Test
    void valuesAreTheStationsOwn() {
        DomainTable sample = StationSample.read();
        List<Cell> cells = sample.domain().cells();
        int stillwater = cells.stream().map(sample.domain()::nameOf).toList().indexOf("OK Stillwater 2 W");

        assertThat(cells.get(stillwater).latitudeDegrees()).isEqualTo(36.12f);
        assertThat(sample.soilMoistureM3PerM3(LocalDate.of(2017, 2, 13), 0)[stillwater])
                .isEqualTo(0.29f);
    }

    @Test
    void itIsSmallAndSaysWhereItComesFrom() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
        assertThat(FOLDER.resolve("SOURCE.md")).content().contains("NOAA", "public domain");
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
    void itsFilesAreThoseOfTheWholeSet() throws IOException {
        Path set = Path.of(System.getenv("SOILCAST_DATA"), "uscrn");
        for (Path file : files()) {
            Path relative = FOLDER.relativize(file);
            if (relative.startsWith("daily01")) {
                assertThat(file).as(relative.toString()).hasSameBinaryContentAs(set.resolve(relative));
            } else if (relative.toString().endsWith(".csv")) {
                assertThat(Files.readAllLines(set.resolve(relative))).containsAll(Files.readAllLines(file));
            }
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
