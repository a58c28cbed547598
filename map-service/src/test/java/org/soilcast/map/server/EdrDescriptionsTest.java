package org.soilcast.map.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What OGC 19-086r6 (EDR 1.1) and OpenAPI 3.0.3 demand of the documents that describe the API. */
class EdrDescriptionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");

    @TempDir
    static Path folder;

    private static ServedStore stations;

    @BeforeAll
    static void serve() throws Exception {
        stations = ServedStore.stations(folder);
    }

    @AfterAll
    static void close() {
        stations.close();
    }

    @Test
    void theLandingPageLinksWhatEveryApiHas() throws Exception {
        JsonNode landing = json("/edr");
        assertThat(landing.path("title").asText()).isNotBlank();
        assertThat(landing.path("links").findValuesAsText("rel"))
                .contains("self", "service-desc", "conformance", "data");
        landing.path("links")
                .forEach(link -> assertThat(link.path("type").asText()).contains("/"));
        assertThat(json("/edr/conformance").path("conformsTo"))
                .isNotEmpty()
                .allMatch(uri -> uri.asText().startsWith("http://www.opengis.net/spec/ogcapi-"));
    }

    @Test
    void everyCollectionSaysWhatItHas() throws Exception {
        JsonNode collections = json("/edr/collections").path("collections");
        assertThat(collections.findValuesAsText("id"))
                .containsExactly(
                        "soil-moisture", "forecasts", "alerts", "areas", "area-statistics", "models", "decisions");
        for (JsonNode collection : collections) {
            String id = collection.path("id").asText();
            assertThat(json("/edr/collections/" + id))
                    .as("alone it is the same")
                    .isEqualTo(collection);
            for (String required :
                    List.of("id", "links", "extent", "data_queries", "parameter_names", "crs", "output_formats")) {
                assertThat(collection.has(required)).as(id + ": " + required).isTrue();
            }
            assertThat(collection.at("/extent/spatial/bbox/0")).as(id).hasSize(4);
            assertThat(collection.path("data_queries")).as(id).isNotEmpty();
            collection.path("data_queries").fields().forEachRemaining(query -> {
                JsonNode link = query.getValue().path("link");
                assertThat(link.path("href").asText()).isEqualTo("/edr/collections/" + id + "/" + query.getKey());
                assertThat(link.at("/variables/query_type").asText()).isEqualTo(query.getKey());
            });
            collection.path("parameter_names").forEach(parameter -> {
                assertThat(parameter.path("type").asText()).isEqualTo("Parameter");
                assertThat(parameter.at("/observedProperty/label").asText()).isNotBlank();
            });
        }
    }

    @Test
    void theOpenApiDocumentHoldsTogether() throws Exception {
        JsonNode document = json("/edr/api");
        assertThat(document.path("openapi").asText()).isEqualTo("3.0.3");
        for (String reference : document.findValuesAsText("$ref")) {
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
        var operations = new HashSet<String>();
        document.path("paths").fields().forEachRemaining(path -> {
            JsonNode get = path.getValue().path("get");
            assertThat(operations.add(get.path("operationId").asText()))
                    .as(path.getKey() + ": a name of its own")
                    .isTrue();
            var inPath = new HashSet<String>();
            var names = new HashSet<String>();
            for (JsonNode given : get.path("parameters")) {
                JsonNode parameter = document.at(given.path("$ref").asText().substring(1));
                assertThat(parameter.path("schema").isObject()).isTrue();
                String where = parameter.path("in").asText();
                assertThat(names.add(where + " " + parameter.path("name").asText()))
                        .isTrue();
                if (where.equals("path")) {
                    assertThat(parameter.path("required").asBoolean()).isTrue();
                    inPath.add(parameter.path("name").asText());
                }
            }
            assertThat(IN_PATH.matcher(path.getKey()).results().map(found -> found.group(1)))
                    .as(path.getKey())
                    .containsExactlyInAnyOrderElementsOf(inPath);
            assertThat(get.path("responses").has("200")).isTrue();
        });
    }

    private static JsonNode json(String path) throws Exception {
        return JSON.readTree(stations.get(path).body());
    }
}
