package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ops.drill.JavaProcess;
import org.soilcast.ops.drill.SoilcastRuns;
import org.soilcast.ops.monitoring.Dashboard;
import org.soilcast.ops.monitoring.MonitoringProgram;
import org.soilcast.ops.monitoring.Panel;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.Retrievals;

/** A run of real processes with a receiver of alerts, watched by Debian's Prometheus with our file. */
@Tag("starts")
class WatchedRunTest {
    private static final Duration RECEIVED_WITHIN = Duration.ofMinutes(1);

    /** The sample has a drought that changes in the days before it. */
    private static final String LAST_DATE = "2017-12-31";

    @TempDir
    Path folder;

    @Test
    @Timeout(600)
    void aRetrievalComesToTheReceiverAndEveryPanelHasData() throws Exception {
        try (var receiver = new AlertReceiver(0, request -> 200);
                JavaProcess run = run(receiver)) {
            run.await(line -> line.contains("waits for more"), SoilcastRuns.LONGEST);
            KafkaConnection kafka =
                    BrokerAddress.read(folder.resolve("state").resolve("kafka")).orElseThrow();
            Alert alert = newest(kafka);
            receiver.await(alerts -> !alerts.isEmpty(), SoilcastRuns.LONGEST);
            long sent = System.nanoTime();
            Retrievals again = reissue(kafka, alert);
            receiver.await(alerts -> alerts.stream().anyMatch(each -> tells(each, alert, again)), RECEIVED_WITHIN);
            System.out.printf(
                    "retrieval on its topic to webhook received, sample, real processes: %.2f s%n",
                    (System.nanoTime() - sent) / 1e9);
            everyPanelHasData();
            run.terminate();
            run.awaitExit(SoilcastRuns.LONGEST);
        }
    }

    private static boolean tells(JsonNode told, Alert alert, Retrievals again) {
        JsonNode said = told.path("annotations");
        return said.path("alert_id").asText().equals(alert.getId())
                && said.path("revision").asInt() >= again.getVersion();
    }

    private JavaProcess run(AlertReceiver receiver) throws IOException {
        Files.writeString(folder.resolve("sinks.yaml"), """
            from: 2017-01-01
            sinks:
              - {name: office, type: webhook, url: "http://127.0.0.1:%d/", allow-private-addresses: true}
            """.formatted(receiver.port()));
        int port = FreePort.one();
        Files.writeString(
                folder.resolve("prometheus.yml"),
                Files.readString(MonitoringProgram.FILES.resolve("prometheus.yml"))
                        .replace("127.0.0.1:8080", "127.0.0.1:" + port)
                        .replace("_interval: 15s", "_interval: 1s"));
        Files.copy(MonitoringProgram.FILES.resolve("rules.yml"), folder.resolve("rules.yml"));
        return JavaProcess.start(
                TestLaunch.likeTheShellCommand(),
                Soilcast.class.getName(),
                List.of(
                        "run",
                        "--state",
                        folder.resolve("state").toString(),
                        "--to",
                        LAST_DATE,
                        "--alert-sinks",
                        folder.resolve("sinks.yaml").toString(),
                        "--port",
                        Integer.toString(port)));
    }

    /** The alert that changed last. */
    private static Alert newest(KafkaConnection kafka) {
        Map<String, Alert> alerts = new HashMap<>();
        TopicReader.readAll(kafka, Topics.ALERTS, record -> {
            Alert alert = SingleObject.decode(record.value(), Alert.class);
            alerts.put(alert.getId(), alert);
        });
        return alerts.values().stream()
                .max(Comparator.comparing(Alert::getAsOf).thenComparing(Alert::getId))
                .orElseThrow();
    }

    /** Issues a retrieval of the pentad of its change again, a little drier: percentile and revision of the alert change. */
    private static Retrievals reissue(KafkaConnection kafka, Alert alert) {
        var found = new ArrayList<Retrievals>();
        LocalDate from = alert.getAsOf().minusDays(4);
        TopicReader.readAll(kafka, Topics.RETRIEVALS, record -> {
            if (SingleObject.decode(record.value()) instanceof Retrievals retrievals
                    && retrievals.getTile() == alert.getTile()
                    && !retrievals.getDate().isBefore(from)
                    && !retrievals.getDate().isAfter(alert.getAsOf())
                    && !Float.isNaN(retrievals.getSoilMoistureM3PerM3().get(alert.getCell()))) {
                found.add(retrievals);
            }
        });
        Retrievals last = found.get(found.size() - 1);
        float[] values = Floats.array(last.getSoilMoistureM3PerM3());
        values[alert.getCell()] *= .95f;
        Retrievals again = Retrievals.newBuilder(last)
                .setVersion(last.getVersion() + 1)
                .setSoilMoistureM3PerM3(Floats.view(values))
                .build();
        try (var producer = new KafkaProducer<String, byte[]>(kafka.producer(Optional.empty()))) {
            producer.send(new ProducerRecord<>(
                    Topics.RETRIEVALS.topic(),
                    Topics.partition(last.getTile(), EmbeddedBroker.PARTITIONS),
                    Topics.tileKey(last.getTile()),
                    SingleObject.encode(again)));
        }
        return again;
    }

    private void everyPanelHasData() throws Exception {
        try (var prometheus = MonitoringProgram.prometheus(
                folder.resolve("prometheus.yml"), folder.resolve("prometheus"), FreePort.one())) {
            for (Dashboard dashboard : Dashboard.values()) {
                for (Panel panel : dashboard.panels()) {
                    awaitData(prometheus, panel);
                }
            }
        }
    }

    /** A rate takes two scrapes. */
    private static void awaitData(MonitoringProgram prometheus, Panel panel) throws Exception {
        String query = panel.query().replace("$instance", ".*").replace("$__rate_interval", "30s");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (prometheus.query(query).isEmpty()) {
            assertThat(System.nanoTime()).as(panel.title() + ": " + query).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
