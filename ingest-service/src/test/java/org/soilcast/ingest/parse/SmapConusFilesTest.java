package org.soilcast.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.soilcast.ingest.parse.SmapConusFolder.cell;
import static org.soilcast.ingest.parse.SmapConusFolder.day;
import static org.soilcast.ingest.parse.SmapConusFolder.write;
import static org.soilcast.ingest.parse.SmapConusFolder.writeWithHeaders;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.rejects.Rejection;

/** Missing, damaged and truncated files. */
class SmapConusFilesTest {
    private static final LocalDate FIRST = LocalDate.of(2015, 4, 1);
    private static final String GOOD = day(3, "2015-04-01", "0.25");

    @TempDir
    private Path folder;

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> SmapConusReader.read(folder.resolve("nowhere")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no folder");
        assertThatThrownBy(() -> SmapConusReader.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no file")
                .hasMessageContaining("cells.csv");
        assertThatThrownBy(() -> DomainSets.read("mars", folder))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "unknown domain 'mars': expected sample, twin, one of smap_conus, uscrn, or a description: a"
                                + " file .yaml, or conus_m36, conus_m09, global_m36");
    }

    @Test
    void refusesAnotherHeader() {
        writeWithHeaders(
                folder,
                String.join(",", SmapConusCells.HEADER),
                List.of(cell(3)),
                String.join(",", SmapConusLine.HEADER).replace("_k,", "_c,"),
                List.of(GOOD));
        assertThatThrownBy(() -> SmapConusReader.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("wrong header")
                .hasMessageContaining("found cell,date,precipitation_mm_per_day,air_temperature_2m_c");
    }

    @Test
    void refusesASetWithoutUsableLines() {
        assertThatThrownBy(() -> read("x,y"))
                .hasMessageContaining("no usable line")
                .hasMessageContaining("1 were");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 9, 300, 2_000, 8_192, 10_000})
    void ofATruncatedFileTheWholeLinesBeforeTheCutCount(int cutBytes) throws IOException {
        var random = new Random(20150401);
        List<String> lines = FIRST.datesUntil(FIRST.plusDays(5_000))
                .map(date -> day(3, date.toString(), "0." + (100_000 + random.nextInt(700_000))))
                .toList();
        write(folder, List.of(cell(3)), lines);
        Path daily = folder.resolve("daily.csv.gz");
        byte[] whole = Files.readAllBytes(daily);
        assertThat(cutBytes).isLessThan(whole.length);
        Files.write(daily, Arrays.copyOf(whole, whole.length - cutBytes));

        DomainTable input = SmapConusReader.read(folder);

        assertThat(input.rejected()).hasSize(1);
        Rejection rejected = input.rejected().get(0);
        assertThat(rejected.reason().label()).isEqualTo("truncated-file");
        assertThat(rejected.file()).isEqualTo("daily.csv.gz");
        int days = (int) rejected.position() - 2; // behind the header
        assertThat(input.lastDate()).isEqualTo(FIRST.plusDays(days - 1));
        for (int i = 0; i < days; i++) {
            assertThat(input.soilMoistureM3PerM3(FIRST.plusDays(i), 0)[0])
                    .isEqualTo(Float.parseFloat(lines.get(i).split(",", -1)[9]));
        }
        assertThat(days)
                .as("lines before the cut, so that none but the cut one is lost")
                .isEqualTo(linesBefore(whole, whole.length - cutBytes));
    }

    private static int linesBefore(byte[] compressed, int length) throws IOException {
        var text = new ByteArrayOutputStream();
        try (var bytes = new GZIPInputStream(new ByteArrayInputStream(compressed, 0, length))) {
            for (int next = bytes.read(); next >= 0; next = bytes.read()) {
                text.write(next);
            }
        } catch (EOFException e) {
            assertThat(e).as("the cut").isNotNull();
        }
        return (int) text.toString(StandardCharsets.UTF_8)
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                - 1;
    }

    @Test
    void aDamagedFileIsRefusedAsAWhole() throws IOException {
        write(folder, List.of(cell(3)), java.util.Collections.nCopies(1000, GOOD));
        Path daily = folder.resolve("daily.csv.gz");
        byte[] whole = Files.readAllBytes(daily);
        whole[whole.length - 6] ^= 1; // of the checksum
        Files.write(daily, whole);
        assertThatThrownBy(() -> SmapConusReader.read(folder))
                .isInstanceOfSatisfying(
                        InputException.class,
                        failure -> assertThat(failure.rejected())
                                .last()
                                .extracting(rejected -> rejected.reason().label())
                                .isEqualTo("unusable-file"))
                .hasMessageContaining("cannot use")
                .hasMessageContaining("daily.csv.gz")
                .hasMessageContaining("the check of the gzip member that begins at byte 0 fails");
    }

