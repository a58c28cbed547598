package org.soilcast.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.schemas.avro.Attribute;

/** Missing, damaged and odd files, gaps and stray dates in them. */
class UscrnFilesTest extends UscrnScene {
    @Test
    void aMissingFileIsSaid() throws IOException {
        Files.delete(year().resolve(SOUTH_FILE));
        assertOnlyNorth("MISSING_FILE");
    }

    @Test
    void ofATruncatedFileTheWholeLinesBeforeTheCutCount() throws IOException {
        byte[] whole = Files.readAllBytes(year().resolve(SOUTH_FILE));
        Files.write(year().resolve(SOUTH_FILE), Arrays.copyOf(whole, whole.length - 12));
        DomainTable input = read();
        Rejection rejected = input.rejected().get(0);
        assertThat(rejected.reason().name()).isEqualTo("TRUNCATED_FILE");
        LocalDate cut = FIRST.plusDays(rejected.position() - 1);
        assertThat(input.forcing(cut.minusDays(1), ForcingVariable.AIR_TEMPERATURE_K, 0)[1])
                .isEqualTo(293.15f);
        assertThat(input.forcing(cut, ForcingVariable.AIR_TEMPERATURE_K, 0)[1]).isNaN();
    }

    @Test
    void aDamagedAndAnEmptyFileCountForNothing() throws IOException {
        byte[] whole = Files.readAllBytes(year().resolve(SOUTH_FILE));
        whole[whole.length - 6] ^= 1; // of the checksum
        Files.write(year().resolve(SOUTH_FILE), whole);
        assertOnlyNorth("UNUSABLE_FILE");
        write(SOUTH_FILE, List.of());
        assertOnlyNorth("UNUSABLE_FILE");
    }

    @Test
    void aCopyOfAFileChangesNothing() throws IOException {
        write("CRND0103-2015-AL_South_copy.txt.gz", month(SOUTH));
        DomainTable input = read();
        assertThat(input.rejected())
                .hasSize(30)
                .allMatch(rejected -> rejected.reason().name().equals("DUPLICATE"));
    }

    @Test
    void whateverIsNoStationFileIsPassedOverAndNamedOnce() throws IOException {
        String checksum = read().origin().checksum();
        Files.createDirectory(year().resolve("old"));
        Files.writeString(year().resolve(SOUTH_FILE + "~"), "x");
        Files.writeString(year().resolve("." + SOUTH_FILE + ".swp"), "x");
        Files.writeString(year().resolve("#" + SOUTH_FILE + "#"), "x");
        Files.createSymbolicLink(year().resolve("link"), folder.resolve("nowhere"));
        Files.createSymbolicLink(folder.resolve("daily01/2016"), folder.resolve("nowhere"));
        Files.writeString(folder.resolve("daily01/2017"), "x");
        Files.createDirectory(folder.resolve("daily01/1900"));
        DomainTable input = read();
        assertThat(input.rejected())
                .allMatch(one -> one.reason().label().equals("unusable-file")
                        && one.detail().startsWith("passed over: "))
                .extracting(Rejection::file)
                .containsExactly(
                        "2015/#" + SOUTH_FILE + "#",
                        "2015/." + SOUTH_FILE + ".swp",
                        "2015/" + SOUTH_FILE + "~",
                        "2015/link",
                        "2015/old",
                        "2016",
                        "2017");
        assertThat(input.notices())
                .containsExactly("passed over in daily01, no station file: 2015/#" + SOUTH_FILE + "#, 2015/."
                        + SOUTH_FILE + ".swp, 2015/" + SOUTH_FILE + "~, 4 more entries");
        assertThat(input.origin().checksum())
                .as("the station files are the same")
                .isEqualTo(checksum);
        assertHasAll(input);
    }

    @Test
    void aStationFileThatCannotBeReadCostsItself() throws IOException {
        Files.delete(year().resolve(SOUTH_FILE));
        Files.createDirectory(year().resolve(SOUTH_FILE));
        assertOnlyNorth("UNUSABLE_FILE");
        Files.delete(year().resolve(SOUTH_FILE));
        Files.createSymbolicLink(year().resolve(SOUTH_FILE), folder.resolve("nowhere"));
        assertOnlyNorth("UNUSABLE_FILE");
        assertThat(read().rejected().get(0).detail()).contains("a link to nothing");
        Files.delete(year().resolve(SOUTH_FILE));
        Files.write(year().resolve(SOUTH_FILE), new byte[0]);
        assertOnlyNorth("UNUSABLE_FILE");
        assertThat(read().rejected().get(0).detail()).isEqualTo("the file is empty");
    }

    @Test
    void aYearThatIsAbsentBetweenOthersIsSaid() throws IOException {
        Path later = Files.createDirectories(folder.resolve("daily01/2018"));
        Files.write(
                later.resolve("CRND0103-2018-TX_North.txt.gz"),
                GzipFiles.member(month(NORTH).get(0).replace("20150701", "20180701") + "\n"));
        DomainTable input = read();
        assertThat(input.rejected())
                .allMatch(one -> one.reason().label().equals("missing-file"))
                .extracting(Rejection::file)
                .containsExactly("2016/", "2017/", "2018/CRND0103-2018-AL_South.txt.gz");
        assertThat(input.notices())
                .containsExactly(
                        "no station file of 2016, 2017: all stations run that long without rain, on normals",
                        "no file of AL_South for 2018");
        assertHasAll(input);
    }

