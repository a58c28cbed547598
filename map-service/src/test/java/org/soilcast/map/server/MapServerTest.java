package org.soilcast.map.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
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
        assertThat(paths.size()).isGreaterThan(20);
        for (String path : (Iterable<String>) paths::fieldNames) {
            String filled = path.replace("{cell}", "4")
                    .replace("{alert}", "drought:0.0:2020-01-01")
                    .replace("{version}", "2")
                    .replace("{area}", "osage")
                    .replace("{area-date}", "osage:2020-02-01")
                    .replace("{decision}", "SCHEDULE:2020-01-31:1");
            int status =
                    stations.get("/edr" + (filled.equals("/") ? "" : filled)).statusCode();
            assertThat(status).as(path).isIn(200, 400);
        }
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
            String items = COLLECTION + "/items";
            String weak = own.get(items).headers().firstValue("ETag").orElseThrow();
            assertThat(own.get(items, "If-None-Match", "\"other\", " + weak).statusCode())
                    .isEqualTo(304);
            assertThat(own.get(items, "If-None-Match", "\"other").statusCode()).isEqualTo(200);
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
    void aCellIsFoundWhateverCharactersItsNameHas() throws Exception {
        for (String name : List.of("A%201", "b%2C2", "b,2", "%C3%BC", "4")) {
            assertThat(stations.get("/edr/collections/soil-moisture/locations/" + name)
                            .statusCode())
                    .as(name)
                    .isEqualTo(200);
        }
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

    private static JsonNode json(ServedStore served, String path) throws Exception {
        HttpResponse<String> answer = served.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
