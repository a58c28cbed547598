package org.soilcast.map.cog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.cells.GridPlaces;
import org.soilcast.map.edr.ResultParameter;
import org.soilcast.schemas.EaseGrid;
import org.soilcast.schemas.ResultColumn;

/** The item of SpatioTemporal Asset Catalogs 1.0.0 that describes one GeoTIFF, with its size and checksum. */
final class StacItem {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXTENSIONS = "https://stac-extensions.github.io/";
    /** Multihash: SHA-256, of 32 bytes. */
    private static final String SHA_256 = "1220";

    private StacItem() {}

    static byte[] of(CellPlaces places, GridPlaces grid, ResultColumn column, LocalDate date, String file, byte[] tiff)
            throws IOException {
        EaseGrid ease = grid.grid();
        double west = ease.westEdgeDegrees(grid.firstColumn());
        double east = ease.westEdgeDegrees(grid.firstColumn() + grid.width());
        double north = ease.northEdgeDegrees(grid.firstRow());
        double south = ease.northEdgeDegrees(grid.firstRow() + grid.height());
        ResultParameter parameter = ResultParameter.of(column);
        ObjectNode item = JSON.createObjectNode().put("type", "Feature").put("stac_version", "1.0.0");
        item.putArray("stac_extensions")
                .add(EXTENSIONS + "projection/v1.1.0/schema.json")
                .add(EXTENSIONS + "raster/v1.1.0/schema.json")
                .add(EXTENSIONS + "file/v2.1.0/schema.json");
        item.put("id", "soilcast-" + places.domain() + "-" + column.label() + "-" + date);
        numbers(item.putArray("bbox"), west, south, east, north);
        ArrayNode ring = item.putObject("geometry")
                .put("type", "Polygon")
                .putArray("coordinates")
                .addArray();
        numbers(ring.addArray(), west, south);
        numbers(ring.addArray(), east, south);
        numbers(ring.addArray(), east, north);
        numbers(ring.addArray(), west, north);
        numbers(ring.addArray(), west, south);
        ObjectNode properties = item.putObject("properties")
                .putNull("datetime")
                .put("start_datetime", date + "T00:00:00Z")
                .put("end_datetime", date + "T23:59:59Z")
                .put("title", parameter.title() + ", " + date)
                .put(
                        "description",
                        "Domain " + places.domain() + "; a day is " + places.dayDefinition()
                                + (places.isSynthetic() ? "; synthetic: weather and retrievals are made up" : ""))
                .put("proj:epsg", 6933);
        numbers(properties.putArray("proj:shape"), grid.height(), grid.width());
        numbers(
                properties.putArray("proj:transform"),
                ease.cellM(),
                0,
                ease.westEdgeM(grid.firstColumn()),
                0,
                -ease.cellM(),
                ease.northEdgeM(grid.firstRow()));
        item.putArray("links");
        ObjectNode asset = item.putObject("assets")
                .putObject("data")
                .put("href", "./" + file)
                .put("title", parameter.title())
                .put("type", "image/tiff; application=geotiff; profile=cloud-optimized")
                .put("file:size", tiff.length)
                .put("file:checksum", SHA_256 + digest(tiff));
        asset.putArray("roles").add("data");
        asset.putArray("raster:bands")
                .addObject()
                .put("data_type", "float32")
                .put("nodata", "nan")
                .put("unit", parameter.ucum().isEmpty() ? "1" : parameter.ucum())
                .put("spatial_resolution", ease.cellM());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(item);
    }

    /** Whole numbers without a point, as counts of rows must be. */
    private static void numbers(ArrayNode array, double... numbers) {
        for (double number : numbers) {
            if (number == Math.rint(number)) {
                array.add((long) number);
            } else {
                array.add(number);
            }
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
