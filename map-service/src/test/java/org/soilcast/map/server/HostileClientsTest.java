package org.soilcast.map.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that mean no good, or know no better. */
class HostileClientsTest {
    private static final int REQUESTS_PER_SEED = 3_400;
    private static final int CLIENTS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PATHS = List.of(
            "/edr",
            "/edr/api",
            "/edr/collections/soil-moisture/position",
            "/edr/collections/soil-moisture/area",
            "/edr/collections/soil-moisture/cube",
            "/edr/collections/soil-moisture/items",
            "/edr/collections/soil-moisture/items/4",
            "/edr/collections/soil-moisture/locations",
            "/edr/collections/soil-moisture/locations/4",
            "/data/domain",
            "/data/cells",
            "/data/forecasts/4",
            "/data/forecasts/none",
            "/edr/collections/forecasts/position",
            "/edr/collections/forecasts/locations/4",
            "/edr/collections/alerts/items",
            "/edr/collections/alerts/items/drought:0.0:2020-01-01",
            "/edr/collections/areas/items",
            "/edr/collections/areas/items/osage",
            "/edr/collections/area-statistics/items",
            "/edr/collections/area-statistics/items/osage:2020-02-01",
            "/edr/collections/decisions/items",
            "/edr/collections/models/items",
            "/edr/collections/models/items/1",
            "/data/explain/4/2020-02-01",
            "/data/days/2020-02-01/surface_mean");
    private static final List<String> PARAMETERS = List.of(
            "coords",
            "bbox",
            "datetime",
            "parameter-name",
            "crs",
            "f",
            "limit",
            "offset",
            "q",
            "within",
            "class",
            "state",
            "cell",
            "area",
            "other",
            "");
    private static final List<String> VALUES = List.of(
            "POINT(-97 36)",
            "POLYGON((-100 34,-95 34,-95 39,-100 39,-100 34))",
            "MULTIPOLYGON(((-100 34,-95 34,-95 39,-100 39,-100 34)),((0 0,1 0,1 1,0 0)))",
            "-180,-90,180,90",
            "2020-02-01",
            "../..",
            "2020-01-30/2020-02-03",
            "surface_mean,quality",
            "CSV",
            "GeoJSON",
            "CRS84",
            "D1,D2",
            "standing",
            "10",
            "-999999999-01-01",
            "+999999999-12-31",
            "0000-01-01/..",
            "NaN",
            "1e309",
            "99999999999999999999",
            "POINT(((((((((",
            "POINT(NaN Infinity)",
            "\u0000\u0001",
            "😀",
            "' OR 1=1 --",
            "${jndi:ldap://127.0.0.1/x}",
            "../../../../etc/passwd",
            "<script>alert(1)</script>",
            "");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsAskedTheAnswerIsAnAnswerOrAReason(long seed) throws Exception {
        var random = new Random(seed);
        try (var stations = ServedStore.stations(folder)) {
            int answered = 0;
            for (int i = 0; i < REQUESTS_PER_SEED; i++) {
                String path = path(random);
                HttpResponse<String> answer = stations.get(path);
                String where = "seed " + seed + ": " + path;
                assertThat(answer.statusCode()).as(where).isIn(200, 400, 404);
                if (answer.statusCode() == 200) {
                    answered++;
                } else {
                    assertThat(JSON.readTree(answer.body()).path("description").asText())
                            .as(where)
                            .isNotBlank()
                            .hasSizeLessThan(500);
                }
            }
            assertThat(answered).as("requests that happen to be right").isGreaterThan(REQUESTS_PER_SEED / 50);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /edr/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /data//days/%2f/x HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /edr?%ff%fe=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /edr\r\n\r\n",
                "GET /edr HTTP/1.1\r\n\r\n",
                "GET /edr HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "\u0016\u0003\u0001 not TLS\r\n\r\n",
                "POST /edr HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999\r\n\r\n",
                "GET /edr HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\nabcd",
            })
    void requestsOfHandAreRefused(String request) throws Exception {
        try (var stations = ServedStore.stations(folder)) {
            assertThat(raw(stations, request)).matches("(?s)(HTTP/1\\.1 4\\d\\d .*)|(HTTP/1\\.1 505 .*)");
            assertThat(stations.get("/edr").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aHeaderWithoutEndIsRefused() throws Exception {
        try (var stations = ServedStore.stations(folder)) {
            String answer =
                    raw(stations, "GET /edr HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 431 ").contains("Content-Security-Policy");
        }
    }

    /** A thousand clients ask for what fills their buffers, and read nothing: others are still answered, then or later. */
    @Test
    void clientsThatNeverReadKeepNobodyWaiting() throws Exception {
        try (var large = ServedStore.large(folder, 1_500)) {
            int size = large.bytes("/data/days/2020-01-30/surface_mean").body().length;
            assertThat(size * (double) CLIENTS).isGreaterThan(2.0 * WebHandler.MOST_BYTES_UNDER_WAY);
            var clients = new ArrayList<Socket>();
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    var client = new Socket(
                            InetAddress.getLoopbackAddress(), large.uri("/").getPort());
                    clients.add(client);
                    client.getOutputStream()
                            .write("GET /data/days/2020-01-30/surface_mean HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                }
                assertThat(large.get("/data/domain").statusCode()).isIn(200, 503);
            } finally {
                for (Socket client : clients) {
                    client.close();
                }
            }
            long deadline = System.nanoTime() + 60_000_000_000L;
            int status = large.get("/data/domain").statusCode();
            while (status != 200 && System.nanoTime() < deadline) {
                status = large.get("/data/domain").statusCode();
            }
            assertThat(status).as("after they have gone").isEqualTo(200);
        }
    }

    private static String path(Random random) {
        var path = new StringBuilder(PATHS.get(random.nextInt(PATHS.size())));
        if (random.nextInt(8) == 0) {
            path.append('/')
                    .append(encoded(VALUES.get(random.nextInt(VALUES.size())).replace('/', '-')));
        }
        char separator = '?';
        for (int left = random.nextInt(4); left > 0; left--) {
            path.append(separator)
                    .append(encoded(PARAMETERS.get(random.nextInt(PARAMETERS.size()))))
                    .append('=')
                    .append(encoded(value(random)));
            separator = '&';
        }
        return path.toString();
    }

    /** One of the values, or one with a character changed. */
    private static String value(Random random) {
        var value = new StringBuilder(VALUES.get(random.nextInt(VALUES.size())));
        if (value.length() > 0 && random.nextInt(3) == 0) {
            value.setCharAt(random.nextInt(value.length()), (char) (32 + random.nextInt(300)));
        }
        return value.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String raw(ServedStore served, String request) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), served.uri("/").getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var answer = new byte[4096];
            int length = socket.getInputStream().readNBytes(answer, 0, 1) == 1
                    ? 1 + Math.max(0, socket.getInputStream().read(answer, 1, answer.length - 1))
                    : 0;
            return new String(answer, 0, length, StandardCharsets.ISO_8859_1);
        }
    }
}
