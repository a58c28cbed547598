package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.alerts.AlertService;
import org.soilcast.alerts.sink.SinkFile;
import org.soilcast.inference.tile.AlertNews;
import org.soilcast.ops.monitoring.MonitoringProgram;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicCreation;

/**
 * Debian's Prometheus and Alertmanager with our files: a rule that fires, and a drought that the alert service tells of, come to a
 * mail server and a webhook.
 */
@Tag("starts")
class AlertmanagerTest {
    private static final Duration WITHIN = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    @Timeout(600)
    void aRuleAndADroughtComeByMailAndWebhook() throws Exception {
        try (var mail = new MailServer();
                var office = new AlertReceiver(0, request -> 200);
                var direct = new AlertReceiver(0, request -> 200);
                var alertmanager = alertmanager(mail, office);
                var prometheus = prometheus(alertmanager)) {
            office.await(alerts -> alerts.stream().anyMatch(alert -> name(alert).equals("SoilcastDown")), WITHIN);
            assertThat(mail.await(text -> text.contains("SoilcastDown"), WITHIN))
                    .contains("does not answer");
            assertThat(prometheus.query("ALERTS{alertname=\"SoilcastDown\", alertstate=\"firing\"}"))
                    .hasSize(1);

            Path state = folder.resolve("state");
            try (var taken = StateFolder.take(state);
                    var broker = EmbeddedBroker.start(taken.kafka())) {
                tell(broker.connection(), alertmanager, direct, office, mail);
            }
        }
    }

    private void tell(
            KafkaConnection kafka,
            MonitoringProgram alertmanager,
            AlertReceiver direct,
            AlertReceiver office,
            MailServer mail)
            throws Exception {
        TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
        Path file = Files.writeString(folder.resolve("sinks.yaml"), """
            from: 2016-01-01
            sinks:
              - {name: mail, type: alertmanager, url: "%s", allow-private-addresses: true}
              - {name: direct, type: webhook, url: "http://127.0.0.1:%d/", allow-private-addresses: true}
            """.formatted(alertmanager.url(), direct.port()));
        SinkFile sinks = SinkFile.read(file, Clock.systemUTC());
        try (var service = AlertService.start(kafka, sinks, folder.resolve("alerts"), new SimpleMeterRegistry())) {
            AlertDeliveryTest.send(kafka, AlertNews.RAISED, 1, 0, 1);
            direct.await(alerts -> !alerts.isEmpty(), WITHIN);
            office.await(alerts -> alerts.stream().anyMatch(AlertmanagerTest::isFiringDrought), WITHIN);
            String fingerprint =
                    direct.alerts(alert -> alert.path("fingerprint").asText()).get(0);
            assertThat(office.alerts(alert ->
                            name(alert) + " " + alert.path("fingerprint").asText()))
                    .as("it is told apart as Alertmanager does")
                    .contains("SoilcastDrought " + fingerprint);
            assertThat(mail.await(text -> text.contains("severe drought at 10, since 2016-06-10"), WITHIN))
                    .contains("Subject: ");

            AlertDeliveryTest.send(kafka, AlertNews.CLEARED, 2, 0, 1);
            office.await(
                    alerts -> alerts.stream()
                            .anyMatch(alert -> name(alert).equals("SoilcastDrought")
                                    && alert.path("status").asText().equals("resolved")),
                    WITHIN);
            assertThat(service.failure()).isEmpty();
        }
    }

    private static boolean isFiringDrought(JsonNode alert) {
        return name(alert).equals("SoilcastDrought")
                && alert.path("status").asText().equals("firing");
    }

    private static String name(JsonNode alert) {
        return alert.path("labels").path("alertname").asText();
    }

    /** Ours, but for where mail goes, a webhook beside it, and waits of a second. */
    private MonitoringProgram alertmanager(MailServer mail, AlertReceiver office) throws Exception {
        String webhook = "    webhook_configs: [{url: \"http://127.0.0.1:" + office.port() + "/\"}]\n";
        Path config = changed(
                "alertmanager.yml",
                List.of(
                        "127.0.0.1:25",
                        "127.0.0.1:" + mail.port(),
                        "group_wait: 30s",
                        "group_wait: 1s",
                        "group_interval: 5m",
                        "group_interval: 1s",
                        "    email_configs:\n",
                        webhook + "    email_configs:\n"));
        return MonitoringProgram.alertmanager(config, folder.resolve("alertmanager"), FreePort.one());
    }

    /** Ours, with a target that does not answer, and rules that wait a second. */
    private MonitoringProgram prometheus(MonitoringProgram alertmanager) throws Exception {
        Path config = changed(
                "prometheus.yml",
                List.of(
                        "127.0.0.1:9093",
                        alertmanager.url().substring("http://".length()),
                        "127.0.0.1:8080",
                        "127.0.0.1:" + FreePort.one(),
                        "_interval: 15s",
                        "_interval: 1s"));
        changed("rules.yml", List.of("for: 2m", "for: 1s"));
        return MonitoringProgram.prometheus(config, folder.resolve("prometheus"), FreePort.one());
    }

    private Path changed(String name, List<String> pairs) throws IOException {
        String text = Files.readString(MonitoringProgram.FILES.resolve(name));
        for (int i = 0; i < pairs.size(); i += 2) {
            assertThat(text).contains(pairs.get(i));
            text = text.replace(pairs.get(i), pairs.get(i + 1));
        }
        return Files.writeString(folder.resolve(name), text);
    }
}
