package org.soilcast.retrain.archive;

import java.util.List;
import java.util.Optional;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.schemas.avro.TileDay;

/** Why a tile-day cannot be learned from; one that got into the archive would spoil its tile for good. */
public final class TileDayFaults {
    private TileDayFaults() {}

    /** What is wrong with a day of this tile, if anything. */
    public static Optional<String> of(TileDay day, Tile tile) {
        if (!day.getDomain().equals(tile.getDomain())) {
            return Optional.of("expected domain " + tile.getDomain() + ", found " + day.getDomain());
        }
        int cells = tile.getCells().size();
        List<List<? extends Number>> rows = List.of(
                day.getPrecipitationMmPerDay(),
                day.getAirTemperatureC(),
                day.getPotentialEvapotranspirationMmPerDay(),
                day.getObservedM3PerM3(),
                day.getQuality());
        for (List<? extends Number> row : rows) {
            if (row.size() != cells) {
                return Optional.of("expected arrays of " + cells + " cells, found one of " + row.size());
            }
        }
        return finite("precipitation", day.getPrecipitationMmPerDay(), false)
                .or(() -> finite("air temperature", day.getAirTemperatureC(), false))
                .or(() -> finite("potential evapotranspiration", day.getPotentialEvapotranspirationMmPerDay(), false))
                .or(() -> finite("retrieval", day.getObservedM3PerM3(), true));
    }

    private static Optional<String> finite(String name, List<Float> values, boolean mayBeMissing) {
        for (int cell = 0; cell < values.size(); cell++) {
            boolean missing = mayBeMissing && Float.isNaN(values.get(cell));
            if (!missing && !Float.isFinite(values.get(cell))) {
                return Optional.of(name + " of cell " + cell + " is " + values.get(cell));
            }
        }
        return Optional.empty();
    }
}
