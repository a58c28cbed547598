package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.inference.AnalysedDays;
import org.soilcast.map.query.LatestResults;
import org.soilcast.map.query.Results;
import org.soilcast.map.store.MissingResults;
import org.soilcast.map.store.ResultFollower;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.Topics;

/** Results leave the topic of a real broker when they are in files, and nobody misses them. */
@Tag("starts")
class HotResultsTest {
    private static final LocalDate FIRST = LocalDate.parse("2016-01-01");
    private static final LocalDate LAST = LocalDate.parse("2016-04-09");
    private static final int DAYS = 100;
    private static final int HOT = 10;
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.SOIL_MOISTURE.topic(), 0);

    @TempDir
    Path folder;

    private record Answer(int code, String output) {}

    @Test
    void storedResultsLeaveTheTopicAndTheExportStaysTheSame() throws Exception {
        String before;
        String changed;
        try (var taken = StateFolder.take(state());
                var broker = EmbeddedBroker.start(taken.kafka())) {
            KafkaConnection kafka = broker.connection();
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            send(kafka, FIRST, DAYS, .25f);
            before = exported();
            follow(kafka, OptionalLong.empty());
            assertThat(begin(kafka)).as("nothing was to be deleted").isZero();

            follow(kafka, OptionalLong.of(HOT));
            assertThat(begin(kafka)).isEqualTo(DAYS - HOT);
            assertThat(exported()).isEqualTo(before);

            send(kafka, FIRST.plusDays(3), 1, .125f); // a late change of a day that has left the topic
            send(kafka, FIRST.plusDays(DAYS), 5, .25f);
            changed = exported();
            assertThat(changed.lines().count()).isEqualTo(1 + 2 * (DAYS + 5));
            assertThat(changed).contains("2,2016-01-04,0,0.125000").doesNotContain("2,2016-01-04,0,0.25");
            follow(kafka, OptionalLong.of(HOT));
            assertThat(begin(kafka)).isEqualTo(DAYS + 6 - HOT);
            assertThat(exported()).isEqualTo(changed);
        }
        assertThat(exported()).as("at rest").isEqualTo(changed);
    }

    @Test
    void aRunKnowsHowFarItIsThoughNothingIsLeftOnTheTopic() throws Exception {
        try (var broker = EmbeddedBroker.start(state().resolve("kafka"))) {
            KafkaConnection kafka = broker.connection();
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            send(kafka, FIRST, DAYS, .25f);
            follow(kafka, OptionalLong.of(0));
            assertThat(begin(kafka)).isEqualTo(DAYS);
            assertThat(stored()).isEqualTo(Map.of(0, LAST));
            try (var analysed = new AnalysedDays(kafka, 1, FIRST, LAST, this::stored)) {
                assertThat(analysed.days()).isEqualTo(DAYS);
            }
        }
    }

    @Test
    void aCountThatIsBehindWhatHasLeftTheTopicMissesNothing() throws Exception {
        try (var broker = EmbeddedBroker.start(state().resolve("kafka"))) {
            KafkaConnection kafka = broker.connection();
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            send(kafka, FIRST, 5, .25f);
            try (var analysed = new AnalysedDays(kafka, 1, FIRST, LAST, this::stored)) {
                assertThat(analysed.days()).isEqualTo(5);
                send(kafka, FIRST.plusDays(5), DAYS - 5, .25f);
                follow(kafka, OptionalLong.of(0));
                send(kafka, FIRST.plusDays(2), 1, .125f); // so that there is something to read
                long deadline = System.nanoTime() + WITHIN.toNanos();
                while (analysed.days() < DAYS && System.nanoTime() < deadline) {
                    analysed.update(Duration.ofMillis(100));
                }
                assertThat(analysed.days()).isEqualTo(DAYS);
            }
        }
    }

    private Map<Integer, LocalDate> stored() {
        try {
            return new LatestResults(results()).ask(Results::newestDates);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aStoreThatWasLostIsMissedByName() throws Exception {
        try (var broker = EmbeddedBroker.start(state().resolve("kafka"))) {
            KafkaConnection kafka = broker.connection();
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            send(kafka, FIRST, DAYS, .25f);
            follow(kafka, OptionalLong.of(HOT));
            try (Stream<Path> files = Files.walk(results())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            try (var follower = ResultFollower.start(kafka, results(), OptionalLong.of(HOT))) {
                follower.close(); // waits for its end
                assertThat(follower.failure()).containsInstanceOf(MissingResults.class);
            }
            assertThat(begin(kafka)).isEqualTo(DAYS - HOT);
        }
        Answer export = export();
        assertThat(export.code()).isEqualTo(1);
        assertThat(export.output().lines()).hasSize(1);
        assertThat(export.output())
                .contains("partition 0, offsets 0 to " + (DAYS - HOT - 1))
                .contains("restore that folder from its backup");
        assertThat(csv()).doesNotExist();
    }

    private Path state() {
        return folder.resolve("state");
    }

    private Path results() {
        return StateFolder.resultsIn(state());
    }

    private Path csv() {
        return folder.resolve("out.csv");
    }

    /** Follows the topic to its end. */
    private void follow(KafkaConnection kafka, OptionalLong hotRecords) {
        try (var follower = ResultFollower.start(kafka, results(), hotRecords)) {
            follower.close();
            assertThat(follower.failure()).isEmpty();
        }
    }

    private static long begin(KafkaConnection kafka) {
        try (var consumer = new KafkaConsumer<String, byte[]>(kafka.consumer("unused-test"))) {
            return consumer.beginningOffsets(List.of(PARTITION)).getOrDefault(PARTITION, -1L);
        }
    }

    private String exported() throws IOException {
        Answer answer = export();
        assertThat(answer.code()).as(answer.output()).isZero();
        return Files.readString(csv());
    }

    private Answer export() {
        var out = new StringWriter();
        int code = Soilcast.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute("export", "--state", state().toString(), "--csv", csv().toString());
        return new Answer(code, out.toString());
    }

    private static void send(KafkaConnection kafka, LocalDate first, int days, float value) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (var producer = new KafkaProducer<String, byte[]>(kafka.producer(Optional.empty()))) {
            sent.add(producer.send(new ProducerRecord<>(
                    Topics.TILES.topic(), 0, Topics.tileKey(0), SingleObject.encode(ExportCommandTest.tile()))));
            first.datesUntil(first.plusDays(days))
                    .forEach(date -> sent.add(producer.send(new ProducerRecord<>(
                            PARTITION.topic(),
                            PARTITION.partition(),
                            Topics.tileDateKey(0, date),
                            SingleObject.encode(
                                    ExportCommandTest.result(date.toString(), 2, value, ExportCommandTest.DOMAIN))))));
        }
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }
}
