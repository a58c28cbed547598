package org.soilcast.map.edr;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Set;
import org.soilcast.schemas.ResultColumn;

/** What a document of CoverageJSON says of its axes and parameters. */
final class CoverageLabels {
    private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    private static final String UCUM = "http://www.opengis.net/def/uom/UCUM/";

    private CoverageLabels() {}

    static void referencing(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("referencing");
        json.writeStartObject();
        json.writeArrayFieldStart("coordinates");
        json.writeString("x");
        json.writeString("y");
        json.writeEndArray();
        json.writeObjectFieldStart("system");
        json.writeStringField("type", "GeographicCRS");
        json.writeStringField("id", CRS84);
        json.writeEndObject();
        json.writeEndObject();
        json.writeStartObject();
        json.writeArrayFieldStart("coordinates");
        json.writeString("t");
        json.writeEndArray();
        json.writeObjectFieldStart("system");
        json.writeStringField("type", "TemporalRS");
        json.writeStringField("calendar", "Gregorian");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    static void parameters(JsonGenerator json, Set<ResultColumn> columns) throws IOException {
        json.writeObjectFieldStart("parameters");
        for (ResultColumn column : columns) {
            parameter(json, column.label(), ResultParameter.of(column));
        }
        json.writeEndObject();
    }

    static void parameter(JsonGenerator json, String name, ResultParameter parameter) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("type", "Parameter");
        json.writeObjectFieldStart("observedProperty");
        label(json, "label", parameter.title());
        json.writeEndObject();
        if (!parameter.ucum().isEmpty()) {
            json.writeObjectFieldStart("unit");
            label(json, "label", parameter.unit());
            json.writeObjectFieldStart("symbol");
            json.writeStringField("value", parameter.ucum());
            json.writeStringField("type", UCUM);
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void label(JsonGenerator json, String name, String text) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("en", text);
        json.writeEndObject();
    }
}
