package org.soilcast.alerts;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.DayClosed;
import org.soilcast.schemas.avro.Forcing;

/** The newest date that there is weather of: dates go up along a partition, so its last records have it. */
final class NewestInput {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long TAIL_RECORDS = 512;

    private NewestInput() {}

    /** The date, of those that are on the topic now; empty when there is none. */
    static Optional<LocalDate> date(KafkaConnection kafka) {
        Optional<LocalDate> newest = Optional.empty();
        try (var consumer = new KafkaConsumer<String, byte[]>(kafka.consumer("unused-newest-input"))) {
            List<TopicPartition> partitions = TopicReader.partitions(consumer, Topics.FORCING);
            consumer.assign(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            partitions.forEach(one -> consumer.seek(
                    one, Math.max(TopicReader.offset(begins, one), TopicReader.offset(ends, one) - TAIL_RECORDS)));
            while (partitions.stream().anyMatch(one -> consumer.position(one) < TopicReader.offset(ends, one))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    Optional<LocalDate> date = date(record);
                    if (date.isPresent() && newest.filter(date.get()::isBefore).isEmpty()) {
                        newest = date;
                    }
                }
            }
        }
        return newest;
    }

    private static Optional<LocalDate> date(ConsumerRecord<String, byte[]> record) {
        try {
            SpecificRecord value = SingleObject.decode(record.value());
            if (value instanceof Forcing forcing) {
                return Optional.of(forcing.getDate());
            }
            return value instanceof DayClosed closed ? Optional.of(closed.getDate()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // who reads the topic for its sake says so
        }
    }
}
