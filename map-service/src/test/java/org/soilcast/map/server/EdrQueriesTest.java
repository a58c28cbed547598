package org.soilcast.map.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries of the API over HTTP from real stores: of stations and of a grid. */
class EdrQueriesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLLECTION = "/edr/collections/soil-moisture";

    @TempDir
    static Path folder;

    private static ServedStore stations;
    private static ServedStore grid;

    @BeforeAll
    static void serve() throws Exception {
        stations = ServedStore.stations(folder.resolve("stations"));
        grid = ServedStore.grid(folder.resolve("grid"));
    }

    @AfterAll
    static void close() {
        stations.close();
        grid.close();
    }

    @Test
    void positionHasTheNumbersOfTheStoreForTheNearestStation() throws Exception {
        JsonNode series = json(stations, position(-97.2, 36.2));
        CoverageRules.check(series);
        assertThat(series.path("id").asText()).isEqualTo("b,2");
        var expected = new ArrayList<String>();
        for (int day = 0; day < ServedStore.DAYS; day++) {
            expected.add(ServedStore.printed(ServedStore.mean("b,2", ServedStore.FIRST.plusDays(day))));
        }
        String body = stations.get(position(-97.2, 36.2)).body();
        assertThat(body).contains("\"values\":[" + String.join(",", expected) + "]");

        String csv = stations.get(position(-97.2, 36.2) + "&f=CSV&parameter-name=surface_mean&datetime=2020-02-01/..")
                .body();
        assertThat(csv.lines())
                .containsExactly(
                        "cell,longitude,latitude,date,surface_mean",
                        "\"b,2\",-97.09000,36.12000,2020-02-01," + expected.get(2),
                        "\"b,2\",-97.09000,36.12000,2020-02-02," + expected.get(3),
                        "\"b,2\",-97.09000,36.12000,2020-02-03," + expected.get(4));
    }

    @Test
    void aPlaceFarFromEveryStationOrOutsideTheGridIsNotFound() throws Exception {
        assertThat(stations.get(position(-97.2, 40)).statusCode()).isEqualTo(404);
        assertThat(grid.get(position(0, 0)).statusCode()).isEqualTo(404);
        assertThat(stations.get(COLLECTION + "/locations/none").statusCode()).isEqualTo(404);
    }

    @Test
    void cubeOfAGridIsAGridWithAHoleWhereThereIsNoCell() throws Exception {
        JsonNode cube = json(grid, COLLECTION + "/cube?bbox=-180,-90,180,90&parameter-name=surface_mean");
        CoverageRules.check(cube);
        assertThat(cube.path("domain").path("domainType").asText()).isEqualTo("Grid");
        JsonNode range = cube.path("ranges").path("surface_mean");
        assertThat(range.path("shape")).isEqualTo(JSON.readTree("[1,3,4]"));
        LocalDate last = ServedStore.FIRST.plusDays(ServedStore.DAYS - 1);
        for (int place = 0; place < ServedStore.ROWS * ServedStore.COLUMNS - 1; place++) {
            assertThat(range.path("values").get(place).decimalValue())
                    .isEqualByComparingTo(ServedStore.printed(ServedStore.mean("c" + place, last)));
        }
        assertThat(range.path("values").get(11).isNull()).isTrue();
    }

    @Test
    void areaTakesCellsByTheirMiddles() throws Exception {
        String hole = "POLYGON((-100 34,-95 34,-95 39,-100 39,-100 34),(-97.5 36,-97 36,-97 36.5,-97.5 36.5,-97.5 36))";
        JsonNode area = json(stations, COLLECTION + "/area?coords=" + encoded(hole));
        CoverageRules.check(area);
        assertThat(area.findValuesAsText("id")).contains("A 1", "ü", "4").doesNotContain("b,2");
    }

    @Test
    void itemsComeInPagesThatMissNothing() throws Exception {
        var found = new ArrayList<String>();
        String next = COLLECTION + "/items?limit=3&datetime=2020-01-31";
        while (!next.isEmpty()) {
            JsonNode page = json(grid, next);
            assertThat(page.path("numberMatched").asInt()).isEqualTo(11);
            page.path("features").forEach(item -> {
                found.add(item.path("id").asText());
                assertThat(item.path("properties").path("surface_mean").decimalValue())
                        .isEqualByComparingTo(ServedStore.printed(
                                ServedStore.mean(item.path("id").asText(), LocalDate.parse("2020-01-31"))));
            });
            next = "";
            for (JsonNode link : page.path("links")) {
                next = link.path("rel").asText().equals("next")
                        ? link.path("href").asText()
                        : next;
            }
        }
        assertThat(found).hasSize(11).doesNotHaveDuplicates();
        assertThat(json(stations, COLLECTION + "/items?q=a")
                        .path("numberMatched")
                        .asInt())
                .isEqualTo(1);
    }

    private static String position(double longitude, double latitude) {
        return COLLECTION + "/position?coords=" + encoded("POINT(" + longitude + " " + latitude + ")");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode json(ServedStore served, String path) throws Exception {
        HttpResponse<String> answer = served.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
