package org.soilcast.map.edr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.soilcast.map.forecast.ForecastColumn;
import org.soilcast.map.query.Results;
import org.soilcast.schemas.ResultColumn;

/** Landing page, conformance, OpenAPI document and the descriptions of the collections. */
final class EdrDocuments {
    private static final List<String> CONFORMS_TO = List.of(
            "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
            "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/core",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/collections",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/json",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/geojson",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/covjson",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/oas30",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/position",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/area",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/cube",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/items",
            "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/locations");

    private static final List<String> FORECAST_FORMATS = List.of("CoverageJSON", "CSV");

    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode openApi = OpenApiDocument.read();

    /** The document of a path below {@code /edr}; empty when there is none. */
    Optional<byte[]> of(Results results, List<String> path) {
        if (path.size() == 2 && path.get(0).equals("collections")) {
            return bytes(collections(results).stream()
                    .filter(one -> one.path("id").asText().equals(path.get(1)))
                    .findFirst()
                    .orElseThrow(() -> EdrSite.unknownCollection(path.get(1))));
        }
        switch (String.join("/", path)) {
            case "":
                return bytes(landing(results));
            case "conformance":
                ObjectNode conformance = json.createObjectNode();
                CONFORMS_TO.forEach(conformance.putArray("conformsTo")::add);
                return bytes(conformance);
            case "api":
                return bytes(openApi);
            case "collections":
                ObjectNode collections = json.createObjectNode();
                CollectionText.link(collections.putArray("links"), "self", "/edr/collections", "application/json");
                collections.putArray("collections").addAll(collections(results));
                return bytes(collections);
            default:
                return Optional.empty();
        }
    }

    private List<ObjectNode> collections(Results results) {
        return List.of(
                collection(results),
                forecasts(results),
                FeatureDocuments.alerts(results),
                FeatureDocuments.areas(results),
                FeatureDocuments.areaDays(results),
                FeatureDocuments.models(results),
                FeatureDocuments.decisions(results));
    }

    private ObjectNode landing(Results results) {
        ObjectNode landing = json.createObjectNode()
                .put("title", "soilcast")
                .put("description", "Soil moisture of every day" + CollectionText.domain(results));
        ArrayNode links = landing.putArray("links");
        CollectionText.link(links, "self", "/edr", "application/json");
        CollectionText.link(links, "alternate", "/", "text/html");
        CollectionText.link(links, "service-desc", "/edr/api", "application/vnd.oai.openapi+json;version=3.0");
        CollectionText.link(links, "conformance", "/edr/conformance", "application/json");
        CollectionText.link(links, "data", "/edr/collections", "application/json");
        return landing;
    }

    private ObjectNode collection(Results results) {
        String address = "/edr/collections/" + EdrSite.COLLECTION;
        ObjectNode collection = CollectionText.described(
                results, EdrSite.COLLECTION, "Soil moisture", "Analysis of each cell and date");
        ArrayNode links = collection.putArray("links");
        CollectionText.link(links, "self", address, "application/json");
        CollectionText.link(links, "data", address + "/items", FeaturePage.TYPE);
        CollectionText.temporal(results, CollectionText.extent(results, collection));
        ObjectNode queries = collection.putObject("data_queries");
        for (String kind : List.of("position", "area", "cube", "items", "locations")) {
            boolean features = kind.equals("items") || kind.equals("locations");
            CollectionText.query(
                    queries, address, kind, features ? "GeoJSON" : "CoverageJSON", CollectionText.formats(!features));
        }
        collection.putArray("crs").add("CRS84");
        CollectionText.formats(true).forEach(collection.putArray("output_formats")::add);
        ObjectNode parameters = collection.putObject("parameter_names");
        for (ResultColumn column : ResultColumn.values()) {
            CollectionText.parameter(parameters.putObject(column.label()), ResultParameter.of(column));
        }
        return collection;
    }

    /** Of the newest forecast only: which dates it is valid on differs from cell to cell. */
    private ObjectNode forecasts(Results results) {
        String address = "/edr/collections/" + EdrSite.FORECASTS;
        ObjectNode collection = CollectionText.described(
                results,
                EdrSite.FORECASTS,
                "Forecasts of soil moisture",
                "Newest forecast of each cell under the weather of earlier years");
        CollectionText.link(collection.putArray("links"), "self", address, "application/json");
        CollectionText.extent(results, collection);
        CollectionText.query(
                collection.putObject("data_queries"), address, "position", "CoverageJSON", FORECAST_FORMATS);
        collection.putArray("crs").add("CRS84");
        FORECAST_FORMATS.forEach(collection.putArray("output_formats")::add);
        ObjectNode parameters = collection.putObject("parameter_names");
        for (ForecastColumn column : ForecastColumn.values()) {
            CollectionText.parameter(parameters.putObject(column.label()), ForecastParameter.of(column));
        }
        return collection;
    }

    private Optional<byte[]> bytes(JsonNode document) {
        try {
            return Optional.of(json.writeValueAsBytes(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that cannot be written", e);
        }
    }
}
