package org.soilcast.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.rejects.RejectedInput;
import org.soilcast.schemas.avro.Attribute;

class UscrnReaderTest {
    private static final String NORTH = "03047";
    private static final String SOUTH = "63858";
    private static final String NORTH_FILE = "CRND0103-2015-TX_North.txt.gz";
    private static final String SOUTH_FILE = "CRND0103-2015-AL_South.txt.gz";
    private static final LocalDate FIRST = LocalDate.of(2015, 7, 1);

    @TempDir
    private Path folder;

    @BeforeEach
    void writeStations() throws IOException {
        Files.writeString(
                folder.resolve("stations.csv"),
                String.join(",", UscrnStations.HEADER) + "\n" + NORTH + ",TX_North,TX,45,-100,500,48001,A\n" + SOUTH
                        + ",AL_South,AL,32,-87,50,01001,B\n");
        Files.writeString(
                folder.resolve("soil.csv"),
                String.join(",", UscrnStations.SOIL_HEADER) + "\n" + SOUTH + ",AL_South,0.25,0.25,0.5,32,-87,1\n");
        write(NORTH_FILE, month(NORTH));
        write(SOUTH_FILE, month(SOUTH));
    }

    @Test
    void convertsUnitsAndKeepsLeadingZeros() {
        DomainInput input = read();
        assertThat(input.rejected()).isEmpty();
        assertThat(input.domain().tileRecord(0).getCells()).containsExactly(NORTH, SOUTH);
        assertThat(input.domain().tileRecord(0).getAttributes().get(0).getValues())
                .containsExactly(Float.NaN, 25f);
        assertThat(input.forcing(FIRST, ForcingVariable.AIR_TEMPERATURE_K, 0)[0])
                .isEqualTo(293.15f);
        assertThat(input.forcing(FIRST, ForcingVariable.AIR_TEMPERATURE_MAX_K, 0)[0])
                .isEqualTo(303.15f);
        assertThat(input.forcing(FIRST, ForcingVariable.SHORTWAVE_DOWN_W_PER_M2, 0)[0])
                .isCloseTo(250, within(1e-4f));
        assertThat(input.forcing(FIRST, ForcingVariable.RELATIVE_HUMIDITY_PERCENT, 0)[0])
                .isEqualTo(60f);
        assertThat(input.forcing(FIRST, ForcingVariable.WIND_SPEED_M_PER_S, 0)).isEmpty();
    }

    @Test
    void takesTheProbeEveryThirdDay() {
        DomainInput thinned = read();
        FIRST.datesUntil(FIRST.plusDays(30)).forEach(date -> {
            float[] values = thinned.soilMoistureM3PerM3(date, 0);
            assertThat(!Float.isNaN(values[0])).isEqualTo((date.toEpochDay() + 3047) % 3 == 0);
            assertThat(!Float.isNaN(values[1])).isEqualTo((date.toEpochDay() + 63858) % 3 == 0);
        });
    }

