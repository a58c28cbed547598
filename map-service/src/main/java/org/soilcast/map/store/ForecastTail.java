package org.soilcast.map.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.map.Skipped;
import org.soilcast.map.forecast.StoredForecast;
import org.soilcast.map.store.ForecastFile.Place;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Forecast;

/**
 * Reads forecasts from their topic into files, of each tile the newest. It goes on behind the last one that is in a file; a
 * damaged file has all that is on the topic read again. What cannot be used is skipped and counted.
 */
public final class ForecastTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForecastTail.class);
    /** Forecasts that are held in memory between commits: some 10 MB of usual tiles. */
    private static final int MOST_PENDING = 256;

    private record Held(LocalDate date, int issue) {}

    private final KafkaConnection kafka;
    private final ForecastFiles files;
    private final Skipped skipped;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<Integer, Held> newest = new HashMap<>();
    private final Map<Integer, ForecastFile> pending = new HashMap<>();

    /**
     * The topic must exist.
     *
     * @param results folder of the result store
     */
    public ForecastTail(KafkaConnection kafka, Path results, Skipped skipped) throws IOException {
        this.kafka = kafka;
        this.files = new ForecastFiles(results);
        this.skipped = skipped;
        this.consumer = new KafkaConsumer<>(kafka.consumer("unused-forecasts"));
        try {
            TopicEnd.seek(consumer, Topics.FORECASTS, stored());
        } catch (IOException | RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Offset behind the last record that is in a file, by partition; none when a file is damaged. */
    private Map<Integer, Long> stored() throws IOException {
        var stored = new HashMap<Integer, Long>();
        boolean damaged = false;
        for (int tile : files.tiles()) {
            try {
                files.read(tile).ifPresent(file -> {
                    newest.put(tile, new Held(file.date(), file.issue()));
                    stored.merge(file.place().partition(), file.place().offset() + 1, Math::max);
                });
            } catch (DamagedResults e) {
                LOG.warn("forecasts are read again: {}", e.getMessage());
                damaged = true;
            }
        }
        return damaged ? Map.of() : stored;
    }

    /** Reads what comes within a time; commits when much has been read. */
    public void poll(Duration wait) throws IOException {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
            skipped.unlessUsable(record, () -> take(record));
            if (pending.size() >= MOST_PENDING) {
                commit();
            }
        }
    }

    /** Reads up to the end that the topic has now, and commits. */
    public void toTheEnd() throws IOException {
        TopicEnd.readTo(kafka, Topics.FORECASTS, consumer, this::poll);
        commit();
    }

    /** Puts into files what was read. */
    public void commit() throws IOException {
        if (!pending.isEmpty()) {
            files.write(pending.values());
            pending.clear();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("it is empty");
        }
        Forecast forecast = SingleObject.decode(record.value(), Forecast.class);
        check(forecast);
        var file = new ForecastFile(
                forecast.getTile(),
                new Place(record.partition(), record.offset()),
                forecast.getIssueDate(),
                forecast.getIssue(),
                ByteBuffer.wrap(record.value()));
        Held held = newest.get(file.tile());
        if (held == null || !isOlder(file, held)) {
            newest.put(file.tile(), new Held(file.date(), file.issue()));
            pending.put(file.tile(), file);
        }
    }

    /** One that nobody could read must not replace one that is good. */
    private static void check(Forecast forecast) {
        StoredForecast readable =
                StoredForecast.of(forecast, forecast.getQuality().size());
        if (forecast.getTile() < 0 || readable.issued().spans() == 0) {
            throw new IllegalArgumentException(
                    "expected leads of a tile, found " + readable.issued().spans() + " of tile " + forecast.getTile());
        }
    }

    private static boolean isOlder(ForecastFile file, Held held) {
        return file.date().isBefore(held.date()) || file.date().equals(held.date()) && file.issue() < held.issue();
    }
}
