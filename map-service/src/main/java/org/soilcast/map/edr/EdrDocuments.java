package org.soilcast.map.edr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.soilcast.map.forecast.ForecastColumn;
import org.soilcast.map.query.Results;
import org.soilcast.schemas.ResultColumn;

/** Landing page, conformance, OpenAPI document and the descriptions of the collections. */
final class EdrDocuments {
    private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    private static final String CRS84_WKT =
            "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
                    + "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]";
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
        if (path.equals(List.of("collections", EdrSite.COLLECTION))) {
            return bytes(collection(results));
        }
        if (path.equals(List.of("collections", EdrSite.FORECASTS))) {
            return bytes(forecasts(results));
        }
        if (path.equals(List.of("collections", EdrSite.ALERTS))) {
            return bytes(alerts(results));
        }
        if (path.equals(List.of("collections", EdrSite.MODELS))) {
            return bytes(models(results));
        }
        if (path.size() == 2 && path.get(0).equals("collections")) {
            throw EdrSite.unknownCollection(path.get(1));
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
                link(collections.putArray("links"), "self", "/edr/collections", "application/json");
                collections
                        .putArray("collections")
                        .add(collection(results))
                        .add(forecasts(results))
                        .add(alerts(results))
                        .add(models(results));
                return bytes(collections);
            default:
                return Optional.empty();
        }
    }

    private ObjectNode landing(Results results) {
        ObjectNode landing = json.createObjectNode()
                .put("title", "soilcast")
                .put("description", "Soil moisture of every day" + domain(results));
        ArrayNode links = landing.putArray("links");
        link(links, "self", "/edr", "application/json");
        link(links, "alternate", "/", "text/html");
        link(links, "service-desc", "/edr/api", "application/vnd.oai.openapi+json;version=3.0");
        link(links, "conformance", "/edr/conformance", "application/json");
        link(links, "data", "/edr/collections", "application/json");
        return landing;
    }

    private ObjectNode collection(Results results) {
        String address = "/edr/collections/" + EdrSite.COLLECTION;
        ObjectNode collection =
                described(results, EdrSite.COLLECTION, "Soil moisture", "Analysis of each cell and date");
        ArrayNode links = collection.putArray("links");
        link(links, "self", address, "application/json");
        link(links, "data", address + "/items", FeaturePage.TYPE);
        temporal(results, extent(results, collection));
        ObjectNode queries = collection.putObject("data_queries");
        for (String kind : List.of("position", "area", "cube", "items", "locations")) {
            boolean features = kind.equals("items") || kind.equals("locations");
            query(queries, address, kind, features ? "GeoJSON" : "CoverageJSON", formats(!features));
        }
        collection.putArray("crs").add("CRS84");
        formats(true).forEach(collection.putArray("output_formats")::add);
        ObjectNode parameters = collection.putObject("parameter_names");
        for (ResultColumn column : ResultColumn.values()) {
            parameter(parameters.putObject(column.label()), ResultParameter.of(column));
        }
        return collection;
    }

    /** Of the newest forecast only: which dates it is valid on differs from cell to cell. */
    private ObjectNode forecasts(Results results) {
        String address = "/edr/collections/" + EdrSite.FORECASTS;
        ObjectNode collection = described(
                results,
                EdrSite.FORECASTS,
                "Forecasts of soil moisture",
                "Newest forecast of each cell under the weather of earlier years");
        link(collection.putArray("links"), "self", address, "application/json");
        extent(results, collection);
        query(collection.putObject("data_queries"), address, "position", "CoverageJSON", FORECAST_FORMATS);
        collection.putArray("crs").add("CRS84");
        FORECAST_FORMATS.forEach(collection.putArray("output_formats")::add);
        ObjectNode parameters = collection.putObject("parameter_names");
        for (ForecastColumn column : ForecastColumn.values()) {
            parameter(parameters.putObject(column.label()), ForecastParameter.of(column));
        }
        return collection;
    }

    /** Each alert as it stands; filters are parameters of its items. */
    private ObjectNode alerts(Results results) {
        ObjectNode collection = described(
                results,
                EdrSite.ALERTS,
                "Drought alerts",
                "Drought alerts of cells as they stand after their latest change, the newest change first");
        temporal(results, extent(results, collection));
        ObjectNode parameters = features(collection, EdrSite.ALERTS);
        for (ResultColumn column : List.of(ResultColumn.ROOT_ZONE_PERCENTILE, ResultColumn.DROUGHT_PROBABILITY)) {
            String name = column == ResultColumn.DROUGHT_PROBABILITY ? "probability" : "percentile";
            parameter(parameters.putObject(name), ResultParameter.of(column));
        }
        return collection;
    }

    private ObjectNode models(Results results) {
        ObjectNode collection = described(
                results,
                EdrSite.MODELS,
                "Model versions",
                "Versions of the parameter network: where from, trained on what, how good, in force from when");
        extent(results, collection);
        features(collection, EdrSite.MODELS);
        return collection;
    }

    /** What a collection has that only has items; returns its parameters, of which there are none yet. */
    private static ObjectNode features(ObjectNode collection, String id) {
        String address = "/edr/collections/" + id;
        ArrayNode links = collection.putArray("links");
        link(links, "self", address, "application/json");
        link(links, "items", address + "/items", FeaturePage.TYPE);
        query(collection.putObject("data_queries"), address, "items", "GeoJSON", List.of("GeoJSON"));
        collection.putArray("crs").add("CRS84");
        collection.putArray("output_formats").add("GeoJSON");
        return collection.putObject("parameter_names");
    }

    private static void temporal(Results results, ObjectNode extent) {
        ObjectNode temporal = extent.putObject("temporal");
        ArrayNode interval = temporal.putArray("interval").addArray();
        interval.add(results.firstDate().map(date -> date + "T00:00:00Z").orElse(null));
        interval.add(results.lastDate().map(date -> date + "T00:00:00Z").orElse(null));
        temporal.put("trs", "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian");
    }

    private ObjectNode described(Results results, String id, String title, String description) {
        return json.createObjectNode()
                .put("id", id)
                .put("title", title + domain(results))
                .put(
                        "description",
                        description + "; a day is "
                                + results.places().dayDefinition()
                                + (results.places().isSynthetic()
                                        ? ". Synthetic: weather and retrievals are made up"
                                        : ""));
    }

    private static ObjectNode extent(Results results, ObjectNode collection) {
        ObjectNode extent = collection.putObject("extent");
        ObjectNode spatial = extent.putObject("spatial");
        results.places()
                .box()
                .ifPresent(box ->
                        Arrays.stream(box).forEach(spatial.putArray("bbox").addArray()::add));
        spatial.put("crs", CRS84);
        return extent;
    }

    private static void query(ObjectNode queries, String address, String kind, String usual, List<String> formats) {
        ObjectNode link = queries.putObject(kind).putObject("link");
        link.put("href", address + "/" + kind).put("rel", "data");
        ObjectNode variables = link.putObject("variables").put("query_type", kind);
        formats.forEach(variables.putArray("output_formats")::add);
        variables.put("default_output_format", usual);
        variables.putArray("crs_details").addObject().put("crs", "CRS84").put("wkt", CRS84_WKT);
    }

    private static List<String> formats(boolean withCoverages) {
        return withCoverages ? List.of("CoverageJSON", "GeoJSON", "CSV") : List.of("GeoJSON", "CSV");
    }

    private static void parameter(ObjectNode node, ResultParameter parameter) {
        node.put("type", "Parameter").put("description", parameter.title());
        if (!parameter.ucum().isEmpty()) {
            ObjectNode unit = node.putObject("unit").put("label", parameter.unit());
            unit.putObject("symbol").put("value", parameter.ucum()).put("type", "http://www.opengis.net/def/uom/UCUM/");
        }
        node.putObject("observedProperty").put("label", parameter.title());
    }

    private static void link(ArrayNode links, String relation, String address, String type) {
        links.addObject().put("rel", relation).put("href", address).put("type", type);
    }

    private static String domain(Results results) {
        String domain = results.places().domain();
        return domain.isEmpty() ? "" : " of domain " + domain;
    }

    private Optional<byte[]> bytes(JsonNode document) {
        try {
            return Optional.of(json.writeValueAsBytes(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that cannot be written", e);
        }
    }
}
