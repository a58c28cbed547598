package org.soilcast.map.edr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.soilcast.map.query.Results;
import org.soilcast.schemas.ResultColumn;

/** The descriptions of the collections that only have items. */
final class FeatureDocuments {
    private FeatureDocuments() {}

    /** Each alert as it stands; filters are parameters of its items. */
    static ObjectNode alerts(Results results) {
        ObjectNode collection = CollectionText.described(
                results,
                EdrSite.ALERTS,
                "Drought alerts",
                "Drought alerts of cells and areas as they stand after their latest change, the newest change first");
        CollectionText.temporal(results, CollectionText.extent(results, collection));
        ObjectNode parameters = features(collection, EdrSite.ALERTS, List.of("GeoJSON"));
        for (ResultColumn column : List.of(ResultColumn.ROOT_ZONE_PERCENTILE, ResultColumn.DROUGHT_PROBABILITY)) {
            String name = column == ResultColumn.DROUGHT_PROBABILITY ? "probability" : "percentile";
            CollectionText.parameter(parameters.putObject(name), ResultParameter.of(column));
        }
        return collection;
    }

    static ObjectNode areas(Results results) {
        ObjectNode collection = CollectionText.described(
                results,
                EdrSite.AREAS,
                "Areas",
                "Counties, basins or any polygons, with their outlines and how dry they are on their newest day");
        CollectionText.extent(results, collection);
        features(collection, EdrSite.AREAS, List.of("GeoJSON"));
        return collection;
    }

    static ObjectNode areaDays(Results results) {
        ObjectNode collection = CollectionText.described(
                results,
                EdrSite.AREA_DAYS,
                "How dry areas are",
                "Mean percentile, per cent of the area in each class and DSCI of an area day by day, by the analysis");
        CollectionText.temporal(results, CollectionText.extent(results, collection));
        features(collection, EdrSite.AREA_DAYS, List.of("GeoJSON", "CSV"));
        return collection;
    }

    static ObjectNode models(Results results) {
        ObjectNode collection = CollectionText.described(
                results,
                EdrSite.MODELS,
                "Model versions",
                "Versions of the parameter network: where from, trained on what, how good, in force from when");
        CollectionText.extent(results, collection);
        features(collection, EdrSite.MODELS, List.of("GeoJSON"));
        return collection;
    }

    static ObjectNode decisions(Results results) {
        ObjectNode collection = CollectionText.described(
                results,
                EdrSite.DECISIONS,
                "Decisions on model versions",
                "Whether a version was replaced, when and why, with what each criterion said");
        CollectionText.extent(results, collection);
        features(collection, EdrSite.DECISIONS, List.of("GeoJSON"));
        return collection;
    }

    /** What a collection has that only has items; returns its parameters, of which there are none yet. */
    private static ObjectNode features(ObjectNode collection, String id, List<String> formats) {
        String address = "/edr/collections/" + id;
        ArrayNode links = collection.putArray("links");
        CollectionText.link(links, "self", address, "application/json");
        CollectionText.link(links, "items", address + "/items", FeaturePage.TYPE);
        CollectionText.query(collection.putObject("data_queries"), address, "items", "GeoJSON", formats);
        collection.putArray("crs").add("CRS84");
        formats.forEach(collection.putArray("output_formats")::add);
        return collection.putObject("parameter_names");
    }
}
