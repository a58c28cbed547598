package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.map.query.LatestResults;
import org.soilcast.map.store.ResultFollower;
import org.soilcast.map.store.StoredAreas;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Area;

/** Areas, their days and decisions go from the topics of a real broker into files, whenever these are followed. */
@Tag("starts")
class AreaFollowingTest {
    private static final LocalDate DAY = LocalDate.parse("2016-01-30");

    @TempDir
    Path folder;

    @Test
    void areasAndTheirDaysAreInFilesAfterEveryFollowing() throws Exception {
        try (var taken = StateFolder.take(folder.resolve("state"));
                var broker = EmbeddedBroker.start(taken.kafka())) {
            KafkaConnection kafka = broker.connection();
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            follow(kafka);
            assertThat(areas()).isEmpty();

            send(kafka, Topics.AREAS, AreaRecords.AREA, SingleObject.encode(AreaRecords.area()));
            send(kafka, Topics.AREAS, "damaged", new byte[] {1, 2, 3});
            day(kafka, DAY);
            send(
                    kafka,
                    Topics.MODEL_DECISIONS,
                    Topics.decisionKey("HAND", DAY, 1),
                    SingleObject.encode(AreaRecords.refusal(DAY)));
            follow(kafka);
            assertThat(areas()).containsExactly("Osage County");
            assertThat(days()).containsExactly(DAY);
            assertThat(decisions()).isEqualTo(1);

            String before = StoredAreas.version(results());
            day(kafka, DAY.plusDays(1));
            follow(kafka);
            assertThat(StoredAreas.version(results())).isNotEqualTo(before);
            assertThat(days()).containsExactly(DAY, DAY.plusDays(1));

            for (Path file : files()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
            follow(kafka);
            assertThat(days()).as("read again").containsExactly(DAY, DAY.plusDays(1));

            forget(kafka);
            follow(kafka);
            assertThat(areas()).as("the area is gone").isEmpty();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(results().resolve("area-statistics"))) {
            return files.toList();
        }
    }

    private List<String> areas() throws IOException {
        return new LatestResults(results())
                .ask(found -> found.areas().byName().stream().map(Area::getName).toList());
    }

    private List<LocalDate> days() throws IOException {
        return new LatestResults(results())
                .ask(found -> List.copyOf(found.areas().days(AreaRecords.AREA).keySet()));
    }

    private int decisions() throws IOException {
        return new LatestResults(results()).ask(found -> found.decisions().size());
    }

    private Path results() {
        return StateFolder.resultsIn(folder.resolve("state"));
    }

    private void follow(KafkaConnection kafka) {
        try (var follower = ResultFollower.start(kafka, results(), OptionalLong.empty())) {
            follower.close(); // waits for its end
            assertThat(follower.failure()).isEmpty();
        }
    }

    private static void day(KafkaConnection kafka, LocalDate date) {
        send(
                kafka,
                Topics.AREA_STATISTICS,
                Topics.areaDateKey(AreaRecords.AREA, date),
                SingleObject.encode(AreaRecords.day(date)));
    }

    private static void send(KafkaConnection kafka, Topics topic, String key, byte[] record) {
        try (var producer = new KafkaProducer<String, byte[]>(kafka.producer(Optional.empty()))) {
            producer.send(new ProducerRecord<>(topic.topic(), 0, key, record));
        }
    }

    @SuppressWarnings("NullAway") // a record without a value is how Kafka is told that a key is gone
    private static void forget(KafkaConnection kafka) {
        send(kafka, Topics.AREAS, AreaRecords.AREA, null);
    }
}
