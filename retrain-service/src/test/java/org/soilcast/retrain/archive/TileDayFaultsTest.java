package org.soilcast.retrain.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.schemas.avro.TileDay;

class TileDayFaultsTest {
    private static final int CELLS = 3;

    private static Tile tile(String domain, int cells) {
        return Tile.newBuilder()
                .setDomain(domain)
                .setTile(0)
                .setTiles(1)
                .setCells(Collections.nCopies(cells, "cell"))
                .setLatitudeDegrees(Collections.nCopies(cells, 0f))
                .setLongitudeDegrees(Collections.nCopies(cells, 0f))
                .setElevationM(Collections.nCopies(cells, 0f))
                .setAttributes(List.of())
                .setDayDefinition("made up")
                .setObservationTime(ObservationTime.END_OF_DAY)
                .setSynthetic(true)
                .build();
    }

    @Test
    void aDayThatFitsItsTileHasNoFault() {
        assertThat(TileDayFaults.of(TileDays.day(0, 1, CELLS, 1), tile("test", CELLS)))
                .isEmpty();
    }

    @Test
    void whatWouldSpoilTheArchiveIsFound() {
        TileDay good = TileDays.day(0, 1, CELLS, 1);
        assertThat(TileDayFaults.of(good, tile("other", CELLS))).hasValue("expected domain other, found test");
        assertThat(TileDayFaults.of(good, tile("test", CELLS + 2)))
                .hasValue("expected arrays of 5 cells, found one of 3");
        TileDay short1 = TileDay.newBuilder(good).setQuality(List.of(0)).build();
        assertThat(TileDayFaults.of(short1, tile("test", CELLS)))
                .hasValue("expected arrays of 3 cells, found one of 1");
        TileDay infinite = TileDay.newBuilder(good)
                .setAirTemperatureC(List.of(1f, Float.NaN, 2f))
                .build();
        assertThat(TileDayFaults.of(infinite, tile("test", CELLS))).hasValue("air temperature of cell 1 is NaN");
        TileDay retrieved = TileDay.newBuilder(good)
                .setObservedM3PerM3(List.of(Float.NaN, .2f, Float.POSITIVE_INFINITY))
                .build();
        assertThat(TileDayFaults.of(retrieved, tile("test", CELLS))).hasValue("retrieval of cell 2 is Infinity");
    }
}
