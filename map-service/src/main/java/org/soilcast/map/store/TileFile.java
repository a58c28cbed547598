package org.soilcast.map.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Tile;

/** The domain's tiles in a file of their own, as they are on their topic: each with its length, behind them a checksum. */
final class TileFile {
    private TileFile() {}

    static void write(Path file, Map<Integer, Tile> tiles) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (Tile tile : tiles.values()) {
                byte[] record = SingleObject.encode(tile);
                out.writeInt(record.length);
                out.write(record);
            }
            out.writeInt(Checksum.of(bytes.toByteArray()));
        }
        Manifest.writeForced(file, bytes.toByteArray());
    }

    static Map<Integer, Tile> read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length - Integer.BYTES;
        if (length < 0 || ByteBuffer.wrap(bytes).getInt(length) != Checksum.of(bytes, 0, length)) {
            throw new DamagedResults(file + " is damaged: restore the folder from its backup");
        }
        var tiles = new TreeMap<Integer, Tile>();
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
            while (in.available() > 0) {
                Tile tile = SingleObject.decode(in.readNBytes(in.readInt()), Tile.class);
                tiles.put(tile.getTile(), tile);
            }
        }
        return tiles;
    }
}
