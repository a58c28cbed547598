package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.schemas.avro.Tile;

/** Export of a real broker's topics: beside a run, of a folder at rest, and again with what came in between. */
@Tag("starts")
class ExportCommandTest {
    static final String DOMAIN = "test";

    @TempDir
    Path folder;

    @Test
    void oneBadRecordOfEachKindIsSkippedAndARunMayGoOnMeanwhile() throws Exception {
        Path state = folder.resolve("state");
        String expected;
        try (var taken = StateFolder.take(state);
                var broker = EmbeddedBroker.start(taken.kafka())) {
            TopicCreation.createMissing(broker.connection(), EmbeddedBroker.PARTITIONS, (short) 1);
            send(
                    broker.connection(),
                    SingleObject.encode(result("2016-01-01", 2, .25f, DOMAIN)),
                    new byte[] {1, 2, 3},
                    SingleObject.encode(result("2016-01-02", 3, .25f, DOMAIN)),
                    SingleObject.encode(result("2016-01-02", 2, .25f, "mars")),
                    SingleObject.encode(result("2016-01-02", 2, Float.NEGATIVE_INFINITY, DOMAIN)),
                    SingleObject.encode(result("2016-01-03", 2, .5f, DOMAIN)));

            assertThat(export(state)).contains("wrote 4 rows of 2 cells", "skipped 4 records", "offset 1: ");
            expected = Files.readString(folder.resolve("out.csv"));
            assertThat(expected.lines().skip(1)).hasSize(4).first().asString().startsWith("2,2016-01-01,0,0.250000,");
        }
        assertThat(export(state)).contains("wrote 4 rows of 2 cells");
        assertThat(folder.resolve("out.csv")).hasContent(expected);

        try (var taken = StateFolder.take(state);
                var broker = EmbeddedBroker.start(taken.kafka())) {
            send(broker.connection(), SingleObject.encode(result("2016-01-01", 2, .125f, DOMAIN)));
        }
        assertThat(export(state)).contains("wrote 4 rows of 2 cells");
        assertThat(folder.resolve("out.csv")).hasContent(expected.replace("-01,0,0.250000", "-01,0,0.125000"));
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("state", "out.csv");
        }
    }

    private String export(Path state) {
        var out = new StringWriter();
        int code = Soilcast.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(
                        "export",
                        "--state",
                        state.toString(),
                        "--csv",
                        folder.resolve("out.csv").toString());
        assertThat(code).as(out.toString()).isZero();
        return out.toString();
    }

    private static void send(KafkaConnection kafka, byte[]... results) {
        try (var producer = new KafkaProducer<String, byte[]>(kafka.producer(Optional.empty()))) {
            producer.send(new ProducerRecord<>(Topics.TILES.topic(), 0, "0", SingleObject.encode(tile())));
            for (byte[] result : results) {
                producer.send(new ProducerRecord<>(Topics.SOIL_MOISTURE.topic(), 0, "0", result));
            }
        }
    }

    static Tile tile() {
        List<Float> zeros = List.of(0f, 0f);
        return Tile.newBuilder()
                .setDomain(DOMAIN)
                .setTile(0)
                .setTiles(1)
                .setCells(List.of("10", "2"))
                .setLatitudeDegrees(zeros)
                .setLongitudeDegrees(zeros)
                .setElevationM(zeros)
                .setAttributes(List.of())
                .setDayDefinition("00-24 UTC")
                .setObservationTime(ObservationTime.END_OF_DAY)
                .setSynthetic(false)
                .build();
    }

    static SoilMoisture result(String date, int cells, float value, String domain) {
        List<Float> values = Collections.nCopies(cells, value);
        return SoilMoisture.newBuilder()
                .setDomain(domain)
                .setTile(0)
                .setDate(LocalDate.parse(date))
                .setModelVersion(1)
                .setRevision(1)
                .setIssue(1)
                .setSurfaceMeanM3PerM3(values)
                .setSurfaceSdM3PerM3(List.of())
                .setRootZoneMeanM3PerM3(Collections.nCopies(cells, .2f))
                .setRootZoneSdM3PerM3(List.of())
                .setSurfaceOpenLoopM3PerM3(Collections.nCopies(cells, .3f))
                .setSurfaceForecastM3PerM3(Collections.nCopies(cells, .3f))
                .setObservedM3PerM3(Collections.nCopies(cells, Float.NaN))
                .setQuality(Collections.nCopies(cells, 0))
                .build();
    }
}
