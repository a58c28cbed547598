package org.soilcast.map.edr;

import static org.soilcast.map.web.RequestRefused.notFound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.soilcast.map.models.ModelVersions;
import org.soilcast.map.query.Results;
import org.soilcast.map.web.Answer;
import org.soilcast.map.web.Query;

/** The collection of model versions: features without a place, of {@link ModelVersions}' properties, the newest first. */
final class ModelQueries implements FeatureCollection {
    static final String ADDRESS = "/edr/collections/" + EdrSite.MODELS + "/items";

    @Override
    public Answer items(Results results, Query query) throws IOException {
        query.allow(Set.of("limit", "offset"));
        FeaturePage page = FeaturePage.asked(ADDRESS, List.of(), query);
        var newestFirst = new ArrayList<>(results.models().all());
        Collections.reverse(newestFirst);
        List<ObjectNode> shown = page.of(newestFirst);
        return Answer.ok(FeaturePage.TYPE, page.collection(newestFirst.size(), shown.size(), json -> {
            for (ObjectNode model : shown) {
                FeaturePage.JSON.writeTree(json, feature(model));
            }
        }));
    }

    @Override
    public Answer item(Results results, String version, Query query) throws IOException {
        query.allow(Set.of());
        ObjectNode model = results.models().all().stream()
                .filter(one -> one.path("version").asText().equals(version))
                .findFirst()
                .orElseThrow(() -> notFound("unknown model version '" + Query.shown(version) + "'"));
        return Answer.ok(FeaturePage.TYPE, FeaturePage.JSON.writeValueAsBytes(feature(model)));
    }

    private static ObjectNode feature(ObjectNode model) {
        ObjectNode feature = FeaturePage.JSON
                .createObjectNode()
                .put("type", "Feature")
                .put("id", model.path("version").asText());
        feature.putNull("geometry");
        feature.set("properties", model);
        return feature;
    }
}
