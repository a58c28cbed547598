package org.soilcast.map.edr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.soilcast.map.forecast.ForecastColumn;
import org.soilcast.schemas.ResultColumn;

/** The OpenAPI document: {@code openapi.json}, with the names of parameters that the columns have. */
final class OpenApiDocument {
    private OpenApiDocument() {}

    static JsonNode read() {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream("openapi.json")) {
            JsonNode document = new ObjectMapper().readTree(in);
            var names = (ObjectNode) document.at("/components/parameters/parameter-name/schema/items");
            Arrays.stream(ResultColumn.values()).map(ResultColumn::label).forEach(names.putArray("enum")::add);
            var ahead = (ObjectNode) document.at("/components/parameters/forecast-parameter-name/schema/items");
            Arrays.stream(ForecastColumn.values()).map(ForecastColumn::label).forEach(ahead.putArray("enum")::add);
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the OpenAPI document", e);
        }
    }
}
