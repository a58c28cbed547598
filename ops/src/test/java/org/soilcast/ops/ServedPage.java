package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.schemas.avro.Tile;

/**
 * The page that a process serves, as a client sees it.
 *
 * @param url its address
 */
record ServedPage(URI url) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final double HALF_A_DECIMAL = 0.5e-6;

    /** Of the line in which a process tells it. */
    static ServedPage told(String line) {
        return new ServedPage(URI.create(line.substring(line.indexOf("http")).split("[; ]")[0]));
    }

    JsonNode get(String path) throws Exception {
        HttpResponse<String> answer =
                CLIENT.send(HttpRequest.newBuilder(url.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Waits until all results of a date that are on the topic are served, and a model version that is in force. */
    void awaitResults(KafkaConnection kafka, LocalDate date, Duration within) throws Exception {
        Map<String, Float> expected = surfaceMeans(kafka, date);
        String items = "/edr/collections/soil-moisture/items?parameter-name=surface_mean&limit=10000&datetime=" + date;
        long deadline = System.nanoTime() + within.toNanos();
        while (get(items).at("/features/0/properties/surface_mean").isMissingNode() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        JsonNode features = get(items).path("features");
        assertThat(features).hasSameSizeAs(expected.keySet());
        for (JsonNode feature : features) {
            assertThat(feature.at("/properties/surface_mean").asDouble())
                    .as(feature.path("id").asText())
                    .isCloseTo(
                            expected.getOrDefault(feature.path("id").asText(), Float.NaN), within(HALF_A_DECIMAL * 2));
        }
        JsonNode models = get("/edr/collections/models/items").path("features");
        assertThat(models.at("/0/properties/version").asInt()).isEqualTo(1);
        assertThat(models.at("/0/properties/sha256").asText()).hasSize(64);
        assertThat(get("/data/explain/" + features.at("/0/id").asText() + "/" + date)
                        .path("modelVersion")
                        .asInt())
                .isEqualTo(1);
    }

    private static Map<String, Float> surfaceMeans(KafkaConnection kafka, LocalDate date) {
        var cells = new HashMap<Integer, List<String>>();
        TopicReader.readAll(kafka, Topics.TILES, record -> {
            Tile tile = SingleObject.decode(record.value(), Tile.class);
            cells.put(tile.getTile(), tile.getCells());
        });
        var means = new HashMap<String, Float>();
        TopicReader.readAll(kafka, Topics.SOIL_MOISTURE, record -> {
            SoilMoisture result = SingleObject.decode(record.value(), SoilMoisture.class);
            List<String> keys = cells.getOrDefault(result.getTile(), List.of());
            for (int cell = 0; result.getDate().equals(date) && cell < keys.size(); cell++) {
                means.put(keys.get(cell), result.getSurfaceMeanM3PerM3().get(cell));
            }
        });
        return means;
    }
}