    @Test
    void allMembersOfAStationFileAreReadAndWhatStandsBeforeADamagedOneStays() throws IOException {
        String all = String.join("\n", month(SOUTH)) + "\n";
        int cut = all.indexOf("20150711") - 6;
        byte[] first = GzipFiles.member(all.substring(0, cut));
        byte[] second = GzipFiles.member(all.substring(cut));
        Files.write(year().resolve(SOUTH_FILE), GzipFiles.join(first, second));
        assertThat(read().rejected()).isEmpty();
        assertHasAll(read());
        Files.write(year().resolve(SOUTH_FILE), GzipFiles.join(first, GzipFiles.flip(second, 1)));
        DomainTable input = read();
        assertThat(input.rejected()).hasSize(1);
        assertThat(input.rejected().get(0).reason().label()).isEqualTo("damaged-file");
        assertThat(input.rejected().get(0).position()).isEqualTo(first.length);
        FIRST.datesUntil(FIRST.plusDays(30))
                .forEach(date -> assertThat(input.forcing(date, ForcingVariable.AIR_TEMPERATURE_K, 0))
                        .containsExactly(293.15f, date.getDayOfMonth() <= 10 ? 293.15f : Float.NaN));
    }

    @Test
    void aDateThatContradictsItsNeighboursIsRefusedAndTheLineThatHasItByRightIsTaken() throws IOException {
        List<String> lines = month(SOUTH);
        lines.set(3, lines.get(3).replace("20150704", "20150724").replace(" 1.5 ", " 99.0 "));
        lines.set(5, lines.get(5).replace("20150706", "20151106"));
        write(SOUTH_FILE, lines);
        DomainTable input = read();
        assertThat(input.rejected())
                .extracting(one -> one.reason().label() + " " + one.position())
                .containsExactly("duplicate 4", "date-out-of-range 6");
        assertThat(input.forcing(FIRST.plusDays(23), ForcingVariable.PRECIPITATION_MM_PER_DAY, 0)[1])
                .isEqualTo(1.5f);
        assertThat(input.lastDate()).isEqualTo(FIRST.plusDays(29));
    }

    @Test
    void aGapOfAStationCostsItself() throws IOException {
        List<String> lines = month(SOUTH);
        lines.subList(1, 25).clear();
        write(SOUTH_FILE, lines);
        DomainTable input = read();
        assertThat(input.rejected()).isEmpty();
        FIRST.datesUntil(FIRST.plusDays(30))
                .forEach(date -> assertThat(input.forcing(date, ForcingVariable.AIR_TEMPERATURE_K, 0))
                        .containsExactly(
                                293.15f, date.getDayOfMonth() == 1 || date.getDayOfMonth() > 25 ? 293.15f : Float.NaN));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "0.25;-9999;0.5, 1",
        "1.51;0.25;0.5, 0",
        "0.25;0.25;loamy, 2",
    })
    void anImpossibleSoilIsMissingAndNothingElse(String fractions, int hit) throws IOException {
        Files.writeString(
                folder.resolve("soil.csv"),
                "\uFEFF" + String.join(",", UscrnStations.SOIL_HEADER) + "\n" + SOUTH + ",AL_South,"
                        + fractions.replace(';', ',') + ",32,-87,1\n");
        DomainTable input = read();
        assertThat(input.rejected()).extracting(Rejection::file).containsExactly("soil.csv");
        List<Attribute> soil = input.domain().tileRecord(0).getAttributes();
        for (int i = 0; i < soil.size(); i++) {
            assertThat(soil.get(i).getPresent()).containsExactly(false, i != hit);
            assertThat(soil.get(i).getValues()).containsExactly(Float.NaN, i == hit ? Float.NaN : i == 2 ? 50f : 25f);
        }
    }

    @Test
    void anImpossibleElevationIsMissing() throws IOException {
        Path stations = folder.resolve("stations.csv");
        Files.writeString(stations, Files.readString(stations).replace(",-100,500,", ",-100,-9999,"));
        DomainTable input = read();
        assertThat(input.rejected()).extracting(Rejection::file).containsExactly("stations.csv");
        assertThat(input.domain().tileRecord(0).getElevationM()).containsExactly(Float.NaN, 50f);
    }

    private void assertOnlyNorth(String reason) {
        DomainTable input = read();
        assertThat(input.rejected())
                .extracting(rejected -> rejected.reason().name())
                .containsExactly(reason);
        assertThat(input.rejected().get(0).file()).isEqualTo("2015/" + SOUTH_FILE);
        assertThat(input.forcing(FIRST, ForcingVariable.AIR_TEMPERATURE_K, 0)).containsExactly(293.15f, Float.NaN);
    }

    private static void assertHasAll(DomainTable input) {
        FIRST.datesUntil(FIRST.plusDays(30))
                .forEach(date -> assertThat(input.forcing(date, ForcingVariable.AIR_TEMPERATURE_K, 0))
                        .containsOnly(293.15f));
    }
}
