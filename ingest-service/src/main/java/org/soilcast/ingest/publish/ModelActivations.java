package org.soilcast.ingest.publish;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ModelActivated;

/**
 * The model versions that are asked to come into force, and the dates that the publisher has given them. A version takes
 * effect on the date it asks for, but behind every date that has ever been published and behind the version before it:
 * so no day that is out can change by it, wherever the readers of the stream are.
 *
 * <p>A date once given is on the topic, written in the transaction that put it among the weather; a restart takes it back
 * from there and never computes it again.
 */
final class ModelActivations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelActivations.class);

    private final String domain;
    private final KafkaConsumer<String, byte[]> consumer;
    private final TreeMap<Integer, ModelActivated> asked = new TreeMap<>();
    private final TreeMap<Integer, ModelActivated> effective = new TreeMap<>();
    private final long epoch;

    /** Reads what the topic holds. */
    ModelActivations(KafkaConnection kafka, String domain) {
        this.domain = domain;
        this.consumer = new KafkaConsumer<>(kafka.consumer("unused-" + Topics.MODEL_ACTIVATIONS.topic()));
        try {
            List<TopicPartition> partitions = TopicReader.partitions(consumer, Topics.MODEL_ACTIVATIONS);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < TopicReader.offset(ends, one))) {
                read(Duration.ofMillis(50));
            }
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
        this.epoch = 1
                + effective.values().stream()
                        .mapToLong(ModelActivated::getEpoch)
                        .max()
                        .orElse(0);
    }

    /** Whether the request for a version has been read. */
    boolean isAsked(int version) {
        return asked.containsKey(version) || effective.containsKey(version);
    }

    /** Waits for new records on the topic, and takes what there is. */
    void read(Duration atMost) {
        consumer.poll(atMost).forEach(this::take);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        ModelActivated activated;
        try {
            activated =
                    SingleObject.decode(record.value() == null ? new byte[0] : record.value(), ModelActivated.class);
        } catch (IllegalArgumentException e) {
            LOG.warn("no activation at offset {} of {}: {}", record.offset(), record.topic(), e.getMessage());
            return;
        }
        int version = activated.getVersion();
        if (!activated.getDomain().equals(domain) || version < 1) {
            LOG.warn(
                    "activation at offset {} is of version {} of {}: ignored",
                    record.offset(),
                    version,
                    activated.getDomain());
        } else if (Topics.effectiveKey(version).equals(record.key())) {
            effective.put(version, activated);
        } else if (Topics.askedKey(version).equals(record.key())) {
            asked.put(version, activated);
        } else {
            LOG.warn("activation at offset {} has the key {}: ignored", record.offset(), record.key());
        }
    }

    /**
     * Gives a date to every version that waits for one, in their order. A version below one that is in force already has
     * come too late and is passed over.
     *
     * @param newestPublished newest date that has ever been published
     * @return the activations to be published now, in one transaction
     */
    List<ModelActivated> due(LocalDate newestPublished) {
        int newest = effective.isEmpty() ? 0 : effective.lastKey();
        LocalDate earliest = newestPublished.plusDays(1);
        if (!effective.isEmpty()) {
            LocalDate behind =
                    effective.lastEntry().getValue().getEffectiveFrom().plusDays(1);
            earliest = behind.isAfter(earliest) ? behind : earliest;
        }
        var due = new ArrayList<ModelActivated>();
        for (ModelActivated wanted : asked.tailMap(newest, false).values()) {
            LocalDate from = wanted.getEffectiveFrom().isAfter(earliest) ? wanted.getEffectiveFrom() : earliest;
            due.add(new ModelActivated(domain, wanted.getVersion(), from, epoch));
            earliest = from.plusDays(1);
        }
        return due;
    }

    /** Takes note that these have been published. */
    void published(List<ModelActivated> activations) {
        for (ModelActivated activated : activations) {
            effective.put(activated.getVersion(), activated);
            LOG.info("model version {} is in force from {}", activated.getVersion(), activated.getEffectiveFrom());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
