package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.IngestConfig;
import org.soilcast.ingest.IngestOptions;
import org.soilcast.ingest.IngestService;
import org.soilcast.ingest.sample.StationSample;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.RetrainSchedule;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.DecisionOutcome;
import org.soilcast.schemas.avro.DecisionTrigger;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.ModelDecision;

/** Days wait for decisions on the model: a real broker and the real ingest service, decisions made up. */
@Tag("starts")
@Timeout(400)
class DecisionHoldTest {
    private static final LocalDate FIRST = LocalDate.parse("2017-01-01");
    private static final LocalDate CUT = FIRST.plusDays(RetrainSchedule.FIRST_DAYS);
    private static final LocalDate WAITS = CUT.plusDays(15);
    private static final LocalDate LAST = WAITS.plusDays(9);
    private static final int DAYS_BEFORE = RetrainSchedule.FIRST_DAYS + 16;
    private static final Duration WITHIN = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private EmbeddedBroker broker;
    private KafkaConnection kafka;
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"));
        kafka = broker.connection();
        TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
        producer = new KafkaProducer<>(kafka.producer(Optional.empty()));
    }

    @AfterEach
    void stop() {
        producer.close();
        broker.close();
    }

    @Test
    void daysWaitForTheDecisionAndForTheVersionThatItPromotes() {
        try (IngestService ingest = ingest()) {
            Await.until("days before the decision", WITHIN, () -> ingest.daysClosed() == DAYS_BEFORE);
            decide(DecisionTrigger.HAND, LAST, 0);
            assertThat(ingest.isDrained()).isFalse();
        }
        try (IngestService again = ingest()) {
            Await.until("as before", WITHIN, () -> again.daysClosed() == DAYS_BEFORE);
            decide(DecisionTrigger.SCHEDULE, CUT, 2);
            producer.send(new ProducerRecord<>(
                    Topics.MODEL_ACTIVATIONS.topic(),
                    Topics.askedKey(2),
                    SingleObject.encode(new ModelActivated(StationSample.NAME, 2, CUT.plusDays(1), 0L))));
            producer.flush();
            Await.until("all days", WITHIN, again::isDrained);
            assertThat(again.daysClosed()).isEqualTo(DAYS_BEFORE + 9);
        }
        assertThat(inForce()).isEqualTo(Map.of(2, WAITS.plusDays(1)));
    }

    private IngestService ingest() {
        var config = IngestConfig.oneMachine(
                StationSample.NAME,
                Optional.empty(),
                folder.resolve("streams"),
                Optional.of(FIRST),
                Optional.of(LAST),
                false,
                1);
        return IngestService.start(
                kafka,
                config,
                new IngestOptions(Optional.empty(), Optional.of(RetrainSchedule.every(90, false))),
                new SimpleMeterRegistry());
    }

    private void decide(DecisionTrigger trigger, LocalDate cut, int version) {
        ModelDecision decision = ModelDecision.newBuilder()
                .setDomain(StationSample.NAME)
                .setCut(cut)
                .setTrigger(trigger)
                .setOutcome(version == 0 ? DecisionOutcome.REFUSED : DecisionOutcome.PROMOTED)
                .setChampion(1)
                .setVersion(version)
                .build();
        producer.send(new ProducerRecord<>(
                Topics.MODEL_DECISIONS.topic(),
                Topics.decisionKey(trigger.name(), cut, 1),
                SingleObject.encode(decision)));
        producer.flush();
    }

    private Map<Integer, LocalDate> inForce() {
        var dates = new TreeMap<Integer, LocalDate>();
        TopicReader.readAll(kafka, Topics.TILE_DAYS, record -> {
            if (SingleObject.decode(record.value()) instanceof ModelActivated activated) {
                dates.put(activated.getVersion(), activated.getEffectiveFrom());
            }
        });
        return dates;
    }
}
