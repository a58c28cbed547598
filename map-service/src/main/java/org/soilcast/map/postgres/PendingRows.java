package org.soilcast.map.postgres;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.soilcast.map.TileResults;
import org.soilcast.map.postgres.Tables.CellResult;
import org.soilcast.map.postgres.Tables.PlacedAlert;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AreaDay;
import org.soilcast.schemas.avro.ModelDecision;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.schemas.avro.Tile;

/** What has been read and is not in the tables yet, of each key the last; of results the newest date of each tile. */
final class PendingRows {
    private record TileDay(Tile tile, LocalDate date, TileResults results) {}

    private final Supplier<Map<Integer, Tile>> readTiles;
    private final Map<Integer, TileDay> results = new HashMap<>();
    private final Map<String, AreaDay> areaDays = new LinkedHashMap<>();
    private final Map<String, PlacedAlert> alerts = new LinkedHashMap<>();
    private final Map<String, ModelDecision> decisions = new LinkedHashMap<>();
    private Map<Integer, Tile> tiles = Map.of();

    /** @param readTiles reads all tiles by number; called again when one is not among them */
    PendingRows(Supplier<Map<Integer, Tile>> readTiles) {
        this.readTiles = readTiles;
    }

    /**
     * Takes a record.
     *
     * @throws IllegalArgumentException when it cannot be used
     */
    void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("it is empty");
        }
        SpecificRecord value = SingleObject.decode(record.value());
        if (value instanceof SoilMoisture moisture) {
            take(moisture);
        } else if (value instanceof AreaDay day) {
            areaDays.put(record.key(), day);
        } else if (value instanceof Alert alert) {
            alerts.put(
                    record.key(),
                    new PlacedAlert(alert, alert.getTile() < 0 ? Optional.empty() : tile(alert.getTile())));
        } else if (value instanceof ModelDecision decision) {
            decisions.put(record.key(), decision);
        } else {
            throw new IllegalArgumentException(
                    "there is no table of " + value.getClass().getSimpleName());
        }
    }

    private void take(SoilMoisture record) {
        Tile tile = tile(record.getTile())
                .orElseThrow(() -> new IllegalArgumentException("nothing is known of tile " + record.getTile()));
        TileDay known = results.get(record.getTile());
        if (known == null || !known.date().isAfter(record.getDate())) {
            var day = TileResults.of(record, tile.getCells().size());
            results.put(record.getTile(), new TileDay(tile, record.getDate(), day));
        }
    }

    private Optional<Tile> tile(int number) {
        if (!tiles.containsKey(number)) {
            tiles = readTiles.get();
        }
        return Optional.ofNullable(tiles.get(number));
    }

    /** How many records wait. */
    int size() {
        return results.size() + areaDays.size() + alerts.size() + decisions.size();
    }

    /** Forgets what waits. */
    void clear() {
        results.clear();
        areaDays.clear();
        alerts.clear();
        decisions.clear();
    }

    List<CellResult> cells() {
        return results.values().stream()
                .flatMap(day -> IntStream.range(0, day.results().cells())
                        .mapToObj(cell -> new CellResult(day.tile(), day.date(), day.results(), cell)))
                .toList();
    }

    Collection<AreaDay> areaDays() {
        return areaDays.values();
    }

    Collection<PlacedAlert> alerts() {
        return alerts.values();
    }

    Collection<ModelDecision> decisions() {
        return decisions.values();
    }
}
