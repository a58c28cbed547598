package org.soilcast.map.edr;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import org.soilcast.map.query.Results;

/** Parts of the description of a collection (OGC 19-086r6, 7.10 and 8.2). */
final class CollectionText {
    private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    private static final String CRS84_WKT =
            "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
                    + "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]";
    private static final ObjectMapper JSON = new ObjectMapper();

    private CollectionText() {}

    static void temporal(Results results, ObjectNode extent) {
        ObjectNode temporal = extent.putObject("temporal");
        ArrayNode interval = temporal.putArray("interval").addArray();
        interval.add(results.firstDate().map(date -> date + "T00:00:00Z").orElse(null));
        interval.add(results.lastDate().map(date -> date + "T00:00:00Z").orElse(null));
        temporal.put("trs", "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian");
    }

    static ObjectNode described(Results results, String id, String title, String description) {
        return JSON.createObjectNode()
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

    static ObjectNode extent(Results results, ObjectNode collection) {
        ObjectNode extent = collection.putObject("extent");
        ObjectNode spatial = extent.putObject("spatial");
        results.places()
                .box()
                .ifPresent(box ->
                        Arrays.stream(box).forEach(spatial.putArray("bbox").addArray()::add));
        spatial.put("crs", CRS84);
        return extent;
    }

    static void query(ObjectNode queries, String address, String kind, String usual, List<String> formats) {
        ObjectNode link = queries.putObject(kind).putObject("link");
        link.put("href", address + "/" + kind).put("rel", "data");
        ObjectNode variables = link.putObject("variables").put("query_type", kind);
        formats.forEach(variables.putArray("output_formats")::add);
        variables.put("default_output_format", usual);
        variables.putArray("crs_details").addObject().put("crs", "CRS84").put("wkt", CRS84_WKT);
    }

    static List<String> formats(boolean withCoverages) {
        return withCoverages ? List.of("CoverageJSON", "GeoJSON", "CSV") : List.of("GeoJSON", "CSV");
    }

    static void parameter(ObjectNode node, ResultParameter parameter) {
        node.put("type", "Parameter").put("description", parameter.title());
        if (!parameter.ucum().isEmpty()) {
            ObjectNode unit = node.putObject("unit").put("label", parameter.unit());
            unit.putObject("symbol").put("value", parameter.ucum()).put("type", "http://www.opengis.net/def/uom/UCUM/");
        }
        node.putObject("observedProperty").put("label", parameter.title());
    }

    static void link(ArrayNode links, String relation, String address, String type) {
        links.addObject().put("rel", relation).put("href", address).put("type", type);
    }

    static String domain(Results results) {
        String domain = results.places().domain();
        return domain.isEmpty() ? "" : " of domain " + domain;
    }
}
