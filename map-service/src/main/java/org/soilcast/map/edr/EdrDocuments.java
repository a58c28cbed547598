package org.soilcast.map.edr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.soilcast.map.query.Results;
import org.soilcast.schemas.ResultColumn;

/** Landing page, conformance, OpenAPI document and the description of the collection. */
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

    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode openApi = openApi();

    /** The document of a path below {@code /edr}; empty when there is none. */
    Optional<byte[]> of(Results results, List<String> path) {
        if (path.equals(List.of("collections", EdrSite.COLLECTION))) {
            return bytes(collection(results));
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
                collections.putArray("collections").add(collection(results));
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
        ObjectNode collection = json.createObjectNode()
                .put("id", EdrSite.COLLECTION)
                .put("title", "Soil moisture" + domain(results))
                .put(
                        "description",
                        "Analysis of each cell and date; a day is "
                                + results.places().dayDefinition()
                                + (results.places().isSynthetic()
                                        ? ". Synthetic: weather and retrievals are made up"
                                        : ""));
        ArrayNode links = collection.putArray("links");
        link(links, "self", address, "application/json");
        link(links, "data", address + "/items", CellFeatures.TYPE);
        ObjectNode extent = collection.putObject("extent");
        ObjectNode spatial = extent.putObject("spatial");
        results.places()
                .box()
                .ifPresent(box ->
                        Arrays.stream(box).forEach(spatial.putArray("bbox").addArray()::add));
        spatial.put("crs", CRS84);
        ObjectNode temporal = extent.putObject("temporal");
        ArrayNode interval = temporal.putArray("interval").addArray();
        interval.add(results.firstDate().map(date -> date + "T00:00:00Z").orElse(null));
        interval.add(results.lastDate().map(date -> date + "T00:00:00Z").orElse(null));
        temporal.put("trs", "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian");
        ObjectNode queries = collection.putObject("data_queries");
        for (String kind : List.of("position", "area", "cube", "items", "locations")) {
            ObjectNode link = queries.putObject(kind).putObject("link");
            link.put("href", address + "/" + kind).put("rel", "data");
            ObjectNode variables = link.putObject("variables").put("query_type", kind);
            boolean features = kind.equals("items") || kind.equals("locations");
            formats(variables.putArray("output_formats"), !features);
            variables.put("default_output_format", features ? "GeoJSON" : "CoverageJSON");
            variables.putArray("crs_details").addObject().put("crs", "CRS84").put("wkt", CRS84_WKT);
        }
        collection.putArray("crs").add("CRS84");
        formats(collection.putArray("output_formats"), true);
        ObjectNode parameters = collection.putObject("parameter_names");
        for (ResultColumn column : ResultColumn.values()) {
            parameter(parameters.putObject(column.label()), ResultParameter.of(column));
        }
        return collection;
    }

    private static void formats(ArrayNode formats, boolean withCoverages) {
        if (withCoverages) {
            formats.add("CoverageJSON");
        }
        formats.add("GeoJSON").add("CSV");
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

    /** The parameters' names are those of the columns, so that the document cannot fall behind. */
    private JsonNode openApi() {
        try (InputStream in = EdrDocuments.class.getResourceAsStream("openapi.json")) {
            JsonNode document = json.readTree(in);
            var names = (ObjectNode) document.at("/components/parameters/parameter-name/schema/items");
            Arrays.stream(ResultColumn.values()).map(ResultColumn::label).forEach(names.putArray("enum")::add);
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the OpenAPI document", e);
        }
    }

    private Optional<byte[]> bytes(JsonNode document) {
        try {
            return Optional.of(json.writeValueAsBytes(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that cannot be written", e);
        }
    }
}
