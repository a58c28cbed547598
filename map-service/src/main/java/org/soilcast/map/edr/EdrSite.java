package org.soilcast.map.edr;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.soilcast.map.query.Results;
import org.soilcast.map.web.Answer;
import org.soilcast.map.web.Query;
import org.soilcast.map.web.RequestRefused;

/**
 * OGC API – Environmental Data Retrieval 1.1 (OGC 19-086r6), below {@code /edr}: documents by {@link EdrDocuments}, data by
 * {@link EdrQueries}, {@link ForecastQueries} and each {@link FeatureCollection}.
 */
public final class EdrSite {
    static final String COLLECTION = "soil-moisture";
    static final String FORECASTS = "forecasts";
    static final String ALERTS = "alerts";
    static final String AREAS = "areas";
    static final String AREA_DAYS = "area-statistics";
    static final String MODELS = "models";
    static final String DECISIONS = "decisions";

    private static final Set<String> FORMAT_ONLY = Set.of("f");
    private static final Set<String> JSON_NAMES = Set.of("json", "application/json");

    private final EdrDocuments documents = new EdrDocuments();
    private final EdrQueries queries = new EdrQueries();
    private final ForecastQueries forecasts = new ForecastQueries();
    private final Map<String, FeatureCollection> features = Map.of(
            ALERTS, new AlertQueries(),
            AREAS, new AreaQueries(),
            AREA_DAYS, new AreaDayQueries(),
            MODELS, new ModelQueries(),
            DECISIONS, new DecisionQueries());

    /** Answers what is asked below {@code /edr}. */
    public Answer answer(Results results, List<String> path, Query query) throws IOException {
        Answer answer = path.size() > 2 && path.get(0).equals("collections")
                ? data(results, path, query)
                : document(results, path, query);
        return answer.with("ETag", "W/\"" + results.version() + "\"");
    }

    private Answer document(Results results, List<String> path, Query query) {
        Optional<byte[]> body = documents.of(results, path);
        if (body.isEmpty()) {
            throw RequestRefused.notFound(
                    "expected /edr, /edr/conformance, /edr/api, /edr/collections or what these link to");
        }
        query.allow(FORMAT_ONLY)
                .text("f")
                .filter(name -> !JSON_NAMES.contains(name))
                .ifPresent(name -> {
                    throw RequestRefused.badRequest("f: expected json, found '" + Query.shown(name) + "'");
                });
        String type = path.equals(List.of("api")) ? "application/vnd.oai.openapi+json;version=3.0" : "application/json";
        return Answer.ok(type, body.get());
    }

    private Answer data(Results results, List<String> path, Query query) throws IOException {
        switch (path.get(1)) {
            case COLLECTION:
                return soilMoisture(results, path, query);
            case FORECASTS:
                return forecasts(results, path, query);
            default:
                return features(results, path, query);
        }
    }

    private Answer soilMoisture(Results results, List<String> path, Query query) throws IOException {
        String kind = path.get(2);
        if (path.size() == 4 && kind.equals("items")) {
            return queries.item(results, path.get(3), query);
        }
        if (path.size() == 4 && kind.equals("locations")) {
            return queries.location(results, path.get(3), query);
        }
        if (path.size() == 3) {
            switch (kind) {
                case "position":
                    return queries.position(results, query);
                case "area":
                    return queries.area(results, query);
                case "cube":
                    return queries.cube(results, query);
                case "items":
                case "locations":
                    return queries.items(results, kind, query);
                default:
            }
        }
        throw RequestRefused.notFound("expected position, area, cube, items or locations of the collection, found '"
                + Query.shown(kind) + "'");
    }

    private Answer forecasts(Results results, List<String> path, Query query) throws IOException {
        if (path.size() == 3 && path.get(2).equals("position")) {
            return forecasts.position(results, query);
        }
        if (path.size() == 4 && path.get(2).equals("locations")) {
            return forecasts.location(results, path.get(3), query);
        }
        throw RequestRefused.notFound("expected position or locations/CELL of the collection of forecasts, found '"
                + Query.shown(path.get(2)) + "'");
    }

    private Answer features(Results results, List<String> path, Query query) throws IOException {
        FeatureCollection collection = features.get(path.get(1));
        if (collection == null) {
            throw unknownCollection(path.get(1));
        }
        if (path.size() == 3 && path.get(2).equals("items")) {
            return collection.items(results, query);
        }
        if (path.size() == 4 && path.get(2).equals("items")) {
            return collection.item(results, path.get(3), query);
        }
        throw RequestRefused.notFound("expected items or items/NAME of collection " + path.get(1) + ", found '"
                + Query.shown(path.get(2)) + "'");
    }

    static RequestRefused unknownCollection(String name) {
        return RequestRefused.notFound("unknown collection '" + Query.shown(name) + "': expected "
                + String.join(", ", COLLECTION, FORECASTS, ALERTS, AREAS, AREA_DAYS, MODELS, DECISIONS));
    }
}
