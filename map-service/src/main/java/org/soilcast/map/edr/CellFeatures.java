package org.soilcast.map.edr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.query.ResultBlock;
import org.soilcast.schemas.ResultColumn;

/** Cells as GeoJSON (RFC 7946) points, with the values of a date. */
final class CellFeatures {
    static final String TYPE = "application/geo+json";

    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * A link.
     *
     * @param relation its kind
     * @param address where it leads
     */
    record Link(String relation, String address) {}

    private CellFeatures() {}

    /** One cell on the first date of the block. */
    static byte[] one(CellPlaces places, ResultBlock block, Set<ResultColumn> columns) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            feature(json, places, block, columns, 0, 0);
        }
        return bytes.toByteArray();
    }

    /**
     * All cells of the block on all its dates.
     *
     * @param matched how many cells there are in all
     */
    static byte[] all(CellPlaces places, ResultBlock block, Set<ResultColumn> columns, int matched, List<Link> links)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            json.writeArrayFieldStart("features");
            int dates = Math.max(1, block.dates().size());
            for (int place = 0; place < block.cellCount(); place++) {
                for (int date = 0; date < dates; date++) {
                    feature(json, places, block, columns, date, place);
                }
            }
            json.writeEndArray();
            json.writeNumberField("numberMatched", matched);
            json.writeNumberField("numberReturned", block.cellCount());
            json.writeArrayFieldStart("links");
            for (Link link : links) {
                json.writeStartObject();
                json.writeStringField("rel", link.relation());
                json.writeStringField("type", TYPE);
                json.writeStringField("href", link.address());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void feature(
            JsonGenerator json, CellPlaces places, ResultBlock block, Set<ResultColumn> columns, int date, int place)
            throws IOException {
        int cell = block.cell(place);
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeStringField(
                "id",
                block.dates().size() > 1
                        ? places.key(cell) + "/" + block.dates().get(date)
                        : places.key(cell));
        json.writeObjectFieldStart("geometry");
        json.writeStringField("type", "Point");
        json.writeArrayFieldStart("coordinates");
        json.writeNumber(ResultText.degrees(places.longitudeDegrees(cell)));
        json.writeNumber(ResultText.degrees(places.latitudeDegrees(cell)));
        json.writeEndArray();
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeStringField("cell", places.key(cell));
        if (!block.dates().isEmpty()) {
            json.writeStringField("date", block.dates().get(date).toString());
            for (ResultColumn column : columns) {
                json.writeFieldName(column.label());
                ResultText.write(json, column, block.scaled(column, date, place));
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
