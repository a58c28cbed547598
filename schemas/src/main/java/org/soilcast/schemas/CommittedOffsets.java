package org.soilcast.schemas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What a consumer group has committed, beside what is on its topics. Asking takes a while on a busy machine. */
public final class CommittedOffsets implements AutoCloseable {
    private final KafkaConnection kafka;
    private final String groupId;
    private final Admin admin;

    /** Of one group. */
    public CommittedOffsets(KafkaConnection kafka, String groupId) {
        this.kafka = kafka;
        this.groupId = groupId;
        this.admin = Admin.create(kafka.admin());
    }

    /** Whether the group has committed every record that is on the topics now. */
    public boolean coverAll(List<Topics> topics) {
        return cover(topics, Optional.empty());
    }

    /** The same, counting only what was committed with this remark: offsets that another run left behind do not. */
    public boolean coverAll(List<Topics> topics, String remark) {
        return cover(topics, Optional.of(remark));
    }

    private boolean cover(List<Topics> topics, Optional<String> remark) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        return topics.stream()
                .flatMap(topic -> TopicReader.dataEnds(kafka, topic).entrySet().stream())
                .allMatch(end -> end.getValue() == 0
                        || Optional.ofNullable(committed.get(end.getKey()))
                                .filter(offset ->
                                        remark.isEmpty() || remark.get().equals(offset.metadata()))
                                .filter(offset -> offset.offset() >= end.getValue())
                                .isPresent());
    }

    /** Commits offsets with a remark, also while the group reads without being subscribed. */
    public void commit(Map<TopicPartition, Long> offsets, String remark) {
        var withRemark = new HashMap<TopicPartition, OffsetAndMetadata>();
        offsets.forEach((partition, offset) -> withRemark.put(partition, new OffsetAndMetadata(offset, remark)));
        try {
            admin.alterConsumerGroupOffsets(groupId, withRemark).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while committing the offsets of " + groupId, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot commit the offsets of " + groupId, e.getCause());
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
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
