package org.soilcast.ingest.publish;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.ingest.domain.Normals;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Tile;

/**
 * Which tiles are announced: those that the broker does not have, or has with other attributes. Normals are fitted to all
 * days there are, so each day that is added would change them a little; so those once announced stay until a day that they
 * were fitted to has changed, or the new ones know more ({@link Normals#knowMore}).
 */
public final class TileAnnouncement {
    private TileAnnouncement() {}

    /**
     * The messages to be sent.
     *
     * @param tiles the messages of all tiles
     * @param known what the broker has, by key
     * @param replaces whether days that have been sent are replaced
     * @throws InputException when the cells of a tile have changed
     */
    public static List<ProducerRecord<String, byte[]>> changed(
            List<ProducerRecord<String, byte[]>> tiles, Map<String, byte[]> known, boolean replaces) {
        return tiles.stream()
                .filter(tile -> {
                    byte[] before = known.get(tile.key());
                    return before == null || isChanged(before, tile.value(), replaces);
                })
                .toList();
    }

    private static boolean isChanged(byte[] known, byte[] current, boolean replaces) {
        if (Arrays.equals(known, current)) {
            return false;
        }
        Tile before = SingleObject.decode(known, Tile.class);
        Tile now = SingleObject.decode(current, Tile.class);
        if (!before.getCells().equals(now.getCells()) || before.getTiles() != now.getTiles()) {
            throw new InputException("the cells of tile " + now.getTile() + " have changed since they were published;"
                    + " a domain keeps its cells: use an empty state folder");
        }
        return replaces
                || Normals.knowMore(now, before)
                || !Tile.newBuilder(before).setNormals(now.getNormals()).build().equals(now);
    }
}
