package org.soilcast.ingest.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Rejected;
import org.soilcast.service.ServiceMetric;

/** How far publishing has come; written by the publisher, read by anyone. */
public final class PublishProgress {
    private final MeterRegistry registry;
    private final Map<String, Counter> records = new TreeMap<>();
    private volatile boolean finished;
    private volatile Optional<LocalDate> lastDate = Optional.empty();
    private volatile Optional<Throwable> failure = Optional.empty();

    /** Counts on the registry. */
    public PublishProgress(MeterRegistry registry) {
        this.registry = registry;
        for (Topics topic : List.of(
                Topics.TILES,
                Topics.FORCING,
                Topics.RETRIEVALS,
                Topics.FORECAST_FORCING,
                Topics.PUBLISHED,
                Topics.MODEL_ACTIVATIONS,
                Topics.REJECTED)) {
            records.put(
                    topic.topic(), ServiceMetric.RECORDS_OUT.counter(registry, ServiceMetric.INGEST, topic.topic()));
        }
    }

    /** Whether everything asked for has been committed. */
    public boolean finished() {
        return finished;
    }

    /** Last date of which all records have been committed, by this process or one before it. */
    public Optional<LocalDate> lastDate() {
        return lastDate;
    }

    /** Why publishing has ended early. */
    public Optional<Throwable> failure() {
        return failure;
    }

    /** Messages committed by this process, the closing of days included. */
    public long committedRecords() {
        return (long) records.values().stream().mapToDouble(Counter::count).sum();
    }

    void reached(LocalDate date) {
        lastDate = Optional.of(date);
    }

    void finish() {
        finished = true;
    }

    void fail(Throwable reason) {
        failure = Optional.of(reason);
    }

    /** Counts what was committed, and what of it is about rejected input by reason too. */
    public void count(List<ProducerRecord<String, byte[]>> committed) {
        for (ProducerRecord<String, byte[]> message : committed) {
            Objects.requireNonNull(records.get(message.topic()), message.topic())
                    .increment();
            if (message.topic().equals(Topics.REJECTED.topic())) {
                String reason =
                        SingleObject.decode(message.value(), Rejected.class).getReason();
                ServiceMetric.RECORDS_REJECTED
                        .counter(registry, ServiceMetric.INGEST, reason)
                        .increment();
            }
        }
    }
}
