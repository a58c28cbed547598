package org.soilcast.map.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.map.Records;
import org.soilcast.map.store.StoredForecasts;

/** Every kind of CoverageJSON that the server makes fits a schema of the format, and what the format forbids does not. */
class CoverageSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESULTS = "/edr/collections/soil-moisture";
    private static final String FORECASTS = "/edr/collections/forecasts";
    private static final Path KEPT = Path.of("target", "coverages");

    @TempDir
    static Path folder;

    private static ServedStore stations;
    private static ServedStore grid;

    @BeforeAll
    static void serve() throws Exception {
        stations = ServedStore.stations(folder.resolve("stations"));
        grid = ServedStore.grid(folder.resolve("grid"));
        StoredForecasts.put(
                folder.resolve("grid"),
                Records.forecast(0, ServedStore.FIRST.toString(), 6, .1f).build());
        Files.createDirectories(KEPT);
    }

    @AfterAll
    static void close() {
        stations.close();
        grid.close();
    }

    /** Answers stay in {@code target/coverages}, for whoever wants to look at them by other means. */
    @Test
    void everyKindOfAnswerFits() throws Exception {
        String polygon = encoded("POLYGON((-120 30,-90 30,-90 45,-120 45,-120 30))");
        String everywhere = "/cube?bbox=-180,-90,180,90";
        int kept = 0;
        for (ServedStore store : List.of(stations, grid)) {
            String cell = store == grid ? "c2" : "A%201";
            for (String path : List.of(
                    RESULTS + "/locations/" + cell,
                    RESULTS + "/locations/" + cell + "?parameter-name=drought_class,quality",
                    RESULTS + "/position?coords=" + at(store),
                    RESULTS + "/area?coords=" + polygon,
                    RESULTS + everywhere,
                    RESULTS + everywhere + "&datetime=2020-01-30/2020-02-01&parameter-name=surface_mean",
                    FORECASTS + "/locations/" + cell,
                    FORECASTS + "/position?coords=" + at(store))) {
                HttpResponse<String> answer = store.get(path);
                assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
                Files.writeString(KEPT.resolve(kept++ + ".covjson"), answer.body());
                CoverageSchema.check(JSON.readTree(answer.body()));
            }
        }
    }

    /** A time axis without a value is none. */
    @Test
    void whereThereAreNoResultsThereIsNoCoverage() throws Exception {
        for (String path : List.of("/position?coords=" + at(stations), "/cube?bbox=-180,-90,180,90")) {
            HttpResponse<String> answer = stations.get(RESULTS + path + "&datetime=2030-01-01/2030-02-01");
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("there are no results of 2030-01-01 to 2030-02-01");
        }
    }

    @Test
    void whatTheFormatForbidsDoesNotFit() throws Exception {
        JsonNode good = JSON.readTree(stations.get(RESULTS + "/locations/A%201").body());
        List<Consumer<ObjectNode>> faults = List.of(
                document -> document.put("type", "coverage"),
                document -> document.remove("ranges"),
                document -> document.remove("parameters"),
                document -> ((ObjectNode) document.path("domain")).remove("referencing"),
                document -> ((ObjectNode) document.path("domain")).put("domainType", "Swath"),
                document -> ((ObjectNode) document.at("/domain/axes")).remove("t"),
                document -> ((ArrayNode) document.at("/domain/axes/x/values")).add(1),
                document -> ((ArrayNode) document.at("/domain/axes/t/values")).add("tomorrow"),
                document -> ((ArrayNode) document.at("/domain/axes/t/values")).removeAll(),
                document -> ((ArrayNode) document.at("/ranges/surface_mean/values")).add("NaN"),
                document -> ((ArrayNode) document.at("/ranges/quality/values")).add(1.5),
                document -> ((ObjectNode) document.at("/ranges/surface_mean")).remove("shape"),
                document -> ((ObjectNode) document.at("/parameters/surface_mean/observedProperty"))
                        .put("label", "no language"));
        for (int fault = 0; fault < faults.size(); fault++) {
            ObjectNode broken = good.deepCopy();
            faults.get(fault).accept(broken);
            assertThatThrownBy(() -> CoverageSchema.check(broken))
                    .as("fault " + fault)
                    .isInstanceOf(AssertionError.class);
        }
    }

    private static String at(ServedStore store) {
        return encoded(store == grid ? gridPoint() : "POINT(-97 35.5)");
    }

    private static String gridPoint() {
        return "POINT(%s %s)"
                .formatted(
                        org.soilcast.schemas.EaseGrid.M36.longitudeDegrees(ServedStore.FIRST_COLUMN + 2),
                        org.soilcast.schemas.EaseGrid.M36.latitudeDegrees(ServedStore.FIRST_ROW));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
