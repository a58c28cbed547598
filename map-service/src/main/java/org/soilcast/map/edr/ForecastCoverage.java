package org.soilcast.map.edr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.IntStream;
import org.soilcast.map.TileResults;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.forecast.ForecastColumn;
import org.soilcast.map.forecast.IssuedForecast;

/**
 * The forecast of a cell as CoverageJSON 1.0 (OGC 21-069r2), a PointSeries over valid dates. Means of weeks are left out,
 * for they are of no date. Its id is the cell and, behind a slash, the issue date. Numbers are the digits of the export.
 */
final class ForecastCoverage {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ForecastCoverage() {}

    static byte[] of(CellPlaces places, int cell, IssuedForecast forecast, Set<ForecastColumn> columns)
            throws IOException {
        int[] days = IntStream.range(0, forecast.spans())
                .filter(span -> forecast.firstLeadDays()[span] == forecast.lastLeadDays()[span])
                .toArray();
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", "Coverage");
            json.writeStringField("id", places.key(cell) + "/" + forecast.date());
            json.writeObjectFieldStart("domain");
            json.writeStringField("type", "Domain");
            json.writeStringField("domainType", "PointSeries");
            json.writeObjectFieldStart("axes");
            axis(json, "x", places.longitudeDegrees(cell));
            axis(json, "y", places.latitudeDegrees(cell));
            json.writeObjectFieldStart("t");
            json.writeArrayFieldStart("values");
            for (int span : days) {
                json.writeString(
                        forecast.date().plusDays(forecast.firstLeadDays()[span]).toString());
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            CoverageLabels.referencing(json);
            json.writeEndObject();
            json.writeObjectFieldStart("parameters");
            for (ForecastColumn column : columns) {
                CoverageLabels.parameter(json, column.label(), ForecastParameter.of(column));
            }
            json.writeEndObject();
            json.writeObjectFieldStart("ranges");
            for (ForecastColumn column : columns) {
                range(json, column, forecast, days, places.indexInTile(cell));
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void axis(JsonGenerator json, String name, double degrees) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeArrayFieldStart("values");
        json.writeNumber(ResultText.degrees(degrees));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void range(
            JsonGenerator json, ForecastColumn column, IssuedForecast forecast, int[] spans, int index)
            throws IOException {
        json.writeObjectFieldStart(column.label());
        json.writeStringField("type", "NdArray");
        json.writeStringField("dataType", column.decimals() == 0 ? "integer" : "float");
        json.writeArrayFieldStart("axisNames");
        json.writeString("t");
        json.writeEndArray();
        json.writeArrayFieldStart("shape");
        json.writeNumber(spans.length);
        json.writeEndArray();
        json.writeArrayFieldStart("values");
        for (int span : spans) {
            int scaled = forecast.scaled(column, span, index);
            if (scaled == TileResults.UNKNOWN) {
                json.writeNull();
            } else {
                json.writeNumber(BigDecimal.valueOf(scaled, column.decimals()));
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
