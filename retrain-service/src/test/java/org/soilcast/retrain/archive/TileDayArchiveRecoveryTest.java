package org.soilcast.retrain.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.retrain.archive.ArchivedDays.CELLS;
import static org.soilcast.retrain.archive.ArchivedDays.assertAllDays;
import static org.soilcast.retrain.archive.ArchivedDays.expected;
import static org.soilcast.retrain.archive.ArchivedDays.fill;
import static org.soilcast.retrain.archive.ArchivedDays.precipitation;
import static org.soilcast.retrain.archive.TileDays.FIRST;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.learning.history.DaySpan;

class TileDayArchiveRecoveryTest {
    private static final String TOPIC = "topic-id";

    @TempDir
    Path folder;

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
    void clearDropsEverything() {
        writeCommitted();
        try (var archive = new TileDayArchive(folder)) {
            archive.clear();
            assertThat(archive.checkpoint()).isEmpty();
            assertThat(archive.lastDate(0)).isEmpty();
            fill(archive, 0, 3, 5);
            assertThat(archive.commonSpan(List.of(0))).contains(new DaySpan(FIRST.plusDays(3), 2));
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
}
