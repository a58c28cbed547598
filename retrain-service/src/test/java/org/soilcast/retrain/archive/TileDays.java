package org.soilcast.retrain.archive;

import java.time.LocalDate;
import java.util.Collections;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.TileDay;

/** Tile-days for tests: every value says which tile, date and cell it belongs to. */
final class TileDays {
    static final LocalDate FIRST = LocalDate.parse("2015-04-01");

    private TileDays() {}

    static TileDay day(int tile, int dayNumber, int cells, int revision) {
        float[] precipitation = values(tile, dayNumber, cells, revision);
        return TileDay.newBuilder()
                .setDomain("test")
                .setTile(tile)
                .setDate(FIRST.plusDays(dayNumber))
                .setRevision(revision)
                .setPrecipitationMmPerDay(Floats.view(precipitation))
                .setAirTemperatureC(Collections.nCopies(cells, 10f + dayNumber))
                .setPotentialEvapotranspirationMmPerDay(Collections.nCopies(cells, 2f))
                .setObservedM3PerM3(Collections.nCopies(cells, Float.NaN))
                .setQuality(Collections.nCopies(cells, 0x1FF))
                .build();
    }

    /** Precipitation of {@link #day}: tile·10^4 + day·10 + cell, plus 0.5 for every revision behind the first. */
    static float[] values(int tile, int dayNumber, int cells, int revision) {
        var values = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            values[cell] = tile * 10_000f + dayNumber * 10f + cell + (revision - 1) * 0.5f;
        }
        return values;
    }
}