    /** One line that says what to do, where the platform says "null". */
    @Test
    void anEmptyFileIsCalledEmpty() throws IOException {
        write(folder, List.of(cell(3)), List.of(GOOD));
        Files.write(folder.resolve("daily.csv.gz"), new byte[0]);
        assertThatThrownBy(() -> SmapConusReader.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessage("cannot use " + folder.resolve("daily.csv.gz") + ": the file is empty");
        Files.write(folder.resolve("cells.csv"), new byte[0]);
        assertThatThrownBy(() -> SmapConusReader.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessage("cannot use " + folder.resolve("cells.csv") + ": the file is empty");
    }

    @Test
    void theMarkThatSpreadsheetsWriteIsNoPartOfTheHeader() {
        writeWithHeaders(
                folder,
                "\uFEFF" + String.join(",", SmapConusCells.HEADER),
                List.of(cell(3) + "\r"),
                "\uFEFF" + String.join(",", SmapConusLine.HEADER) + "\r",
                List.of(GOOD + "\r"));
        DomainTable input = SmapConusReader.read(folder);
        assertThat(input.rejected()).isEmpty();
        assertThat(input.soilMoistureM3PerM3(FIRST, 0)).containsExactly(0.25f);
    }

    @Test
    void theFileInSeveralMembersIsTheFile() throws IOException {
        DomainTable input = readMembers(GzipFiles.member(text(1, 10)), GzipFiles.member(text(11, 20)));
        assertThat(input.rejected()).isEmpty();
        assertThat(input.lastDate()).isEqualTo(FIRST.plusDays(19));
    }

    @Test
    void ofADamagedMemberTheLinesBeforeItCount() throws IOException {
        byte[] first = GzipFiles.member(text(1, 10));
        byte[] second = GzipFiles.member(text(11, 20));
        for (int at : new int[] {0, 3, second.length - 1}) {
            DomainTable input = readMembers(first, GzipFiles.flip(second, at));
            assertThat(input.rejected()).hasSize(1);
            Rejection rejected = input.rejected().get(0);
            assertThat(rejected.reason().label()).isEqualTo("damaged-file");
            assertThat(rejected.detail()).contains("up to line 11");
            assertThat(rejected.position()).isEqualTo(first.length);
            assertThat(input.lastDate()).isEqualTo(FIRST.plusDays(9));
        }
        DomainTable cut = readMembers(first, Arrays.copyOf(second, 7));
        assertThat(cut.rejected()).hasSize(1);
        assertThat(cut.rejected().get(0).reason().label()).isEqualTo("truncated-file");
        assertThat(cut.rejected().get(0).detail()).contains("at byte " + (first.length + 7));
        assertThat(cut.rejected().get(0).position()).isEqualTo(12);
    }

    /** What lies beside the files is not looked at. */
    @Test
    void foldersAndLinksBesideTheFilesChangeNothing() throws IOException {
        write(folder, List.of(cell(3)), List.of(GOOD));
        Files.createDirectory(folder.resolve("daily"));
        Files.writeString(folder.resolve("cells.csv~"), "x");
        Files.createSymbolicLink(folder.resolve(".#daily.csv.gz"), folder.resolve("nowhere"));
        assertThat(SmapConusReader.read(folder).rejected()).isEmpty();
    }

    private static String text(int firstDay, int lastDay) {
        String header = firstDay == 1 ? String.join(",", SmapConusLine.HEADER) + "\n" : "";
        return header
                + FIRST.plusDays(firstDay - 1L)
                        .datesUntil(FIRST.plusDays(lastDay))
                        .map(date -> day(3, date.toString(), "0.25") + "\n")
                        .collect(java.util.stream.Collectors.joining());
    }

    private DomainTable readMembers(byte[]... members) throws IOException {
        write(folder, List.of(cell(3)), List.of(GOOD));
        Files.write(folder.resolve("daily.csv.gz"), GzipFiles.join(members));
        return SmapConusReader.read(folder);
    }

    private DomainTable read(String... days) {
        write(folder, List.of(cell(7), cell(3)), List.of(days));
        return SmapConusReader.read(folder);
    }
}
