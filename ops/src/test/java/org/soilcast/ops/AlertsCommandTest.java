package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.inference.tile.AlertNews;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.inference.topics.AlertSerialization;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.Topics;

/** Alerts on a real broker's topic: beside a run, and of a folder at rest. */
@Tag("starts")
class AlertsCommandTest {
    private static final int ONSET = (int) LocalDate.parse("2016-06-10").toEpochDay();

    @TempDir
    Path folder;

    @Test
    void theLastStateOfEachAlertIsShownNewestFirst() throws Exception {
        Path state = folder.resolve("state");
        String beside;
        try (var taken = StateFolder.take(state);
                var broker = EmbeddedBroker.start(taken.kafka())) {
            TopicCreation.createMissing(broker.connection(), EmbeddedBroker.PARTITIONS, (short) 1);
            assertThat(alerts(state)).contains("0 alerts, of which 0 stand");
            send(broker.connection());

            beside = alerts(state);
            assertThat(beside.lines())
                    .startsWith(
                            "55 alerts, of which 52 stand",
                            "Adams      raised    2016-07-29  D2 (peak D3), flash-drought, surface  since 2016-06-10  percentile 6.5,"
                                    + " probability 0.75, provisional, short climatology",
                            "2          cleared   2016-07-09  D2 (peak D3)  since 2016-06-10 to 2016-07-09  percentile 6.5,"
                                    + " probability 0.75, provisional, short climatology");
            assertThat(beside.lines().skip(3)).element(0).asString().startsWith("10         raised    2016-06-19");
            assertThat(beside).contains("and 5 more", "skipped 1 records").doesNotContain("updated");
        }
        assertThat(alerts(state)).isEqualTo(beside);

        String file = Files.readString(folder.resolve("alerts.csv"));
        assertThat(file.lines()).hasSize(56);
        assertThat(file.lines().skip(1))
                .startsWith(
                        "severe-drought,,17001,surface,flash-drought,2016-06-10,2016-06-19,,RAISED,D2,D3,6.50,0.7500,"
                                + "2016-07-29,true,false,1,3,true,false,1,severe-drought/area/17001/2016-06-10",
                        "severe-drought,2,,rootzone,drought,2016-06-10,2016-06-19,2016-07-09,CLEARED,D2,D3,6.50,0.7500,"
                                + "2016-07-09,true,false,1,3,true,true,3,severe-drought/0.1/2016-06-10")
                .filteredOn(line -> line.contains(",CANCELLED,"))
                .hasSize(2);
        assertThat(file).as("a tile that is not known").contains("severe-drought,1.50,,");
    }

    private String alerts(Path state) {
        var out = new StringWriter();
        int code = Soilcast.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(
                        "alerts",
                        "--state",
                        state.toString(),
                        "--csv",
                        folder.resolve("alerts.csv").toString());
        assertThat(code).as(out.toString()).isZero();
        return out.toString();
    }

    /** Of tile 0 one that was raised, followed and cleared and one that stands; of an area one; of tile 1, 52, two of them cancelled. */
    private static void send(KafkaConnection kafka) {
        var serialization = new AlertSerialization(ExportCommandTest.DOMAIN, EmbeddedBroker.PARTITIONS);
        try (var producer = new KafkaProducer<String, byte[]>(kafka.producer(Optional.empty()))) {
            producer.send(
                    new ProducerRecord<>(Topics.TILES.topic(), 0, "0", SingleObject.encode(ExportCommandTest.tile())));
            producer.send(new ProducerRecord<>(Topics.ALERTS.topic(), 0, "damaged", new byte[] {1, 2, 3}));
            send(producer, serialization, alert(0, 1, AlertNews.RAISED, 1));
            send(producer, serialization, alert(0, 1, AlertNews.UPDATED, 2));
            send(producer, serialization, alert(0, 1, AlertNews.CLEARED, 3));
            send(producer, serialization, alert(0, 0, AlertNews.RAISED, 1));
            send(
                    producer,
                    serialization,
                    new AlertResult(
                            "severe-drought",
                            "flash-drought",
                            AlertResult.SURFACE,
                            -1,
                            -1,
                            "17001",
                            "Adams",
                            AlertNews.RAISED,
                            1,
                            3,
                            4,
                            6.5f,
                            .75f,
                            ONSET,
                            ONSET + 9,
                            AlertResult.NOT_CLEARED,
                            ONSET + 49,
                            true,
                            false,
                            1,
                            3,
                            true,
                            false));
            for (int cell = 0; cell < 52; cell++) {
                send(producer, serialization, alert(1, cell, AlertNews.RAISED, 1));
            }
            send(producer, serialization, alert(1, 7, AlertNews.CANCELLED, 2));
            send(producer, serialization, alert(1, 8, AlertNews.CANCELLED, 2));
        }
    }

    private static void send(
            KafkaProducer<String, byte[]> producer, AlertSerialization serialization, AlertResult alert) {
        ProducerRecord<byte[], byte[]> record = serialization.serialize(alert);
        producer.send(new ProducerRecord<>(
                record.topic(), record.partition(), new String(record.key(), StandardCharsets.UTF_8), record.value()));
    }

    private static AlertResult alert(int tile, int cell, AlertNews news, int sequence) {
        boolean cleared = news == AlertNews.CLEARED;
        return new AlertResult(
                "severe-drought",
                "drought",
                AlertResult.ROOT_ZONE,
                tile,
                cell,
                "",
                "",
                news,
                sequence,
                3,
                cleared ? 4 : 3,
                6.5f,
                .75f,
                ONSET,
                ONSET + 9,
                cleared ? ONSET + 29 : AlertResult.NOT_CLEARED,
                ONSET + (cleared ? 29 : 9),
                true,
                false,
                1,
                3,
                true,
                true);
    }
}
