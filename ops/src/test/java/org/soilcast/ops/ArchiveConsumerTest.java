package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.retrain.ArchiveConsumer;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.schemas.avro.TileDay;

/** What the archive makes of a topic on which not every record is a good tile-day. */
@Tag("starts")
class ArchiveConsumerTest {
    private static final LocalDate FIRST = LocalDate.parse("2015-04-01");
    private static final int CELLS = 2;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void controlRecordsArePassedOverAndPoisonIsLeftOut() {
        var registry = new SimpleMeterRegistry();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
            TopicCreation.createMissing(broker.connection(), EmbeddedBroker.PARTITIONS, (short) 1);
            try (var producer =
                    new KafkaProducer<String, byte[]>(broker.connection().producer(Optional.empty()))) {
                send(producer, Topics.TILES, Topics.tileKey(0), "no tile".getBytes(StandardCharsets.UTF_8));
                send(producer, Topics.TILES, Topics.tileKey(0), SingleObject.encode(tile()));
                send(producer, Topics.TILE_DAYS, Topics.tileKey(0), SingleObject.encode(day(0, "made-up", CELLS, 1)));
                send(
                        producer,
                        Topics.TILE_DAYS,
                        Topics.CONTROL_KEY,
                        SingleObject.encode(new ModelActivated("made-up", 2, FIRST.plusDays(30), 1L)));
                send(producer, Topics.TILE_DAYS, Topics.tileKey(0), new byte[] {1, 2, 3});
                send(producer, Topics.TILE_DAYS, Topics.tileKey(0), null);
                send(producer, Topics.TILE_DAYS, Topics.tileKey(0), SingleObject.encode(day(1, "other", CELLS, 1)));
                send(producer, Topics.TILE_DAYS, Topics.tileKey(0), SingleObject.encode(day(1, "made-up", 5, 1)));
                send(
                        producer,
                        Topics.TILE_DAYS,
                        Topics.tileKey(0),
                        SingleObject.encode(day(1, "made-up", CELLS, Float.NaN)));
                send(producer, Topics.TILE_DAYS, Topics.tileKey(0), SingleObject.encode(day(1, "made-up", CELLS, 7)));
            }
            try (var archive = new TileDayArchive(folder.resolve("archive"));
                    var consumer = new ArchiveConsumer(broker.connection(), archive, registry)) {
                while (!consumer.caughtUp()) {
                    consumer.poll(Duration.ofMillis(100));
                }
                assertThat(consumer.commonSpan()).hasValue(DaySpan.of(FIRST, FIRST.plusDays(1)));
            }
        }
        assertThat(registry.getMeters().stream()
                        .filter(meter -> meter.getId().getName().endsWith("records.rejected"))
                        .mapToDouble(meter -> meter.measure().iterator().next().getValue())
                        .sum())
                .isEqualTo(6);
    }

    private static void send(KafkaProducer<String, byte[]> producer, Topics topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic.topic(), 0, key, value));
    }

    private static Tile tile() {
        return Tile.newBuilder()
                .setDomain("made-up")
                .setTile(0)
                .setTiles(1)
                .setCells(List.of("a", "b"))
                .setLatitudeDegrees(Collections.nCopies(CELLS, 0f))
                .setLongitudeDegrees(Collections.nCopies(CELLS, 0f))
                .setElevationM(Collections.nCopies(CELLS, 0f))
                .setAttributes(List.of())
                .setDayDefinition("made up")
                .setObservationTime(ObservationTime.END_OF_DAY)
                .setSynthetic(true)
                .build();
    }

    private static TileDay day(int dayNumber, String domain, int cells, float precipitationMmPerDay) {
        return TileDay.newBuilder()
                .setDomain(domain)
                .setTile(0)
                .setDate(FIRST.plusDays(dayNumber))
                .setRevision(1)
                .setPrecipitationMmPerDay(Collections.nCopies(cells, precipitationMmPerDay))
                .setAirTemperatureC(Collections.nCopies(cells, 10f))
                .setPotentialEvapotranspirationMmPerDay(Collections.nCopies(cells, 2f))
                .setObservedM3PerM3(Collections.nCopies(cells, Float.NaN))
                .setQuality(Collections.nCopies(cells, 0))
                .build();
    }
}
