package org.soilcast.inference.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.inference.area.AreaCells;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Area;
import org.soilcast.schemas.avro.AreaTile;

/** The areas that are on their topic. */
public final class PublishedAreas {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedAreas.class);

    private PublishedAreas() {}

    /** Those of a domain, in the order of their identifiers; a record that is no area of it is left out. */
    public static List<AreaCells> read(KafkaConnection kafka, String domain) {
        Map<String, byte[]> last = new TreeMap<>();
        TopicReader.readAll(kafka, Topics.AREAS, record -> {
            if (record.value() == null) {
                last.remove(record.key());
            } else {
                last.put(record.key(), record.value());
            }
        });
        var areas = new ArrayList<AreaCells>();
        last.forEach((id, bytes) -> {
            try {
                Area area = SingleObject.decode(bytes, Area.class);
                if (area.getDomain().equals(domain)) {
                    areas.add(cells(area));
                }
            } catch (IllegalArgumentException e) {
                LOG.warn("area {} is left out: {}", id, e.getMessage());
            }
        });
        return areas;
    }

    /** An area of its record. */
    public static AreaCells cells(Area area) {
        List<AreaTile> tiles = area.getTiles();
        return new AreaCells(
                area.getId(),
                area.getName(),
                tiles.stream().mapToInt(AreaTile::getTile).toArray(),
                tiles.stream()
                        .map(tile -> tile.getCells().stream()
                                .mapToInt(Integer::intValue)
                                .toArray())
                        .toArray(int[][]::new),
                tiles.stream().map(tile -> Floats.array(tile.getWeights())).toArray(float[][]::new));
    }
}