    @ParameterizedTest(name = "column {1} = {2}: {0}")
    @CsvSource({
        "UNKNOWN_CELL, 0, 3047",
        "UNKNOWN_CELL, 0, 99999",
        "BAD_DATE, 1, 20150732",
        "BAD_DATE, 1, 2015-07-11",
        "DATE_OUT_OF_RANGE, 1, 20140711",
        "DUPLICATE, 1, 20150701",
        "NOT_A_NUMBER, 8, NaN",
        "NOT_A_NUMBER, 8, warm",
        "NOT_A_NUMBER, 10, 1e99",
        "OUT_OF_RANGE, 5, 99.9",
        "OUT_OF_RANGE, 8, -999.0",
        "OUT_OF_RANGE, 9, -0.1",
        "OUT_OF_RANGE, 10, 104.65",
        "OUT_OF_RANGE, 10, 42.5",
        "OUT_OF_RANGE, 17, 120",
        "NOT_A_NUMBER, 18, wet",
        "OUT_OF_RANGE, 18, 0.81",
        "OUT_OF_RANGE, 18, -0.01",
    })
    void aBadValueIsRejectedAndNothingElse(String reason, int column, String value) throws IOException {
        DomainInput clean = read();
        List<String> lines = month(SOUTH);
        int bad = java.util.stream.IntStream.range(0, 12)
                .filter(day -> UscrnReader.standsInForARetrieval(FIRST.plusDays(day), SOUTH))
                .max()
                .orElseThrow();
        String[] fields = lines.get(bad).split(" ");
        fields[column] = value;
        lines.set(bad, String.join(" ", fields));
        write(SOUTH_FILE, lines);
        DomainInput input = read();
        assertThat(input.rejected()).hasSize(1);
        RejectedInput rejected = input.rejected().get(0);
        assertThat(rejected.reason()).hasToString(reason);
        assertThat(rejected.file()).isEqualTo("2015/" + SOUTH_FILE);
        assertThat(rejected.position()).isEqualTo(bad + 1);
        FIRST.datesUntil(FIRST.plusDays(30)).forEach(date -> {
            for (ForcingVariable variable : ForcingVariable.values()) {
                float[] expected = clean.forcing(date, variable, 0);
                boolean hit = date.equals(FIRST.plusDays(bad)) && (column < 2 || variable == variable(column));
                if (hit && expected.length > 0) {
                    expected[1] = Float.NaN;
                }
                assertThat(input.forcing(date, variable, 0)).containsExactly(expected);
            }
        });
    }

    private static ForcingVariable variable(int column) {
        return switch (column) {
            case 5 -> ForcingVariable.AIR_TEMPERATURE_MAX_K;
            case 8 -> ForcingVariable.AIR_TEMPERATURE_K;
            case 9 -> ForcingVariable.PRECIPITATION_MM_PER_DAY;
            case 10 -> ForcingVariable.SHORTWAVE_DOWN_W_PER_M2;
            case 17 -> ForcingVariable.RELATIVE_HUMIDITY_PERCENT;
            default -> ForcingVariable.WIND_SPEED_M_PER_S;
        };
    }

    @Test
    void fillValuesAreMissingAndNotRejected() throws IOException {
        List<String> lines = month(SOUTH);
        String[] fields = lines.get(0).split(" ");
        Arrays.fill(fields, 5, 11, "-9999.0");
        Arrays.fill(fields, 15, 18, "-9999.0");
        Arrays.fill(fields, 18, 23, "-99.000");
        lines.set(0, String.join("  ", fields));
        write(SOUTH_FILE, lines);
        DomainInput input = read();
        assertThat(input.rejected()).isEmpty();
        assertThat(input.forcing(FIRST, ForcingVariable.AIR_TEMPERATURE_K, 0)[1])
                .isNaN();
    }

    @Test
    void theProbesOfAllDaysAndDepthsAreThereForVerification() {
        UscrnProbes probes = UscrnProbes.read(folder);
        FIRST.datesUntil(FIRST.plusDays(30)).forEach(date -> {
            assertThat(probes.soilMoistureM3PerM3(date, UscrnProbes.Depth.CM_5)).containsExactly(0.25f, 0.25f);
            assertThat(probes.soilMoistureM3PerM3(date, UscrnProbes.Depth.CM_100))
                    .containsExactly(0.29f, 0.29f);
        });
    }

    @Test
    void aMissingFileIsSaid() throws IOException {
        Files.delete(year().resolve(SOUTH_FILE));
        assertOnlyNorth("MISSING_FILE");
    }

    @Test
    void ofATruncatedFileTheWholeLinesBeforeTheCutCount() throws IOException {
        byte[] whole = Files.readAllBytes(year().resolve(SOUTH_FILE));
        Files.write(year().resolve(SOUTH_FILE), Arrays.copyOf(whole, whole.length - 12));
        DomainInput input = read();
        RejectedInput rejected = input.rejected().get(0);
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
        DomainInput input = read();
        assertThat(input.rejected())
                .hasSize(30)
                .allMatch(rejected -> rejected.reason().name().equals("DUPLICATE"));
    }

