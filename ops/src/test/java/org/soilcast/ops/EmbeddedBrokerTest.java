package org.soilcast.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;

@Tag("starts")
class EmbeddedBrokerTest {
    @TempDir
    Path folder;

    @Test
    void keepsCommittedRecordsOverARestartAndNoOthers() {
        try (var broker = EmbeddedBroker.start(folder)) {
            KafkaConnection kafka = broker.connection();
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            send(kafka, "a", true);
            send(kafka, "b", false);
        }
        try (var broker = EmbeddedBroker.start(folder)) {
            var values = new ArrayList<String>();
            TopicReader.readAll(
                    broker.connection(), Topics.FORCING, record -> values.add(new String(record.value(), UTF_8)));
            assertThat(values).containsExactly("a0", "a1", "a2");
        }
    }

    @Test
    void theDataEndLeavesTransactionMarkersOut() throws Exception {
        try (var broker = EmbeddedBroker.start(folder)) {
            KafkaConnection kafka = broker.connection();
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            send(kafka, "a", true);
            send(kafka, "b", false);
            Map<TopicPartition, Long> ends = TopicReader.dataEnds(kafka, Topics.FORCING);

            assertThat(ends).hasSize(EmbeddedBroker.PARTITIONS);
            assertThat(ends.get(new TopicPartition(Topics.FORCING.topic(), 0))).isEqualTo(3);
            assertThat(ends.get(new TopicPartition(Topics.FORCING.topic(), 1))).isZero();
        }
    }

    @Test
    void createsExactlyTheDeclaredTopics() throws Exception {
        try (var broker = EmbeddedBroker.start(folder)) {
            TopicCreation.createMissing(broker.connection(), EmbeddedBroker.PARTITIONS, (short) 1);
            try (Admin admin = Admin.create(broker.connection().admin())) {
                Set<String> names = admin.listTopics().names().get();
                assertThat(names)
                        .containsExactlyInAnyOrderElementsOf(
                                Topics.all().stream().map(Topics::topic).toList());
            }
        }
    }

    @Test
    void readingAnEmptyTopicEndsAtOnce() {
        try (var broker = EmbeddedBroker.start(folder)) {
            TopicCreation.createMissing(broker.connection(), EmbeddedBroker.PARTITIONS, (short) 1);
            List<String> keys = new ArrayList<>();
            TopicReader.readAll(broker.connection(), Topics.TILES, record -> keys.add(record.key()));
            assertThat(keys).isEmpty();
        }
    }

    private static void send(KafkaConnection kafka, String prefix, boolean commit) {
        try (var producer = new KafkaProducer<String, byte[]>(kafka.producer(Optional.of("test-" + prefix)))) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < 3; i++) {
                producer.send(new ProducerRecord<>(Topics.FORCING.topic(), 0, "0", (prefix + i).getBytes(UTF_8)));
            }
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }
}
