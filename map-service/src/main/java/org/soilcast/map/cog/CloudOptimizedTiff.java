package org.soilcast.map.cog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.Deflater;

/**
 * A cloud-optimised GeoTIFF (OGC 21-026) of one band of 32-bit floats: tiles of 256 × 256, deflated, with overviews. All
 * directories come first, the finest first; then the tiles, the coarsest first, each between its length and a copy of its
 * last four bytes, as the ghost header of GDAL's driver says. No library that we know of writes this layout in Java.
 */
final class CloudOptimizedTiff {
    static final int TILE_SIDE = 256;

    private static final int HEAD_BYTES = 8;
    private static final String GHOST = "LAYOUT=IFDS_BEFORE_DATA\nBLOCK_ORDER=ROW_MAJOR\nBLOCK_LEADER=SIZE_AS_UINT4\n"
            + "BLOCK_TRAILER=LAST_4_BYTES_REPEATED\nKNOWN_INCOMPATIBLE_EDITION=NO\n";
    private static final String GHOST_HEAD = "GDAL_STRUCTURAL_METADATA_SIZE=%06d bytes\n";
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;

    private final List<TiffDirectory> directories = new ArrayList<>();
    private final List<List<byte[]>> tiles = new ArrayList<>();

    private CloudOptimizedTiff(List<Raster> finestFirst, Consumer<TiffDirectory> describe) {
        for (Raster raster : finestFirst) {
            List<byte[]> packed = tiles(raster);
            var directory = new TiffDirectory();
            if (directories.isEmpty()) {
                describe.accept(directory);
            } else {
                directory.longs(254, 1); // a reduced image
            }
            directory.longs(256, raster.width());
            directory.longs(257, raster.height());
            directory.shorts(258, Float.SIZE);
            directory.shorts(259, 8); // deflate
            directory.shorts(262, 1); // black is zero
            directory.shorts(277, 1); // one band
            directory.shorts(284, 1);
            directory.shorts(322, TILE_SIDE);
            directory.shorts(323, TILE_SIDE);
            directory.shorts(339, 3); // floating point
            directory.text(42113, "nan"); // GDAL's mark of what is not known
            directory.longs(
                    TILE_BYTE_COUNTS,
                    packed.stream().mapToInt(tile -> tile.length).toArray());
            directory.longs(TILE_OFFSETS, new int[packed.size()]);
            directories.add(directory);
            tiles.add(packed);
        }
    }

    /**
     * The bytes of the file.
     *
     * @param finestFirst the image, then its overviews
     * @param describe puts tags that tell where the image is and what it shows into its directory
     */
    static byte[] of(List<Raster> finestFirst, Consumer<TiffDirectory> describe) {
        return new CloudOptimizedTiff(finestFirst, describe).bytes();
    }

    private byte[] bytes() {
        byte[] ghost = (String.format(GHOST_HEAD, GHOST.length()) + GHOST).getBytes(StandardCharsets.US_ASCII);
        int first = (HEAD_BYTES + ghost.length + 1) / 2 * 2;
        var places = new int[directories.size() + 1];
        places[0] = first;
        for (int i = 0; i < directories.size(); i++) {
            places[i + 1] = places[i] + directories.get(i).length();
        }
        var data = new ByteArrayOutputStream();
        for (int i = directories.size() - 1; i >= 0; i--) {
            var offsets = new int[tiles.get(i).size()];
            for (int tile = 0; tile < offsets.length; tile++) {
                byte[] bytes = tiles.get(i).get(tile);
                data.writeBytes(buffer(Integer.BYTES).putInt(bytes.length).array());
                offsets[tile] = places[directories.size()] + data.size();
                data.writeBytes(bytes);
                data.writeBytes(Arrays.copyOfRange(bytes, bytes.length - Integer.BYTES, bytes.length));
            }
            directories.get(i).longs(TILE_OFFSETS, offsets);
        }
        ByteBuffer file = buffer(Math.addExact(places[directories.size()], data.size()))
                .put(new byte[] {'I', 'I', 42, 0})
                .putInt(first)
                .put(ghost)
                .position(first);
        for (int i = 0; i < directories.size(); i++) {
            file.put(directories.get(i).bytes(places[i], i + 1 < directories.size() ? places[i + 1] : 0));
        }
        return file.put(data.toByteArray()).array();
    }

    private static List<byte[]> tiles(Raster raster) {
        var tiles = new ArrayList<byte[]>();
        for (int row = 0; row < raster.height(); row += TILE_SIDE) {
            for (int column = 0; column < raster.width(); column += TILE_SIDE) {
                tiles.add(packed(raster, row, column));
            }
        }
        return tiles;
    }

    private static byte[] packed(Raster raster, int firstRow, int firstColumn) {
        ByteBuffer values = buffer(TILE_SIDE * TILE_SIDE * Float.BYTES);
        for (int row = firstRow; row < firstRow + TILE_SIDE; row++) {
            for (int column = firstColumn; column < firstColumn + TILE_SIDE; column++) {
                boolean inside = row < raster.height() && column < raster.width();
                values.putFloat(inside ? raster.at(row, column) : Float.NaN);
            }
        }
        var deflater = new Deflater();
        try {
            deflater.setInput(values.array());
            deflater.finish();
            var packed = new ByteArrayOutputStream();
            var part = new byte[1 << 14];
            while (!deflater.finished()) {
                packed.write(part, 0, deflater.deflate(part));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
