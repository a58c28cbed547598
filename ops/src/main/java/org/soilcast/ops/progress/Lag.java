package org.soilcast.ops.progress;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;

/** How far consumer groups are behind what is on their topics. */
public final class Lag implements AutoCloseable {
    private final KafkaConnection kafka;
    private final Admin admin;

    /** Asks this broker. */
    public Lag(KafkaConnection kafka) {
        this.kafka = kafka;
        this.admin = Admin.create(kafka.admin());
    }

    /** Whether the group has committed every record that is on the topics now. */
    public boolean isZero(String groupId, List<Topics> topics) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(groupId);
        return topics.stream()
                .flatMap(topic -> TopicReader.dataEnds(kafka, topic).entrySet().stream())
                .allMatch(end -> end.getValue() == 0
                        || committed.containsKey(end.getKey())
                                && committed.get(end.getKey()).offset() >= end.getValue());
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String groupId) {
        try {
            return admin.listConsumerGroupOffsets(groupId)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for the offsets of " + groupId, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot ask for the offsets of " + groupId, e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
