package org.soilcast.retrain.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.retrain.archive.TileDays.FIRST;

/** Fills archives with {@link TileDays} of three cells and tells whether they are there. */
final class ArchivedDays {
    static final int CELLS = 3;

    private ArchivedDays() {}

    static void fill(TileDayArchive archive, int tile, int fromDay, int toDay) {
        for (int day = fromDay; day < toDay; day++) {
            archive.put(TileDays.day(tile, day, CELLS, 1));
        }
    }

    static void assertAllDays(TileDayArchive archive, int tile, int days) {
        assertThat(precipitation(archive, tile, days)).isEqualTo(expected(tile, days));
    }

    static float[] precipitation(TileDayArchive archive, int tile, int days) {
        return archive.window(tile, ArchiveVariable.PRECIPITATION_MM_PER_DAY, FIRST, FIRST.plusDays(days - 1L));
    }

    static float[] expected(int tile, int days) {
        var expected = new float[days * CELLS];
        for (int day = 0; day < days; day++) {
            System.arraycopy(TileDays.values(tile, day, CELLS, 1), 0, expected, day * CELLS, CELLS);
        }
        return expected;
    }
}
