package org.soilcast.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.alerts.SampleAlerts;
import org.soilcast.alerts.message.AlertMessage;
import org.soilcast.schemas.avro.AlertState;

class WebhookSinkTest {
    private static final AlertMessage RAISED = SampleAlerts.message(1, AlertState.RAISED, 1, Optional.empty());
    private static final AlertMessage CLEARED = SampleAlerts.message(2, AlertState.CLEARED, 2, Optional.empty());

    @TempDir
    Path folder;

    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void messagesHaveAlertmanagersForm() throws Exception {
        assertThat(sink("").tell(List.of(RAISED, CLEARED))).isEqualTo(new Outcome.Taken());
        JsonNode body = receiver.bodies().get(0);
        assertThat(body.path("version").asText()).isEqualTo("4");
        assertThat(body.path("status").asText()).isEqualTo("firing");
        assertThat(body.path("receiver").asText()).isEqualTo("soilcast");
        assertThat(body.path("groupKey").asText()).isEqualTo("{}:{alertname=\"SoilcastDrought\"}");
        assertThat(body.path("groupLabels").toString()).isEqualTo("{\"alertname\":\"SoilcastDrought\"}");
        assertThat(body.path("commonLabels").toString())
                .isEqualTo("{\"alertname\":\"SoilcastDrought\",\"domain\":\"sample\",\"rule\":\"severe-drought\","
                        + "\"since\":\"2016-06-10\"}");
        assertThat(body.path("commonAnnotations").path("class").asText()).isEqualTo("D2");
        assertThat(body.path("truncatedAlerts").asInt(-1)).isZero();
        assertThat(body.path("externalURL").asText()).isEqualTo("https://example.org/soil/");

        JsonNode first = body.path("alerts").get(0);
        assertThat(first.path("status").asText()).isEqualTo("firing");
        assertThat(first.path("startsAt").asText()).isEqualTo("2016-06-10T00:00:00Z");
        assertThat(first.path("endsAt").asText()).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(first.path("fingerprint").asText()).matches("[0-9a-f]{16}");
        assertThat(first.path("labels").path("cell").asText()).isEqualTo("OK_Stillwater_1_W <&>");
        JsonNode said = first.path("annotations");
        assertThat(said.path("message_id").asText()).isEqualTo(RAISED.id());
        assertThat(said.path("alert_id").asText()).isEqualTo("severe-drought/0.1/2016-06-10");
        assertThat(said.path("sequence").asText()).isEqualTo("1");
        assertThat(said.path("probability").asText()).isEqualTo("0.75");
        assertThat(said.path("model_version").asText()).isEqualTo("1");
        assertThat(said.path("revision").asText()).isEqualTo("3");
        assertThat(said.path("summary").asText())
                .isEqualTo("D2 severe drought at OK_Stillwater_1_W <&>, since 2016-06-10");
        assertThat(said.path("link").asText())
                .isEqualTo(
                        "https://example.org/soil/#layer=drought-class&date=2016-06-19&cell=OK_Stillwater_1_W+%3C%26%3E");

        JsonNode second = body.path("alerts").get(1);
        assertThat(second.path("status").asText()).isEqualTo("resolved");
        assertThat(second.path("endsAt").asText()).isEqualTo("2016-06-25T00:00:00Z");
        assertThat(second.path("fingerprint")).isNotEqualTo(first.path("fingerprint"));
    }

    @Test
    void theTokenIsReadAgainEachTime() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "one\n");
        AlertSink sink = sink(", token-file: token");
        sink.tell(List.of(RAISED));
        Files.writeString(token, "two\n");
        sink.tell(List.of(RAISED));
        assertThat(receiver.tokens()).containsExactly("Bearer one", "Bearer two");
        Files.writeString(token, "two\r\nX-Other: 1");
        assertThat(sink.tell(List.of(RAISED))).isInstanceOf(Outcome.Refused.class);
        Files.delete(token);
        assertThat(sink.tell(List.of(RAISED))).isInstanceOf(Outcome.Later.class);
        assertThat(receiver.tokens()).hasSize(2);
    }

    @Test
    void answersSayWhetherToComeAgain() throws Exception {
        AlertSink sink = sink("");
        receiver.answer(
                Receiver.status(503),
                Receiver.status(429, "Retry-After: 7"),
                Receiver.status(503, "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"),
                Receiver.status(429, "Retry-After: 999999"),
                Receiver.status(400),
                Receiver.status(302, "Location: " + receiver.url()));
        assertThat(sink.tell(List.of(RAISED))).isEqualTo(new Outcome.Later("status 503"));
        assertThat(sink.tell(List.of(RAISED)))
                .isEqualTo(new Outcome.Later("status 429", Optional.of(Duration.ofSeconds(7))));
        assertThat(sink.tell(List.of(RAISED))).as("a date that has passed").isEqualTo(new Outcome.Later("status 503"));
        assertThat(sink.tell(List.of(RAISED)))
                .isEqualTo(new Outcome.Later("status 429", Optional.of(Duration.ofHours(1))));
        assertThat(sink.tell(List.of(RAISED))).isEqualTo(new Outcome.Refused("status 400"));
        assertThat(sink.tell(List.of(RAISED)))
                .isEqualTo(new Outcome.Refused("status 302, a redirect, which is not followed"));
        assertThat(receiver.bodies()).as("nobody went where the redirect leads").hasSize(6);
    }

    @Test
    void whoIsSlowOrGoneIsLeftWithinTheTime() throws Exception {
        var over = new CountDownLatch(1);
        receiver.answer(
                exchange -> over.await(),
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(1);
                    exchange.getResponseBody().flush();
                    over.await();
                },
                exchange -> {
                    throw new IOException("cut");
                });
        AlertSink sink = sink(", timeout-seconds: 0.3");
        Outcome slow = new Outcome.Later("no answer within 300 ms");
        assertThat(List.of(slow, new Outcome.Later("no answer: HttpTimeoutException")))
                .contains(sink.tell(List.of(RAISED)));
        assertThat(sink.tell(List.of(RAISED))).as("an answer without an end").isEqualTo(slow);
        over.countDown();
        assertThat(sink.tell(List.of(RAISED))).isInstanceOf(Outcome.Later.class);
        receiver.close();
        assertThat(sink.tell(List.of(RAISED))).isEqualTo(new Outcome.Later("no answer: ConnectException"));
    }

    @Test
    void privateAddressesAreRefusedUnlessAllowed() throws Exception {
        AlertSink sink = read("webhook, url: \"" + receiver.url().replace("127.0.0.1", "localhost") + "\"");
        assertThat(sink.tell(List.of(RAISED)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith("localhost has the private address "));
        assertThat(receiver.bodies()).isEmpty();
    }

    private AlertSink sink(String more) throws IOException {
        return read("webhook, url: \"" + receiver.url() + "\", allow-private-addresses: true" + more);
    }

    private AlertSink read(String entry) throws IOException {
        Path file = Files.writeString(
                folder.resolve("sinks.yaml"),
                "page: https://example.org/soil/\nsinks: [{name: a, type: " + entry + "}]");
        return SinkFile.read(file, Clock.systemUTC()).sinks().get(0).sink();
    }
}
