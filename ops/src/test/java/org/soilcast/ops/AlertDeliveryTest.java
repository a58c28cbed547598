package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.inference.tile.AlertNews;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.inference.topics.AlertSerialization;
import org.soilcast.ops.drill.JavaProcess;
import org.soilcast.ops.drill.SoilcastRuns;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.Topics;

/**
 * The alert service as a process that is killed with SIGKILL again and again, while its webhook is down and while it answers
 * badly: every state of every alert comes at least once and in order, and what is replayed is not told again.
 */
@Tag("starts")
class AlertDeliveryTest {
    private static final long SEED = 15_006;
    private static final int CELLS = 40;
    private static final List<AlertNews> STATES = List.of(AlertNews.RAISED, AlertNews.UPDATED, AlertNews.CLEARED);
    private static final int ONSET = (int) LocalDate.parse("2016-06-10").toEpochDay();
    private static final int KILLS_WHILE_DOWN = 2;
    private static final int KILLS_WHILE_TELLING = 3;
    /** How much longer than that the webhook is down; the drill: {@code -Dsoilcast.outage.seconds=600}. */
    private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("soilcast.outage.seconds", 0));

    @TempDir
    Path folder;

    private final Random chance = new Random(SEED);

    @Test
    @Timeout(1500) // an outage of 600 s among them
    void nothingIsLostAndNothingToldTwiceByAReplay() throws Exception {
        Path state = folder.resolve("state");
        try (var taken = StateFolder.take(state);
                var broker = EmbeddedBroker.start(taken.kafka())) {
            KafkaConnection kafka = broker.connection();
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            int port = FreePort.one();
            Files.writeString(folder.resolve("sinks.yaml"), """
                from: 2016-01-01
                sinks:
                  - name: office
                    type: webhook
                    url: http://127.0.0.1:%d/hook
                    allow-private-addresses: true
                    batch: 3
                    first-wait-seconds: 0.01
                    longest-wait-seconds: 0.2
                  - {name: files, type: cap, folder: cap, sender: soilcast@example.org}
                """.formatted(port));
            for (int told = 0; told < STATES.size() - 1; told++) {
                send(kafka, STATES.get(told), told + 1, 0, CELLS);
                for (int kill = 0; kill < KILLS_WHILE_DOWN; kill++) {
                    try (JavaProcess service = start(state)) {
                        awaitLogged(chance.nextInt(CELLS) + told * CELLS);
                        assertThat(service.kill()).isTrue();
                    }
                }
            }
            send(kafka, STATES.get(2), 3, 0, CELLS);
            try (JavaProcess service = start(state)) {
                assertThat(service.exitCode(OUTAGE)).as("ends by itself").isEmpty();
                assertThat(service.kill()).isTrue();
            }
            try (var receiver = new AlertReceiver(port, request -> badly())) {
                for (int kill = 1; kill <= KILLS_WHILE_TELLING; kill++) {
                    try (JavaProcess service = start(state)) {
                        int some = receiver.count() + 1 + chance.nextInt(CELLS / 2);
                        receiver.await(alerts -> alerts.size() >= some, SoilcastRuns.LONGEST);
                        assertThat(service.kill()).isTrue();
                    }
                }
                Set<String> expected = expected();
                try (JavaProcess service = start(state)) {
                    receiver.await(alerts -> states(receiver).containsAll(expected), SoilcastRuns.LONGEST);
                    assertThat(new HashSet<>(states(receiver))).isEqualTo(expected);
                    assertThat(new HashSet<>(ids(receiver))).hasSize(expected.size());
                    assertInOrder(receiver);
                    tell(expected.size(), receiver.count());
                    replay(kafka, receiver);
                    service.terminate();
                    service.awaitExit(SoilcastRuns.LONGEST);
                }
                try (Stream<Path> files = Files.list(folder.resolve("cap"))) {
                    assertThat(files).hasSize(expected.size() + 1);
                }
            }
        }
    }

    private static void tell(int states, int came) {
        System.out.println("alerts: %d states, outage of %s and kills, seed %d: all came, %d again"
                .formatted(states, OUTAGE, SEED, came - states));
    }

    /** A job that computes its history anew puts it on the topic again; a last alert shows that it has been read. */
    private static void replay(KafkaConnection kafka, AlertReceiver receiver) throws InterruptedException {
        int before = receiver.count();
        for (int state = 0; state < STATES.size(); state++) {
            send(kafka, STATES.get(state), state + 1, 0, CELLS);
        }
        send(kafka, AlertNews.RAISED, 1, CELLS, CELLS + 1);
        receiver.await(alerts -> alerts.size() > before, SoilcastRuns.LONGEST);
        assertThat(ids(receiver).subList(before, receiver.count()))
                .singleElement()
                .asString()
                .startsWith(id(CELLS) + "/1.");
    }

    private int badly() {
        int draw = chance.nextInt(10);
        return draw < 5 ? 200 : draw < 7 ? 503 : draw < 8 ? 429 : draw < 9 ? 500 : -1;
    }

    /** States of one alert may come again, but first in their order. */
    private static void assertInOrder(AlertReceiver receiver) {
        var first = new ArrayList<>(new LinkedHashSet<>(states(receiver)));
        for (int cell = 0; cell < CELLS; cell++) {
            String alert = id(cell) + " ";
            assertThat(first.stream().filter(state -> state.startsWith(alert)))
                    .containsExactly(alert + "1 raised", alert + "2 updated", alert + "3 cleared");
        }
    }

    private static Set<String> expected() {
        var expected = new HashSet<String>();
        for (int cell = 0; cell < CELLS; cell++) {
            expected.addAll(List.of(id(cell) + " 1 raised", id(cell) + " 2 updated", id(cell) + " 3 cleared"));
        }
        return expected;
    }

    private static String id(int cell) {
        return Topics.alertKey("severe-drought", 0, cell, LocalDate.ofEpochDay(ONSET));
    }

    private static List<String> states(AlertReceiver receiver) {
        return receiver.alerts(
                alert -> said(alert, "alert_id") + " " + said(alert, "sequence") + " " + said(alert, "state"));
    }

    private static List<String> ids(AlertReceiver receiver) {
        return receiver.alerts(alert -> said(alert, "message_id"));
    }

    private static String said(JsonNode alert, String what) {
        return alert.path("annotations").path(what).asText();
    }

    private JavaProcess start(Path state) {
        var launch = TestLaunch.likeTheShellCommand().withOption("-Dsoilcast.log.folder=" + folder.resolve("log"));
        return JavaProcess.start(
                launch,
                org.soilcast.alerts.Main.class.getName(),
                List.of(
                        "config=" + BrokerAddress.file(state.resolve("kafka")),
                        "alert.sinks=" + folder.resolve("sinks.yaml"),
                        "state.dir=" + folder.resolve("alerts")));
    }

    /** Waits until the log of the service has so many messages, or more. */
    private void awaitLogged(int messages) throws IOException {
        Path log = folder.resolve("alerts").resolve("deliveries.log");
        long deadline = System.nanoTime() + SoilcastRuns.LONGEST.toNanos();
        while (!Files.exists(log) || taken(log) < messages) {
            assertThat(System.nanoTime()).as("messages in the log").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static long taken(Path log) throws IOException {
        String all = Files.readString(log, StandardCharsets.ISO_8859_1);
        return all.lines().filter(line -> line.contains("\"taken\"")).count();
    }

    /** Puts a state of the alerts of some cells on the topic, and their tile. */
    static void send(KafkaConnection kafka, AlertNews news, int sequence, int from, int to) {
        var serialization = new AlertSerialization(ExportCommandTest.DOMAIN, EmbeddedBroker.PARTITIONS);
        try (var producer = new KafkaProducer<String, byte[]>(kafka.producer(Optional.empty()))) {
            producer.send(
                    new ProducerRecord<>(Topics.TILES.topic(), 0, "0", SingleObject.encode(ExportCommandTest.tile())));
            for (int cell = from; cell < to; cell++) {
                ProducerRecord<byte[], byte[]> record = serialization.serialize(alert(cell, news, sequence));
                producer.send(new ProducerRecord<>(
                        record.topic(),
                        record.partition(),
                        new String(record.key(), StandardCharsets.UTF_8),
                        record.value()));
            }
        }
    }

    private static AlertResult alert(int cell, AlertNews news, int sequence) {
        int changed = ONSET + 4 + 10 * sequence;
        return new AlertResult(
                "severe-drought",
                "drought",
                AlertResult.ROOT_ZONE,
                0,
                cell,
                "",
                "",
                news,
                sequence,
                3,
                4,
                6.5f,
                .75f,
                ONSET,
                ONSET + 9,
                news == AlertNews.CLEARED ? changed : AlertResult.NOT_CLEARED,
                changed,
                true,
                false,
                1,
                3,
                true,
                true);
    }
}
