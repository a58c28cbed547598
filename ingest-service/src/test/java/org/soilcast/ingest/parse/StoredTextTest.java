package org.soilcast.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.ingest.parse.GzipFiles.HEADER_BYTES;
import static org.soilcast.ingest.parse.GzipFiles.TRAILER_BYTES;
import static org.soilcast.ingest.parse.GzipFiles.flip;
import static org.soilcast.ingest.parse.GzipFiles.join;
import static org.soilcast.ingest.parse.GzipFiles.member;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StoredTextTest {
    private static final String FIRST_TEXT = lines(1, 3_000);
    private static final String SECOND_TEXT = lines(3_001, 4_000);
    private static final byte[] FIRST = member(FIRST_TEXT);
    private static final byte[] SECOND = member(SECOND_TEXT);

    @TempDir
    private Path folder;

    /** What was read of a file. */
    private record Found(String text, String damage, long offset, boolean withinLine, String nothing) {}

    @Test
    void allMembersAreRead() throws IOException {
        Found found = read(join(FIRST, member(""), SECOND, member("end\n")));
        assertThat(found).isEqualTo(new Found(FIRST_TEXT + SECOND_TEXT + "end\n", "", -1, false, ""));
    }

    @Test
    void manySmallMembersThatEndWithinLinesAreOneText() throws IOException {
        byte[][] members =
                Stream.of(FIRST_TEXT.split("(?<=7)")).map(GzipFiles::member).toArray(byte[][]::new);
        assertThat(read(join(members)).text()).isEqualTo(FIRST_TEXT);
    }

    @Test
    void zerosBehindTheLastMemberMeanNothing() throws IOException {
        assertThat(read(join(FIRST, new byte[100_000]))).isEqualTo(new Found(FIRST_TEXT, "", -1, false, ""));
    }

    static Stream<Arguments> damages() {
        int last = SECOND.length - 1;
        return Stream.of(
                Arguments.of("header", join(FIRST, flip(SECOND, 0), FIRST)),
                Arguments.of("method", join(FIRST, flip(SECOND, 2))),
                Arguments.of("flags", join(FIRST, flip(SECOND, 3))),
                Arguments.of("body", join(FIRST, flip(SECOND, SECOND.length / 2))),
                Arguments.of("check", join(FIRST, flip(SECOND, last - 5), FIRST)),
                Arguments.of("length", join(FIRST, flip(SECOND, last))),
                Arguments.of("text", join(FIRST, "no gzip".getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void whatStandsBeforeADamagedMemberStays(String what, byte[] stored) throws IOException {
        Found found = read(stored);
        assertThat(found.text()).isEqualTo(FIRST_TEXT);
        assertThat(found.damage()).isEqualTo("damaged");
        assertThat(found.offset()).isEqualTo(FIRST.length);
    }

    /** Wherever the second member is cut, what stands before the cut stays. */
    @Test
    void aCutAnywhereKeepsWhatStandsBefore() throws IOException {
        int[] lengths = {1, 2, HEADER_BYTES - 1, HEADER_BYTES, HEADER_BYTES + 5, 700, SECOND.length - TRAILER_BYTES};
        String before = FIRST_TEXT;
        for (int length : lengths) {
            Found found = read(join(FIRST, Arrays.copyOf(SECOND, length)));
            assertThat(FIRST_TEXT + SECOND_TEXT).startsWith(found.text());
            assertThat(found.text()).startsWith(before);
            assertThat(found.damage()).isEqualTo("cut");
            assertThat(found.offset()).isEqualTo(FIRST.length + length);
            assertThat(found.withinLine()).isEqualTo(!found.text().endsWith("\n"));
            before = found.text();
        }
        assertThat(before).isEqualTo(FIRST_TEXT + SECOND_TEXT);
    }

    /** A changed byte may hide the end of the compressed text; the file then looks cut, and only its first member is sure. */
    @Test
    void oneByteChangedAnywhereNeverChangesTheTextOfOtherMembers() throws IOException {
        byte[] stored = join(FIRST, SECOND);
        var random = new Random(20261127);
        for (int i = 0; i < 300; i++) {
            int at = random.nextInt(stored.length);
            Found found = read(flip(stored, at));
            if (!found.damage().equals("cut")) {
                assertThat(FIRST_TEXT + SECOND_TEXT).as("byte " + at).startsWith(found.text());
            }
            if (at >= FIRST.length) {
                assertThat(found.text()).as("byte " + at).startsWith(FIRST_TEXT);
            }
        }
    }

    @Test
    void headersWithNameCommentExtraFieldAndCheckAreRead() throws IOException {
        byte[] plain = member("text\n");
        byte[] header = Arrays.copyOf(plain, HEADER_BYTES);
        header[3] = 4 | 8 | 16;
        byte[] fields = join(header, new byte[] {2, 0, 1, 1}, "name\0comment\0".getBytes(StandardCharsets.US_ASCII));
        byte[] body = Arrays.copyOfRange(plain, HEADER_BYTES, plain.length);
        assertThat(read(join(fields, body, FIRST)).text()).isEqualTo("text\n" + FIRST_TEXT);
        byte[] checked = fields.clone();
        checked[3] |= 2;
        var crc = new java.util.zip.CRC32();
        crc.update(checked);
        byte[] check = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        assertThat(read(join(checked, check, body)).text()).isEqualTo("text\n");
        assertThat(read(join(FIRST, checked, flip(check, 0), body)).damage()).isEqualTo("damaged");
    }

    @Test
    void theByteOrderMarkIsLeftOut() throws IOException {
        assertThat(read("plain.csv", "\uFEFFa,b\n".getBytes(StandardCharsets.UTF_8))
                        .text())
                .isEqualTo("a,b\n");
        assertThat(read(join(member("\uFEFF"), member("a,b\n"))).text()).isEqualTo("a,b\n");
        assertThat(read("plain.csv", "a\n".getBytes(StandardCharsets.UTF_8)).text())
                .isEqualTo("a\n");
    }

    @Test
    void saysWhyThereIsNothing() throws IOException {
        assertThat(read(new byte[0]).nothing()).isEqualTo("the file is empty");
        assertThat(read("plain.csv", new byte[0]).nothing()).isEqualTo("the file is empty");
        assertThat(read("text".getBytes(StandardCharsets.UTF_8)).nothing()).contains("no gzip header at byte 0");
        assertThat(read(Arrays.copyOf(FIRST, 5)).nothing()).isEqualTo("ends too early, at byte 5");
        assertThat(read(flip(FIRST, FIRST.length - 1)).nothing()).contains("begins at byte 0", "fails");
    }

    private Found read(byte[] stored) throws IOException {
        return read("file.gz", stored);
    }

    private Found read(String name, byte[] stored) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, stored);
        try (var text = new StoredText(file)) {
            String nothing = text.nothingThere().orElse("");
            String read = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            return new Found(
                    read,
                    text.damage()
                            .map(damage -> damage.cut() ? "cut" : "damaged")
                            .orElse(""),
                    text.damage().map(GzipMembers.Damage::offset).orElse(-1L),
                    text.endsWithinLine(),
                    nothing);
        }
    }

    private static String lines(int first, int last) {
        var random = new Random(first);
        var text = new StringBuilder();
        for (int line = first; line <= last; line++) {
            text.append(line).append(',').append(random.nextInt(1_000_000)).append('\n');
        }
        return text.toString();
    }
}
