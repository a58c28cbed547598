package org.soilcast.alerts;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.soilcast.alerts.message.Place;
import org.soilcast.alerts.message.Place.Point;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.Tile;

/**
 * Where alerts are: of cells from the tiles on their topic, which is read when an alert is of a tile that is not known yet; of
 * areas by their names.
 */
final class AlertPlaces {
    private final KafkaConnection kafka;
    private final Map<Integer, Tile> tiles = new HashMap<>();
    private final Set<Integer> askedFor = new HashSet<>();

    AlertPlaces(KafkaConnection kafka) {
        this.kafka = kafka;
    }

    /** The place of an alert; of a tile that nobody has published, by its number. */
    Place of(Alert alert) {
        if (!alert.getArea().isEmpty()) {
            return area(alert);
        }
        // A tile is there before its alerts: asking once is enough.
        if (!tiles.containsKey(alert.getTile()) && askedFor.add(alert.getTile())) {
            read();
        }
        return Optional.ofNullable(tiles.get(alert.getTile()))
                .filter(tile -> alert.getCell() >= 0
                        && alert.getCell() < tile.getCells().size())
                .map(tile -> place(tile, alert.getCell()))
                .orElseGet(() -> new Place(alert.getTile() + "." + alert.getCell(), Optional.empty(), false));
    }

    /** A domain is made up as a whole, so any tile says whether an area is. */
    private Place area(Alert alert) {
        if (tiles.isEmpty()) {
            read();
        }
        String name = alert.getAreaName().isEmpty() ? alert.getArea() : alert.getAreaName();
        return new Place(name, Optional.empty(), tiles.values().stream().anyMatch(Tile::getSynthetic));
    }

    private static Place place(Tile tile, int cell) {
        var centre = new Point(
                tile.getLatitudeDegrees().get(cell), tile.getLongitudeDegrees().get(cell));
        return new Place(tile.getCells().get(cell), Optional.of(centre), tile.getSynthetic());
    }

    private void read() {
        TopicReader.readAll(kafka, Topics.TILES, record -> {
            if (record.value() != null && SingleObject.decode(record.value()) instanceof Tile tile) {
                tiles.put(tile.getTile(), tile);
            }
        });
    }
}
