package org.soilcast.map.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.map.TileResults;

/** The API over HTTP from real stores: of stations and of a grid. */
class MapServerTest {
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
    void everyLinkFromTheLandingPageLeadsSomewhere() throws Exception {
        var open = new ArrayDeque<>(List.of("/edr"));
        var seen = new HashSet<String>();
        while (!open.isEmpty()) {
            String path = open.remove();
            HttpResponse<String> answer = stations.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            if (answer.headers().firstValue("Content-Type").orElse("").contains("json")) {
                for (String link : JSON.readTree(answer.body()).findValuesAsText("href")) {
                    if (seen.add(link) && !link.matches(".*/(position|area|cube)")) {
                        open.add(link);
                    }
                }
            }
        }
        assertThat(seen).contains("/edr/api", "/edr/conformance", "/edr/collections", COLLECTION + "/items");
    }

    @Test
    void everyPathOfTheOpenApiDocumentIsThere() throws Exception {
        JsonNode paths = json(stations, "/edr/api").path("paths");
        assertThat(paths.size()).isGreaterThan(8);
        for (String path : (Iterable<String>) paths::fieldNames) {
            String filled = path.replace("{cell}", "4");
            int status =
                    stations.get("/edr" + (filled.equals("/") ? "" : filled)).statusCode();
            assertThat(status).as(path).isIn(200, 400);
        }
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

    @Test
    void thePageGetsEveryCellsPlaceAndValueInOneOrder() throws Exception {
        JsonNode domain = json(grid, "/data/domain");
        assertThat(domain.path("grid").path("width").asInt()).isEqualTo(ServedStore.COLUMNS);
        assertThat(domain.path("lastDate").asText()).isEqualTo("2020-02-03");
        ByteBuffer cells = littleEndian(grid.bytes("/data/cells").body());
        ByteBuffer values =
                littleEndian(grid.bytes("/data/days/2020-02-01/surface_mean").body());
        int count = values.limit() / Integer.BYTES;
        assertThat(count).isEqualTo(11);
        for (int cell = 0; cell < count; cell++) {
            int row = cells.getShort(count * 8 + cell * 2);
            int column = cells.getShort(count * 10 + cell * 2);
            String key = "c" + (row * ServedStore.COLUMNS + column);
            assertThat(values.getInt(cell * 4) * 1e-6f)
                    .isEqualTo(
                            ServedStore.mean(key, LocalDate.parse("2020-02-01")),
                            org.assertj.core.api.Assertions.within(1e-6f));
        }
        ByteBuffer none =
                littleEndian(grid.bytes("/data/days/2021-01-01/surface_mean").body());
        assertThat(none.getInt(0)).isEqualTo(TileResults.UNKNOWN);
    }

    @Test
    void aClientThatHasTheAnswerIsToldSoUntilTheNextCommit() throws Exception {
        try (var own = ServedStore.stations(folder.resolve("etag"))) {
            String path = "/data/domain";
            String etag = own.get(path).headers().firstValue("ETag").orElseThrow();
            assertThat(own.get(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
            own.commit(LocalDate.parse("2020-02-04"));
            long deadline = System.nanoTime() + 10_000_000_000L;
            HttpResponse<String> answer = own.get(path, "If-None-Match", etag);
            while (answer.statusCode() == 304 && System.nanoTime() < deadline) {
                answer = own.get(path, "If-None-Match", etag);
            }
            assertThat(answer.body()).contains("\"lastDate\":\"2020-02-04\"");
        }
    }

    @Test
    void packedAnswersAreTheSame() throws Exception {
        HttpResponse<byte[]> packed = stations.bytes("/edr/api", "Accept-Encoding", "gzip");
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(unpacked.readAllBytes())
                    .isEqualTo(stations.bytes("/edr/api").body());
        }
        assertThat(stations.bytes("/edr/api", "Accept-Encoding", "gzip;q=0")
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void nothingButReadingIsAllowed() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            HttpResponse<String> answer = stations.send(method, "/edr");
            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        }
        assertThat(stations.send("HEAD", "/edr").statusCode()).isEqualTo(200);
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() throws Exception {
        for (String path : List.of("/", "/edr", "/none", COLLECTION + "/area?coords=x", "/data/domain")) {
            HttpResponse<String> answer = stations.get(path);
            String policy =
                    answer.headers().firstValue("Content-Security-Policy").orElse("");
            assertThat(policy).as(path).contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(policy).doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void refusalsSayWhatWasExpectedAndFound() throws Exception {
        for (String[] refused : new String[][] {
            {"/position", "400", "'coords' is missing"},
            {"/position?coords=POINT(1)", "400", "longitude and latitude"},
            {"/position?coords=POINT(1%20100)", "400", "within ±90, found '100'"},
            {"/position?coords=POINT(-97%2036)&datetime=2020-13-01", "400", "expected a date like"},
            {"/position?coords=POINT(-97%2036)&datetime=2020-02-01/2020-01-01", "400", "is before"},
            {"/position?coords=POINT(-97%2036)&parameter-name=rain", "400", "unknown parameter name 'rain'"},
            {"/position?coords=POINT(-97%2036)&crs=EPSG:3857", "400", "expected CRS84"},
            {"/position?coords=POINT(-97%2036)&f=XML", "400", "expected CoverageJSON, CSV or GeoJSON"},
            {"/position?coords=POINT(-97%2036)&coords=POINT(-97%2036)", "400", "given twice"},
            {"/items?limit=0", "400", "expected a number from 1 to 10000, found '0'"},
            {"/items?colour=red", "400", "unknown parameter 'colour'"},
            {"/cube?bbox=1,2,3", "400", "west,south,east,north"},
            {"/radius", "404", "expected position, area"},
        }) {
            HttpResponse<String> answer = stations.get(COLLECTION + refused[0]);
            assertThat(answer.statusCode()).as(refused[0]).isEqualTo(Integer.parseInt(refused[1]));
            assertThat(JSON.readTree(answer.body()).path("description").asText())
                    .contains(refused[2]);
        }
        assertThat(stations.get("/edr/collections/none").statusCode()).isEqualTo(404);
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

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
