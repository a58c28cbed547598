package org.soilcast.map.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Named areas, their days and decisions on models over HTTP, from a real store. */
class NamedAreaAnswersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AREAS = "/edr/collections/areas/items";
    private static final String DAYS = "/edr/collections/area-statistics/items";
    private static final String DECISIONS = "/edr/collections/decisions/items";

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
    void areasComeByNameWithTheirOutlinesAndNewestDay() throws Exception {
        JsonNode all = json(AREAS);
        assertThat(all.path("features").findValuesAsText("id")).containsExactly("osage", "4th");
        JsonNode area = json(AREAS + "/osage");
        assertThat(area.at("/geometry/type").asText()).isEqualTo("MultiPolygon");
        assertThat(area.at("/geometry/coordinates/0/0/2").toString()).isEqualTo("[-96.0,37.0]");
        JsonNode properties = area.path("properties");
        assertThat(properties.path("name").asText()).isEqualTo("Osage County");
        assertThat(properties.path("cells").asInt()).isEqualTo(2);
        assertThat(properties.path("area_km2").asText()).isEqualTo("1234.6");
        assertThat(properties.path("date").asText()).isEqualTo("2020-02-03");
        assertThat(properties.path("rootzone_percent_d1").asText()).isEqualTo("30.0");
        assertThat(json(AREAS + "/4th").path("properties").has("date")).isFalse();
    }

    @Test
    void areasAreFoundByPartOfTheirNameAndByABoxThatHasACellOfThem() throws Exception {
        for (Object[] expected : new Object[][] {
            {"?q=OSAGE%20c", List.of("osage")},
            {"?q=none", List.of()},
            {"?bbox=-98,35,-96.9,36", List.of("osage")},
            {"?bbox=-99,37.5,-98,39", List.of("4th")},
            {"?limit=1&offset=1", List.of("4th")},
        }) {
            assertThat(json(AREAS + expected[0]).path("features").findValuesAsText("id"))
                    .as("%s", expected[0])
                    .isEqualTo(expected[1]);
        }
    }

    @Test
    void daysOfAnAreaAreWhatItsRecordsSay() throws Exception {
        JsonNode days = json(DAYS + "?area=osage&datetime=2020-01-31/2020-02-01");
        assertThat(days.path("numberMatched").asInt()).isEqualTo(2);
        assertThat(days.path("features").findValuesAsText("id"))
                .containsExactly("osage:2020-01-31", "osage:2020-02-01");
        assertThat(json(DAYS).path("features").findValuesAsText("id"))
                .as("the newest of each")
                .containsExactly("osage:2020-02-03");
        JsonNode day = json(DAYS + "/osage:2020-01-31").path("properties");
        assertThat(day).isEqualTo(days.at("/features/0/properties"));
        assertThat(day.path("rootzone_percentile").asText()).isEqualTo("45.68");
        assertThat(day.path("rootzone_dsci").asText()).isEqualTo("54.0");
        assertThat(day.path("rootzone_percent_normal").asText()).isEqualTo("73.0");
        assertThat(day.path("surface_percentile").isNull()).isTrue();
        String[] csv = stations.get(DAYS + "?area=osage&f=CSV").body().split("\n", -1);
        assertThat(csv[0]).startsWith("area,name,date,cells,known_percent,rootzone_percentile,rootzone_dsci,");
        assertThat(csv[1]).startsWith("osage,County of osage,2020-01-30,2,100.00,45.68,52.00,0.00,0.00,0.00,26.00,");
        assertThat(csv).hasSize(ServedStore.DAYS + 2);
    }

    @Test
    void decisionsSayWhatEachCriterionSaid() throws Exception {
        JsonNode all = json(DECISIONS);
        assertThat(all.path("features").findValuesAsText("id"))
                .containsExactly("SCHEDULE:2020-01-31:1", "DRIFT:2019-06-30:1");
        JsonNode decision = json(DECISIONS + "/SCHEDULE:2020-01-31:1").path("properties");
        assertThat(decision.path("outcome").asText()).isEqualTo("promoted");
        assertThat(decision.path("version").asInt()).isEqualTo(2);
        assertThat(decision.path("judged_from").asText()).isEqualTo("2019-07-01");
        assertThat(decision.at("/findings/0/criterion").asText()).isEqualTo("error");
        assertThat(decision.at("/findings/0/passed").asBoolean()).isTrue();
        assertThat(json(DECISIONS + "/DRIFT:2019-06-30:1").path("properties").has("version"))
                .isFalse();
    }

    @Test
    void alertsOfAnAreaAreFoundByItAndByItsCells() throws Exception {
        String alerts = "/edr/collections/alerts/items";
        String id = "drought:area:osage:2019-12-01";
        assertThat(json(alerts + "?area=osage").path("features").findValuesAsText("id"))
                .containsExactly(id);
        assertThat(json(alerts + "?area=4th").path("features")).isEmpty();
        assertThat(json(alerts + "?state=cleared&bbox=-97.2,36,-97,37")
                        .path("features")
                        .findValuesAsText("id"))
                .contains(id);
        assertThat(json(alerts + "?state=cleared&bbox=-99,37.5,-98,39").path("features"))
                .isEmpty();
    }

    @Test
    void refusalsSayWhatWasExpected() throws Exception {
        for (String[] refused : new String[][] {
            {AREAS + "/none", "404", "unknown area 'none'"},
            {AREAS + "?f=CSV", "400", "expected GeoJSON"},
            {DAYS + "?area=none", "404", "unknown area 'none'"},
            {DAYS + "?area=osage&f=png", "400", "expected GeoJSON or CSV, found 'png'"},
            {DAYS + "/osage", "404", "expected AREA:DATE"},
            {DAYS + "/osage:2030-01-01", "404", "nothing is known of area 'osage' on 2030-01-01"},
            {DECISIONS + "/none", "404", "unknown decision 'none'"},
            {DECISIONS + "?q=1", "400", "unknown parameter 'q'"},
            {"/edr/collections/areas/position", "404", "expected items"},
        }) {
            HttpResponse<String> answer = stations.get(refused[0]);
            assertThat(answer.statusCode()).as(refused[0]).isEqualTo(Integer.parseInt(refused[1]));
            assertThat(JSON.readTree(answer.body()).path("description").asText())
                    .contains(refused[2]);
        }
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = stations.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