    @Test
    void whateverIsNoStationFileIsPassedOverAndNamedOnce() throws IOException {
        String checksum = read().source().checksum();
        Files.createDirectory(year().resolve("old"));
        Files.writeString(year().resolve(SOUTH_FILE + "~"), "x");
        Files.writeString(year().resolve("." + SOUTH_FILE + ".swp"), "x");
        Files.writeString(year().resolve("#" + SOUTH_FILE + "#"), "x");
        Files.createSymbolicLink(year().resolve("link"), folder.resolve("nowhere"));
        Files.createSymbolicLink(folder.resolve("daily01/2016"), folder.resolve("nowhere"));
        Files.writeString(folder.resolve("daily01/2017"), "x");
        Files.createDirectory(folder.resolve("daily01/1900"));
        DomainInput input = read();
        assertThat(input.rejected())
                .allMatch(one -> one.reason().label().equals("unusable-file")
                        && one.detail().startsWith("passed over: "))
                .extracting(RejectedInput::file)
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
        assertThat(input.source().checksum())
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
        DomainInput input = read();
        assertThat(input.rejected())
                .allMatch(one -> one.reason().label().equals("missing-file"))
                .extracting(RejectedInput::file)
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
        DomainInput input = read();
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
        DomainInput input = read();
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
        DomainInput input = read();
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
        DomainInput input = read();
        assertThat(input.rejected()).extracting(RejectedInput::file).containsExactly("soil.csv");
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
        DomainInput input = read();
        assertThat(input.rejected()).extracting(RejectedInput::file).containsExactly("stations.csv");
        assertThat(input.domain().tileRecord(0).getElevationM()).containsExactly(Float.NaN, 50f);
    }

    private static void assertHasAll(DomainInput input) {
        FIRST.datesUntil(FIRST.plusDays(30))
                .forEach(date -> assertThat(input.forcing(date, ForcingVariable.AIR_TEMPERATURE_K, 0))
                        .containsOnly(293.15f));
    }

    @Test
    void wrongColumnsAreRejectedLineByLine() throws IOException {
        List<String> lines = month(SOUTH);
        lines.set(3, lines.get(3) + " 1.0");
        lines.set(4, "WBANNO LST_DATE CRX_VN");
        write(SOUTH_FILE, lines);
        assertThat(read().rejected())
                .extracting(rejected -> rejected.reason().label())
                .containsExactly("wrong-field-count", "wrong-field-count");
    }

    private void assertOnlyNorth(String reason) {
        DomainInput input = read();
        assertThat(input.rejected())
                .extracting(rejected -> rejected.reason().name())
                .containsExactly(reason);
        assertThat(input.rejected().get(0).file()).isEqualTo("2015/" + SOUTH_FILE);
        assertThat(input.forcing(FIRST, ForcingVariable.AIR_TEMPERATURE_K, 0)).containsExactly(293.15f, Float.NaN);
    }

    private DomainInput read() {
        return UscrnReader.read(folder);
    }

    private Path year() {
        return folder.resolve("daily01/2015");
    }

    private void write(String file, List<String> lines) throws IOException {
        Files.createDirectories(year());
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            for (String line : lines) {
                gzip.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        Files.write(year().resolve(file), bytes.toByteArray());
    }

    /** Thirty mild days; radiation 21.6 MJ/(m2 day) is 250 W/m2. */
    private static List<String> month(String wban) {
        return new java.util.ArrayList<>(FIRST.datesUntil(FIRST.plusDays(30))
                .map(date -> String.format(
                        Locale.ROOT,
                        "%s %s 2.422 -87.24 32.46 30.0 10.0 20.0 20.0 1.5 21.60 C 30.0 10.0 20.0 90.0 30.0 60.0"
                                + " 0.250 0.260 0.270 0.280 0.290 20.0 20.0 20.0 20.0 20.0",
                        wban,
                        date.toString().replace("-", "")))
                .toList());
    }
}
