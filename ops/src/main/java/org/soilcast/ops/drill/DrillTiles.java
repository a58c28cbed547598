package org.soilcast.ops.drill;

import java.util.Collections;
import java.util.List;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Attribute;
import org.soilcast.schemas.avro.DayClosed;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.Tile;

/** Tiles of an order drill, and the markers that close their days. */
final class DrillTiles {
    private DrillTiles() {}

    /** A tile of cells with and without elevation; every second one has daily means. */
    static Tile tile(int tile) {
        int cells = DrillWeather.CELLS;
        return Tile.newBuilder()
                .setDomain(OrderPipeline.DOMAIN)
                .setTile(tile)
                .setTiles(DrillInputs.TILES)
                .setCells(List.of("a", "b", "c", "d").subList(0, cells))
                .setLatitudeDegrees(Collections.nCopies(cells, 35f + 5 * tile))
                .setLongitudeDegrees(Collections.nCopies(cells, -100f))
                .setElevationM(Floats.view(new float[] {300, Float.NaN, 1200, 0}))
                .setAttributes(List.of(new Attribute(
                        "bulk_density_g_per_cm3",
                        Collections.nCopies(cells, 1.325f),
                        Collections.nCopies(cells, true))))
                .setDayDefinition("made up")
                .setObservationTime(tile % 2 == 1 ? ObservationTime.DAILY_MEAN : ObservationTime.END_OF_DAY)
                .setSynthetic(true)
                .build();
    }

    /** A source has gone past a day. */
    static DayClosed closed(Topics topic, int tile, int day) {
        return DayClosed.newBuilder()
                .setDomain(OrderPipeline.DOMAIN)
                .setTile(tile)
                .setDate(DrillInputs.date(day))
                .setSource(topic == Topics.FORCING ? "drill-weather" : "drill-satellite")
                .build();
    }
}
