package org.soilcast.ingest.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.DomainDescription;
import org.soilcast.ingest.domain.KnownDomain;
import org.soilcast.ingest.domain.Normals;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Attribute;
import org.soilcast.schemas.avro.Tile;

/** Reads a domain back from its tiles: the same cells in the same order, with the same attributes and normals. */
public final class PublishedDomain {
    private PublishedDomain() {}

    /** The domain that the broker holds; empty when not all its tiles have been published. */
    public static Optional<KnownDomain> read(KafkaConnection kafka) {
        var tiles = new TreeMap<Integer, Tile>();
        TopicReader.readAll(kafka, Topics.TILES, message -> {
            Tile tile = SingleObject.decode(message.value(), Tile.class);
            tiles.put(tile.getTile(), tile);
        });
        return tiles.isEmpty()
                        || tiles.size() < tiles.values().iterator().next().getTiles()
                ? Optional.empty()
                : Optional.of(
                        new KnownDomain(of(List.copyOf(tiles.values())), Normals.of(List.copyOf(tiles.values()))));
    }

    /** A domain from all its tiles in order. */
    static Domain of(List<Tile> tiles) {
        Tile first = tiles.get(0);
        var cells = new ArrayList<Cell>();
        for (Tile tile : tiles) {
            for (int i = 0; i < tile.getCells().size(); i++) {
                int cell = i;
                cells.add(new Cell(
                        tile.getCells().get(i),
                        cells.size(), // the tiles stand in Morton order
                        tile.getLatitudeDegrees().get(i),
                        tile.getLongitudeDegrees().get(i),
                        tile.getElevationM().get(i),
                        tile.getAttributes().stream()
                                .map(attribute -> attribute.getValues().get(cell))
                                .toList()));
            }
        }
        return new Domain(
                new DomainDescription(
                        first.getDomain(),
                        first.getDayDefinition(),
                        first.getObservationTime(),
                        first.getSynthetic(),
                        first.getAttributes().stream().map(Attribute::getName).toList()),
                cells);
    }
}
