package org.soilcast.retrain.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileDayArchiveTest {
    private static final String TOPIC = "topic-id";
    private static final LocalDate FIRST = TileDays.FIRST;
    private static final int CELLS = 3;

    @TempDir
    Path folder;

    @Test
    void windowGivesEachVariableByDayAndCell() {
        try (var archive = new TileDayArchive(folder)) {
            fill(archive, 7, 0, 5);
            assertThat(archive.window(
                            7, ArchiveVariable.PRECIPITATION_MM_PER_DAY, FIRST.plusDays(1), FIRST.plusDays(2)))
                    .containsExactly(70010, 70011, 70012, 70020, 70021, 70022);
            assertThat(archive.window(7, ArchiveVariable.AIR_TEMPERATURE_C, FIRST, FIRST))
                    .containsExactly(10, 10, 10);
            assertThat(archive.window(7, ArchiveVariable.QUALITY, FIRST, FIRST)).containsExactly(511, 511, 511);
            assertThat(archive.window(7, ArchiveVariable.OBSERVED_M3_PER_M3, FIRST, FIRST))
                    .containsOnly(Float.NaN);
        }
    }

    @Test
    void daysThatAreNotThereAreNaN() {
        try (var archive = new TileDayArchive(folder)) {
            fill(archive, 0, 1, 2);
            float[] window = archive.window(0, ArchiveVariable.PRECIPITATION_MM_PER_DAY, FIRST, FIRST.plusDays(1000));
            assertThat(window).hasSize(1001 * CELLS);
            assertThat(Arrays.copyOfRange(window, 0, CELLS)).containsOnly(Float.NaN);
            assertThat(Arrays.copyOfRange(window, CELLS, 2 * CELLS)).containsExactly(10, 11, 12);
            assertThat(Arrays.copyOfRange(window, 2 * CELLS, window.length)).containsOnly(Float.NaN);
            assertThat(archive.revision(0, FIRST)).isZero();
            assertThat(archive.revision(9, FIRST)).isZero();
        }
    }

    @Test
    void laterRecordReplacesTheDay() {
        try (var archive = new TileDayArchive(folder)) {
            fill(archive, 0, 0, 3);
            archive.put(TileDays.day(0, 1, CELLS, 2));
            assertThat(archive.revision(0, FIRST.plusDays(1))).isEqualTo(2);
            assertThat(precipitation(archive, 0, 3)).containsExactly(0, 1, 2, 10.5f, 11.5f, 12.5f, 20, 21, 22);
        }
    }

    @Test
    void growsPastItsRoomAndBeforeItsFirstDay() {
        try (var archive = new TileDayArchive(folder)) {
            fill(archive, 0, 400, 1000);
            fill(archive, 0, 0, 400);
            assertAllDays(archive, 0, 1000);
        }
    }

    @Test
    void committedContentsAreThereAfterReopening() {
        try (var archive = new TileDayArchive(folder)) {
            fill(archive, 0, 5, 300);
            fill(archive, 0, 0, 5);
            fill(archive, 12, 0, 300);
            archive.commit(TOPIC, Map.of(0, 42L, 1, 7L));
        }
        try (var archive = new TileDayArchive(folder)) {
            ArchiveCheckpoint checkpoint = archive.checkpoint().orElseThrow();
            assertThat(checkpoint.topicId()).isEqualTo(TOPIC);
            assertThat(checkpoint.offsets()).containsExactly(Map.entry(0, 42L), Map.entry(1, 7L));
            assertAllDays(archive, 0, 300);
            assertAllDays(archive, 12, 300);
            assertThat(archive.lastDate(0)).contains(FIRST.plusDays(299));
            assertThat(archive.commonSpan(List.of(0, 12))).contains(new ArchiveSpan(FIRST, 300));
        }
    }

    @Test
    void withoutCommitNothingIsTrustedAfterReopening() {
        try (var archive = new TileDayArchive(folder)) {
            fill(archive, 0, 0, 10);
        }
        try (var archive = new TileDayArchive(folder)) {
            assertThat(archive.checkpoint()).isEmpty();
            assertThat(archive.lastDate(0)).isEmpty();
            assertThat(folder.resolve("tile-0.days")).doesNotExist();
        }
    }

    @Test
    void tileThatCameAfterTheLastCommitIsReadAgain() {
        try (var archive = new TileDayArchive(folder)) {
            fill(archive, 0, 0, 10);
            archive.commit(TOPIC, Map.of(0, 10L));
            fill(archive, 1, 0, 10);
        }
        try (var archive = new TileDayArchive(folder)) {
            assertThat(archive.checkpoint()).isPresent();
            assertThat(archive.lastDate(0)).isPresent();
            assertThat(archive.lastDate(1)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 64, 65, 1000, 4000})
    void truncatedFileMakesTheArchiveBuiltAnew(int length) throws IOException {
        writeCommitted();
        try (var file = new RandomAccessFile(folder.resolve("tile-1.days").toFile(), "rw")) {
            file.setLength(length);
        }
        assertBuiltAnew();
    }

    @Test
    void fileCutAtAWholeDayIsNoticedToo() throws IOException {
        writeCommitted();
        int dayBytes = Integer.BYTES + ArchiveVariable.values().length * CELLS * Float.BYTES;
        try (var file = new RandomAccessFile(folder.resolve("tile-1.days").toFile(), "rw")) {
            file.setLength(file.length() - dayBytes);
        }
        assertBuiltAnew();
    }

    @Test
    void missingFileMakesTheArchiveBuiltAnew() throws IOException {
        writeCommitted();
        Files.delete(folder.resolve("tile-1.days"));
        assertBuiltAnew();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 12, 16, 20})
    void damagedHeaderMakesTheArchiveBuiltAnew(int offset) throws IOException {
        writeCommitted();
        try (var file = new RandomAccessFile(folder.resolve("tile-1.days").toFile(), "rw")) {
            file.seek(offset);
            file.write(0x55);
        }
        assertBuiltAnew();
    }

    @ParameterizedTest
    @ValueSource(strings = {"offset.0=x", "days.1=", "offset.=3", "days.7=12", "topic=\\u00"})
    void damagedCheckpointMakesTheArchiveBuiltAnew(String text) throws IOException {
        writeCommitted();
        Files.writeString(folder.resolve("checkpoint.properties"), text);
        assertBuiltAnew();
    }

    /** What a killed process leaves: days behind the checkpoint, whole or torn. The topic's replay repairs them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void replayFromTheCheckpointRepairsWhatACrashLeft(long seed) throws IOException {
        var random = new Random(seed);
        int committedDays = 1 + random.nextInt(200);
        try (var archive = new TileDayArchive(folder)) {
            fill(archive, 0, 0, committedDays);
            archive.commit(TOPIC, Map.of(0, (long) committedDays));
            fill(archive, 0, committedDays, 300);
        }
        int dayBytes = Integer.BYTES + ArchiveVariable.values().length * CELLS * Float.BYTES;
        try (var file = new RandomAccessFile(folder.resolve("tile-0.days").toFile(), "rw")) {
            var noise = new byte[dayBytes * (300 - committedDays)];
            random.nextBytes(noise);
            file.seek(64L + (long) committedDays * dayBytes);
            file.write(noise);
        }
        try (var archive = new TileDayArchive(folder)) {
            long offset = archive.checkpoint().orElseThrow().offsets().get(0);
            fill(archive, 0, (int) offset, 300);
            assertThat(precipitation(archive, 0, 300)).as("seed %d", seed).isEqualTo(expected(0, 300));
        }
    }

    @Test
    void commonSpanEndsAtTheFirstGapOfAnyTile() {
        try (var archive = new TileDayArchive(folder)) {
            fill(archive, 0, 0, 10);
            fill(archive, 1, 0, 4);
            fill(archive, 1, 5, 10);
            assertThat(archive.commonSpan(List.of(0))).contains(new ArchiveSpan(FIRST, 10));
            assertThat(archive.commonSpan(List.of(0, 1))).contains(new ArchiveSpan(FIRST, 4));
            assertThat(archive.commonSpan(List.of(0, 1, 2))).isEmpty();
            assertThat(archive.commonSpan(List.of())).isEmpty();
        }
    }

    @Test
    void tileThatBeginsLaterThanTheDomainLeavesNoCommonSpan() {
        try (var archive = new TileDayArchive(folder)) {
            fill(archive, 0, 0, 10);
            fill(archive, 1, 1, 10);
            assertThat(archive.commonSpan(List.of(0, 1))).isEmpty();
        }
    }

    @Test
    void clearDropsEverything() {
        writeCommitted();
        try (var archive = new TileDayArchive(folder)) {
            archive.clear();
            assertThat(archive.checkpoint()).isEmpty();
            assertThat(archive.lastDate(0)).isEmpty();
            fill(archive, 0, 3, 5);
            assertThat(archive.commonSpan(List.of(0))).contains(new ArchiveSpan(FIRST.plusDays(3), 2));
        }
    }

    @Test
    void folderIsOpenOnlyOnce() {
        try (var archive = new TileDayArchive(folder)) {
            assertThat(archive.checkpoint()).isEmpty();
            assertThatThrownBy(() -> new TileDayArchive(folder)).hasMessageContaining("is in use");
        }
        new TileDayArchive(folder).close();
    }

    @Test
    void dayWithAnotherNumberOfCellsIsRefused() {
        try (var archive = new TileDayArchive(folder)) {
            fill(archive, 0, 0, 1);
            assertThatThrownBy(() -> archive.put(TileDays.day(0, 1, CELLS + 1, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has 4 cells, expected 3");
        }
    }

    private void writeCommitted() {
        try (var archive = new TileDayArchive(folder)) {
            fill(archive, 0, 0, 10);
            fill(archive, 1, 0, 10);
            archive.commit(TOPIC, Map.of(0, 20L));
        }
    }

    private void assertBuiltAnew() {
        try (var archive = new TileDayArchive(folder)) {
            assertThat(archive.checkpoint()).isEmpty();
            assertThat(archive.lastDate(0)).isEmpty();
            assertThat(archive.lastDate(1)).isEmpty();
            fill(archive, 1, 0, 10);
            assertAllDays(archive, 1, 10);
        }
    }

    private static void fill(TileDayArchive archive, int tile, int fromDay, int toDay) {
        for (int day = fromDay; day < toDay; day++) {
            archive.put(TileDays.day(tile, day, CELLS, 1));
        }
    }

    private static void assertAllDays(TileDayArchive archive, int tile, int days) {
        assertThat(precipitation(archive, tile, days)).isEqualTo(expected(tile, days));
    }

    private static float[] precipitation(TileDayArchive archive, int tile, int days) {
        return archive.window(tile, ArchiveVariable.PRECIPITATION_MM_PER_DAY, FIRST, FIRST.plusDays(days - 1L));
    }

    private static float[] expected(int tile, int days) {
        var expected = new float[days * CELLS];
        for (int day = 0; day < days; day++) {
            System.arraycopy(TileDays.values(tile, day, CELLS, 1), 0, expected, day * CELLS, CELLS);
        }
        return expected;
    }
}
