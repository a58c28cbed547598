package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.IngestConfig;
import org.soilcast.ingest.IngestService;
import org.soilcast.ingest.sample.StationSample;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.DayComplete;
import org.soilcast.schemas.avro.ForecastRun;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.TileDay;

/** The way of a model version into force, through a real broker and the real ingest service. */
@Tag("starts")
@Timeout(180)
class ModelActivationTest {
    private static final LocalDate FIRST = LocalDate.parse("2017-01-01");
    private static final Duration WITHIN = Duration.ofMinutes(1);

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
    void aVersionTakesEffectBehindAllThatIsPublishedAndKeepsItsDateOverRestarts() {
        ask(2, FIRST.plusDays(3), "sample");
        try (var ingest = ingest(FIRST.plusDays(9))) {
            Await.until("all days aligned", WITHIN, ingest::isDrained);
            assertThat(inForce()).as("asked for before the first day").containsEntry(2, FIRST.plusDays(3));
            ask(3, FIRST.plusDays(5), "sample");
            Await.until("version 3", WITHIN, () -> inForce().containsKey(3));
            assertThat(inForce()).as("its date was out").containsEntry(3, FIRST.plusDays(10));
            ask(5, FIRST.plusDays(40), "sample");
            Await.until("version 5", WITHIN, () -> inForce().containsKey(5));
            ask(4, FIRST.plusDays(60), "sample");
            ask(6, FIRST.plusDays(1), "elsewhere");
            producer.send(new ProducerRecord<>(Topics.MODEL_ACTIVATIONS.topic(), "7/asked", new byte[] {1}));
        }
        try (var ingest = ingest(FIRST.plusDays(19))) {
            Await.until("all days aligned", WITHIN, ingest::isDrained);
            ask(8, FIRST.plusDays(12), "sample");
            Await.until("version 8", WITHIN, () -> inForce().containsKey(8));
        }
        assertThat(inForce())
                .containsExactly(
                        java.util.Map.entry(2, FIRST.plusDays(3)),
                        java.util.Map.entry(3, FIRST.plusDays(10)),
                        java.util.Map.entry(5, FIRST.plusDays(40)),
                        java.util.Map.entry(8, FIRST.plusDays(41)));
        for (int partition = 0; partition < EmbeddedBroker.PARTITIONS; partition++) {
            assertInOrder(records(Topics.TILE_DAYS, partition));
        }
    }

    /** Each version once, before any day that it is for; each day complete behind its tiles. */
    private static void assertInOrder(List<SpecificRecord> records) {
        var versions = new ArrayList<Integer>();
        var runs = new ArrayList<LocalDate>();
        LocalDate newest = FIRST.minusDays(1);
        for (SpecificRecord record : records) {
            if (record instanceof ModelActivated activated) {
                assertThat(activated.getEffectiveFrom()).isAfter(newest);
                versions.add(activated.getVersion());
            } else if (record instanceof TileDay day) {
                newest = day.getDate();
            } else if (record instanceof DayComplete complete) {
                assertThat(complete.getDate()).isEqualTo(newest);
            } else if (record instanceof ForecastRun run) {
                assertThat(run.getDate()).isEqualTo(newest);
                runs.add(run.getDate());
            }
        }
        if (newest.isAfter(FIRST)) {
            assertThat(runs).as("newest days").containsExactly(FIRST.plusDays(9), FIRST.plusDays(19));
        }
        assertThat(versions).containsExactly(2, 3, 5, 8);
    }

    private IngestService ingest(LocalDate last) {
        var config = IngestConfig.oneMachine(
                StationSample.NAME,
                Optional.empty(),
                folder.resolve("streams"),
                Optional.of(FIRST),
                Optional.of(last),
                false,
                1);
        return IngestService.start(kafka, config, new SimpleMeterRegistry());
    }

    private void ask(int version, LocalDate from, String domain) {
        producer.send(new ProducerRecord<>(
                Topics.MODEL_ACTIVATIONS.topic(),
                Topics.askedKey(version),
                SingleObject.encode(new ModelActivated(domain, version, from, 0L))));
        producer.flush();
    }

    /** Dates of the versions, as partition 0 of the tile-days says. */
    private TreeMap<Integer, LocalDate> inForce() {
        var dates = new TreeMap<Integer, LocalDate>();
        for (SpecificRecord record : records(Topics.TILE_DAYS, 0)) {
            if (record instanceof ModelActivated activated) {
                dates.put(activated.getVersion(), activated.getEffectiveFrom());
            }
        }
        return dates;
    }

    private List<SpecificRecord> records(Topics topic, int partition) {
        var records = new ArrayList<SpecificRecord>();
        TopicReader.readAll(kafka, topic, record -> {
            if (record.partition() == partition) {
                records.add(SingleObject.decode(record.value()));
            }
        });
        return records;
    }
}
