package org.soilcast.map.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.map.Records;
import org.soilcast.map.store.AlertsInStore;
import org.soilcast.schemas.avro.AlertState;

/** Alerts, model versions and lineage over HTTP, from a real store. */
class AlertAnswersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ITEMS = "/edr/collections/alerts/items";
    private static final String STANDS = "drought:0.0:2020-01-01";
    private static final String OVER = "drought:0.1:2019-06-05";
    private static final String CANCELLED = "drought:0.1:2020-01-01";
    private static final String NOWHERE = "drought:0.99:2020-01-06";
    private static final String AREA = "drought:area:osage:2019-12-01";

    @TempDir
    static Path folder;

    private static ServedStore stations;

    @BeforeAll
    static void serve() throws Exception {
        stations = ServedStore.stations(folder.resolve("stations"));
    }

    @AfterAll
    static void close() {
        stations.close();
    }

    @Test
    void anAlertHasWhatItsRecordHasAtThePlaceOfItsCell() throws Exception {
        JsonNode alert = json(ITEMS + "/" + STANDS);
        assertThat(alert.path("type").asText()).isEqualTo("Feature");
        assertThat(alert.at("/geometry/coordinates").toString()).isEqualTo("[-97.0,35.5]");
        JsonNode properties = alert.path("properties");
        assertThat(properties.path("cell").asText()).isEqualTo("A 1");
        assertThat(properties.path("class").asText()).isEqualTo("D1");
        assertThat(properties.path("state").asText()).isEqualTo("raised");
        assertThat(properties.path("percentile").asText()).isEqualTo("12.35");
        assertThat(properties.path("cleared_on").isNull()).isTrue();
        JsonNode over = json(ITEMS + "/" + OVER).path("properties");
        assertThat(over.path("cleared_on").asText()).isEqualTo("2019-09-08");
        assertThat(over.path("peak").asText()).isEqualTo("D4");
        JsonNode nowhere = json(ITEMS + "/" + NOWHERE);
        assertThat(nowhere.path("geometry").isNull()).isTrue();
        assertThat(nowhere.path("properties").has("cell")).isFalse();
        JsonNode area = json(ITEMS + "/" + AREA);
        assertThat(area.path("geometry").isNull()).isTrue();
        assertThat(area.path("properties").path("area").asText()).isEqualTo("osage");
        assertThat(area.path("properties").path("area_name").asText()).isEqualTo("Osage County");
        assertThat(area.path("properties").path("kind").asText()).isEqualTo("drought");
        assertThat(area.path("properties").path("variable").asText()).isEqualTo("rootzone");
    }

    @Test
    void filtersTakeWhatFits() throws Exception {
        for (Object[] expected : new Object[][] {
            {"", List.of(STANDS, CANCELLED, NOWHERE, AREA, OVER)},
            {"?state=standing", List.of(STANDS, NOWHERE)},
            {"?state=cleared,cancelled", List.of(CANCELLED, AREA, OVER)},
            {"?class=d3,D4", List.of(NOWHERE)},
            {"?bbox=-98,35,-96,36", List.of(STANDS, AREA)},
            {"?cell=b%2C2", List.of(CANCELLED, OVER)},
            {"?datetime=2019-09-08", List.of(OVER)},
            {"?datetime=2019-09-09/2019-12-31", List.of(AREA)},
            {"?datetime=2019-09-09/2019-11-30", List.of()},
            {"?datetime=../2019-06-05", List.of(OVER)},
            {"?datetime=2020-01-03/..", List.of(STANDS, CANCELLED, NOWHERE)},
        }) {
            assertThat(ids(json(ITEMS + expected[0]))).as("%s", expected[0]).isEqualTo(expected[1]);
        }
    }

    @Test
    void pagesMissNothing() throws Exception {
        var found = new ArrayList<String>();
        String next = ITEMS + "?limit=1&class=D0,D1";
        while (!next.isEmpty()) {
            JsonNode page = json(next);
            assertThat(page.path("numberMatched").asInt()).isEqualTo(4);
            found.addAll(ids(page));
            next = "";
            for (JsonNode link : page.path("links")) {
                next = link.path("rel").asText().equals("next")
                        ? link.path("href").asText()
                        : next;
            }
        }
        assertThat(found).containsExactly(STANDS, CANCELLED, AREA, OVER);
    }

    @Test
    void refusalsSayWhatWasExpected() throws Exception {
        for (String[] refused : new String[][] {
            {ITEMS + "?class=D9", "400", "D0, D1, D2, D3 or D4, found 'D9'"},
            {ITEMS + "?state=over", "400", "cancelled or standing, found 'over'"},
            {ITEMS + "?cell=none", "404", "unknown cell 'none'"},
            {ITEMS + "?f=CSV", "400", "expected GeoJSON"},
            {ITEMS + "/none", "404", "unknown alert 'none'"},
            {"/edr/collections/alerts/position", "404", "expected items"},
            {"/edr/collections/models/items/9", "404", "unknown model version '9'"},
            {"/edr/collections/models/items?class=D1", "400", "unknown parameter 'class'"},
            {"/data/explain/4/2030-01-01", "404", "no result of cell '4' on 2030-01-01"},
            {"/data/explain/none/2020-02-01", "404", "unknown cell 'none'"},
            {"/data/explain/4/tomorrow", "400", "expected a date"},
        }) {
            HttpResponse<String> answer = stations.get(refused[0]);
            assertThat(answer.statusCode()).as(refused[0]).isEqualTo(Integer.parseInt(refused[1]));
            assertThat(JSON.readTree(answer.body()).path("description").asText())
                    .contains(refused[2]);
        }
    }

    @Test
    void modelVersionsComeWithParentTrainingAndSkill() throws Exception {
        JsonNode all = json("/edr/collections/models/items");
        assertThat(ids(all)).containsExactly("2", "1");
        JsonNode second = json("/edr/collections/models/items/2").path("properties");
        assertThat(second.path("parent").asInt()).isEqualTo(1);
        assertThat(second.path("trainedFrom").asText()).isEqualTo("2016-01-01");
        assertThat(second.at("/skill/held out/rmse_m3_per_m3").asDouble()).isEqualTo(0.04);
    }

    @Test
    void aValueIsExplainedByWhatItsRecordSays() throws Exception {
        JsonNode lineage = json("/data/explain/4/2020-02-01");
        assertThat(lineage.path("modelVersion").asInt()).isEqualTo(1);
        assertThat(lineage.path("facts").findValuesAsText("about"))
                .containsExactly(
                        "model",
                        "weather",
                        "result",
                        "forecast",
                        "retrieval",
                        "innovation",
                        "analysis",
                        "open loop",
                        "increment");
        assertThat(lineage.path("facts").findValuesAsText("says"))
                .contains(
                        "version 1, trained on 2016-01-01 to 2018-12-31, in force from 2016-01-01",
                        "no gaps were filled");
    }

    @Test
    void anAlertThatChangesIsToldByTheVersion() throws Exception {
        Path own = folder.resolve("own");
        try (var served = ServedStore.stations(own)) {
            String etag = served.get(ITEMS).headers().firstValue("ETag").orElseThrow();
            assertThat(served.get(ITEMS, "If-None-Match", etag).statusCode()).isEqualTo(304);
            AlertsInStore.put(
                    own,
                    Records.alert(0, 0, "2020-01-01", "2020-02-04")
                            .setState(AlertState.UPDATED)
                            .setDroughtClass(3)
                            .build());
            long deadline = System.nanoTime() + 10_000_000_000L;
            HttpResponse<String> answer = served.get(ITEMS + "/" + STANDS, "If-None-Match", etag);
            while (answer.statusCode() == 304 && System.nanoTime() < deadline) {
                answer = served.get(ITEMS + "/" + STANDS, "If-None-Match", etag);
            }
            assertThat(answer.body()).contains("\"class\":\"D2\"", "\"as_of\":\"2020-02-04\"");
        }
    }

    private static List<String> ids(JsonNode collection) {
        var ids = new ArrayList<String>();
        collection
                .path("features")
                .forEach(feature -> ids.add(feature.path("id").asText()));
        return ids;
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = stations.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
