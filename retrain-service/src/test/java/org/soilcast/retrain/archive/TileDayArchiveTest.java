package org.soilcast.retrain.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.soilcast.retrain.archive.ArchivedDays.CELLS;
import static org.soilcast.retrain.archive.ArchivedDays.assertAllDays;
import static org.soilcast.retrain.archive.ArchivedDays.fill;
import static org.soilcast.retrain.archive.ArchivedDays.precipitation;
import static org.soilcast.retrain.archive.TileDays.FIRST;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.learning.history.DaySpan;

class TileDayArchiveTest {
    private static final String TOPIC = "topic-id";

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
            assertThat(archive.commonSpan(List.of(0, 12))).contains(new DaySpan(FIRST, 300));
        }
    }

    @Test
    void commonSpanEndsAtTheFirstGapOfAnyTile() {
        try (var archive = new TileDayArchive(folder)) {
            fill(archive, 0, 0, 10);
            fill(archive, 1, 0, 4);
            fill(archive, 1, 5, 10);
            assertThat(archive.commonSpan(List.of(0))).contains(new DaySpan(FIRST, 10));
            assertThat(archive.commonSpan(List.of(0, 1))).contains(new DaySpan(FIRST, 4));
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
}
