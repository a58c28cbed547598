package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.map.query.LatestResults;
import org.soilcast.map.store.ResultFollower;
import org.soilcast.map.store.StoredAlerts;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;
import org.soilcast.schemas.avro.ModelActivated;

/** Alerts and model versions go from the topics of a real broker into files, whatever was sent and whenever it is followed. */
@Tag("starts")
class AlertFollowingTest {
    private static final LocalDate SINCE = LocalDate.parse("2016-01-01");

    @TempDir
    Path folder;

    @Test
    void everyAlertIsInTheFileOnceAfterEveryFollowing() throws Exception {
        try (var taken = StateFolder.take(state());
                var broker = EmbeddedBroker.start(taken.kafka())) {
            KafkaConnection kafka = broker.connection();
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            follow(kafka);
            assertThat(classes()).isEmpty();

            send(kafka, Topics.ALERTS, key(0), alert(0, 1));
            send(kafka, Topics.ALERTS, key(1), alert(1, 2));
            activate(kafka, Topics.askedKey(1), "2017-01-01");
            follow(kafka);
            assertThat(classes()).containsExactly("0: 1", "1: 2");
            assertThat(models()).isEqualTo("[{\"version\":1,\"askedFrom\":\"2017-01-01\"}]");

            String before = StoredAlerts.version(results());
            follow(kafka);
            assertThat(StoredAlerts.version(results()))
                    .as("nothing new, nothing written")
                    .isEqualTo(before);

            send(kafka, Topics.ALERTS, key(0), alert(0, 3));
            send(kafka, Topics.ALERTS, key(0), new byte[] {1, 2, 3});
            send(kafka, Topics.ALERTS, key(7), alert(1, 5));
            activate(kafka, Topics.effectiveKey(1), "2017-01-15");
            follow(kafka);
            assertThat(classes()).as("a record of another's key is none").containsExactly("0: 3", "1: 2");
            assertThat(models()).contains("\"inForceFrom\":\"2017-01-15\"");

            Path file = results().resolve("alerts").resolve("log");
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 3));
            assertThat(classes()).as("torn").containsExactly("0: 1", "1: 2");
            follow(kafka);
            assertThat(classes()).containsExactly("0: 3", "1: 2");
            Files.writeString(file, "no alerts");
            follow(kafka);
            assertThat(classes()).containsExactly("0: 3", "1: 2");
            send(kafka, Topics.ALERTS, key(2), alert(2, 4));
        }
        var out = new StringWriter();
        assertThat(UpToDateResults.of(state(), new PrintWriter(out, true))).isEqualTo(results());
        assertThat(classes()).as("at rest").containsExactly("0: 3", "1: 2", "2: 4");
    }

    private List<String> classes() throws IOException {
        return new LatestResults(results())
                .ask(found -> found.alerts().newestFirst().stream()
                        .map(alert -> alert.getCell() + ": " + alert.getDroughtClass())
                        .sorted()
                        .toList());
    }

    private String models() throws IOException {
        return new LatestResults(results()).ask(found -> found.models().all().toString());
    }

    private Path state() {
        return folder.resolve("state");
    }

    private Path results() {
        return StateFolder.resultsIn(state());
    }

    private void follow(KafkaConnection kafka) {
        try (var follower = ResultFollower.start(kafka, results(), OptionalLong.empty())) {
            follower.close(); // waits for its end
            assertThat(follower.failure()).isEmpty();
        }
    }

    private static void activate(KafkaConnection kafka, String key, String from) {
        var activated = new ModelActivated(ExportCommandTest.DOMAIN, 1, LocalDate.parse(from), 0L);
        send(kafka, Topics.MODEL_ACTIVATIONS, key, SingleObject.encode(activated));
    }

    private static void send(KafkaConnection kafka, Topics topic, String key, byte[] record) {
        try (var producer = new KafkaProducer<String, byte[]>(kafka.producer(Optional.empty()))) {
            producer.send(new ProducerRecord<>(topic.topic(), 0, key, record));
        }
    }

    private static String key(int cell) {
        return Topics.alertKey("drought", 0, cell, SINCE);
    }

    private static byte[] alert(int cell, int droughtClass) {
        return SingleObject.encode(Alert.newBuilder()
                .setId(key(cell))
                .setRule("drought")
                .setDomain(ExportCommandTest.DOMAIN)
                .setTile(0)
                .setCell(cell)
                .setState(AlertState.UPDATED)
                .setSequence(droughtClass)
                .setDroughtClass(droughtClass)
                .setPeakClass(droughtClass)
                .setPercentile(3)
                .setProbability(0.8f)
                .setSince(SINCE)
                .setRaisedOn(SINCE.plusDays(9))
                .setAsOf(SINCE.plusDays(14))
                .setProvisional(true)
                .setModelChanged(false)
                .setModelVersion(1)
                .setRevision(1)
                .setShortClimatology(true)
                .build());
    }
}
