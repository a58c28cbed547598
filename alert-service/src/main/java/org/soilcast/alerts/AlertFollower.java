package org.soilcast.alerts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.alerts.log.DeliveryLog;
import org.soilcast.alerts.message.AlertMessage;
import org.soilcast.schemas.ConsumerLag;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.service.ServiceMetric;

/**
 * Reads alerts from their topic into the log, from the topic's beginning at each start: the log knows what it has seen. It reads
 * without a group and waits for no receiver, so the job that writes the topic does not notice it.
 */
final class AlertFollower {
    private static final Logger LOG = LoggerFactory.getLogger(AlertFollower.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConnection kafka;
    private final DeliveryLog log;
    private final Clock clock;
    private final Consumer<List<AlertMessage>> out;
    private final AlertPlaces places;
    private final Counter read;
    private final Counter rejected;
    private volatile double lag;

    /**
     * A follower.
     *
     * @param out takes messages that are in the log
     */
    AlertFollower(
            KafkaConnection kafka,
            DeliveryLog log,
            Clock clock,
            MeterRegistry registry,
            Consumer<List<AlertMessage>> out) {
        this.kafka = kafka;
        this.log = log;
        this.clock = clock;
        this.out = out;
        this.places = new AlertPlaces(kafka);
        String topic = Topics.ALERTS.topic();
        this.read = ServiceMetric.RECORDS_IN.counter(registry, ServiceMetric.ALERTS, topic);
        this.rejected = ServiceMetric.RECORDS_REJECTED.counter(registry, ServiceMetric.ALERTS, "alert");
        ServiceMetric.LAG.gauge(registry, () -> lag, ServiceMetric.ALERTS, topic);
    }

    /** Follows the topic until it is told to end, and then to the end that the topic has. The topic must exist. */
    void follow(BooleanSupplier ending) throws IOException {
        try (var consumer = new KafkaConsumer<String, byte[]>(kafka.consumer("unused-alerts"))) {
            List<TopicPartition> partitions = TopicReader.partitions(consumer, Topics.ALERTS);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!ending.getAsBoolean()) {
                take(consumer.poll(POLL));
                lag = ConsumerLag.records(consumer.metrics(), Topics.ALERTS);
            }
            Map<TopicPartition, Long> ends = TopicReader.dataEnds(kafka, Topics.ALERTS);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                take(consumer.poll(POLL));
            }
        }
    }

    private void take(ConsumerRecords<String, byte[]> records) throws IOException {
        var messages = new ArrayList<AlertMessage>();
        for (ConsumerRecord<String, byte[]> record : records) {
            read.increment();
            Optional<Alert> alert = decoded(record);
            if (alert.isPresent()) {
                log.take(alert.get(), places.of(alert.get()), clock.instant()).ifPresent(messages::add);
            }
        }
        if (!records.isEmpty()) {
            log.force();
            out.accept(messages);
        }
    }

    private Optional<Alert> decoded(ConsumerRecord<String, byte[]> record) {
        try {
            return record.value() == null
                    ? Optional.empty()
                    : Optional.of(SingleObject.decode(record.value(), Alert.class));
        } catch (IllegalArgumentException e) {
            rejected.increment();
            LOG.warn("alert in partition {}, offset {}: {}", record.partition(), record.offset(), e.getMessage());
            return Optional.empty();
        }
    }
}
