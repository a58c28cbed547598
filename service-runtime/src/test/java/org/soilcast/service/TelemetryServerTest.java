package org.soilcast.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryServerTest {
    private final AtomicBoolean connected = new AtomicBoolean(true);
    private final AtomicBoolean caughtUp = new AtomicBoolean(true);
    private final ServiceMeters meters = new ServiceMeters("test");
    private final TelemetryServer server = TelemetryServer.on(
            InetAddress.getLoopbackAddress(),
            0,
            meters.registry(),
            HealthChecks.of(Map.of("connected", connected::get)),
            HealthChecks.of(Map.of("connected", connected::get, "caught-up", caughtUp::get)));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        server.close();
        meters.close();
    }

    @Test
    void healthyProcessIsLiveAndReady() throws Exception {
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("ok\n");
        assertThat(ready.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    }

    @Test
    void readinessNamesTheFailingCheckAndLeavesLivenessAlone() throws Exception {
        caughtUp.set(false);
        HttpResponse<String> ready = get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).isEqualTo("failing: caught-up\n");
        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void severalFailingChecksComeInAlphabeticalOrder() throws Exception {
        caughtUp.set(false);
        connected.set(false);
        assertThat(get("/readyz").body()).isEqualTo("failing: caught-up\nfailing: connected\n");
        assertThat(get("/livez").statusCode()).isEqualTo(503);
    }

    @Test
    void checkIsAskedAnewEachTime() throws Exception {
        caughtUp.set(false);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        caughtUp.set(true);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void checkThatThrowsIsAFailingCheck() {
        var checks = HealthChecks.of(Map.of("broken", () -> {
            throw new IllegalStateException("lost");
        }));
        assertThat(checks.failing()).containsExactly("broken");
        assertThat(HealthChecks.of(Map.of()).failing()).isEmpty();
    }

    @Test
    void metricsShowBaseUnitsTotalsAndTheJvm() throws Exception {
        ServiceMetric.RECORDS_IN.counter(meters.registry(), "other", "tiles").increment(3);
        ServiceMetric.COLD_START.timer(meters.registry(), "test").record(Duration.ofMillis(1500));
        HttpResponse<String> metrics = get("/metrics");
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(metrics.body())
                .contains("soilcast_records_in_total{service=\"other\",topic=\"tiles\"} 3.0")
                .contains("soilcast_cold_start_seconds_sum{service=\"test\"} 1.5")
                .contains("jvm_memory_used_bytes{")
                .contains("jvm_gc_memory_allocated_bytes_total{")
                .contains("jvm_threads_live_threads{")
                .contains("process_cpu_usage{")
                .contains("process_uptime_seconds{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metric", "/metrics/", "/metrics/x", "/livez/..", "/favicon.ico"})
    void unknownPathIsNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD"})
    void onlyGetIsAllowed(String method) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri("/metrics"))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void portInUseIsSaidClearly() {
        assertThatThrownBy(() -> TelemetryServer.on(
                        InetAddress.getLoopbackAddress(),
                        server.port(),
                        meters.registry(),
                        HealthChecks.of(Map.of()),
                        HealthChecks.of(Map.of())))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen on")
                .hasMessageContaining(Integer.toString(server.port()));
    }

    @Test
    void blankServiceNameIsRefused() {
        assertThatThrownBy(() -> new ServiceMeters(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
