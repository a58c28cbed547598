package org.soilcast.map.edr;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.Set;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.query.ResultBlock;
import org.soilcast.schemas.ResultColumn;

/** Cells as GeoJSON (RFC 7946) points, with the values of a date. */
final class CellFeatures {
    private CellFeatures() {}

    /** One cell on the first date of the block. */
    static byte[] one(CellPlaces places, ResultBlock block, Set<ResultColumn> columns) throws IOException {
        return FeaturePage.one(json -> feature(json, places, block, columns, 0, 0));
    }

    /** Writes all cells of the block on all its dates. */
    static void write(JsonGenerator json, CellPlaces places, ResultBlock block, Set<ResultColumn> columns)
            throws IOException {
        int dates = Math.max(1, block.dates().size());
        for (int place = 0; place < block.cellCount(); place++) {
            for (int date = 0; date < dates; date++) {
                feature(json, places, block, columns, date, place);
            }
        }
    }

    /** Writes the middle of a cell as the geometry; none where there is no cell. */
    static void point(JsonGenerator json, CellPlaces places, OptionalInt cell) throws IOException {
        if (cell.isEmpty()) {
            json.writeNullField("geometry");
            return;
        }
        json.writeObjectFieldStart("geometry");
        json.writeStringField("type", "Point");
        json.writeArrayFieldStart("coordinates");
        json.writeNumber(ResultText.degrees(places.longitudeDegrees(cell.getAsInt())));
        json.writeNumber(ResultText.degrees(places.latitudeDegrees(cell.getAsInt())));
        json.writeEndArray();
        json.writeEndObject();
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
        point(json, places, OptionalInt.of(cell));
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
