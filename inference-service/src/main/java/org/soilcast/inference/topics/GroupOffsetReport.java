package org.soilcast.inference.topics;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.soilcast.schemas.CommittedOffsets;
import org.soilcast.schemas.KafkaConnection;

/**
 * Reports as committed offsets of a consumer group, with the job's id as their remark, so that whoever asks can tell
 * them from what an earlier job has left there.
 */
public final class GroupOffsetReport implements OffsetReport {
    private static final long serialVersionUID = 1L;

    private final String bootstrapServers;
    private final HashMap<String, String> security;
    private final String groupId;

    /** To a group on a broker. */
    public GroupOffsetReport(KafkaConnection kafka, String groupId) {
        this.bootstrapServers = kafka.bootstrapServers();
        this.security = new HashMap<>(kafka.security());
        this.groupId = groupId;
    }

    @Override
    public void taken(String jobId, Map<TopicPartition, Long> offsets) {
        try (var group = new CommittedOffsets(new KafkaConnection(bootstrapServers, security), groupId)) {
            group.commit(offsets, jobId);
        }
    }
}
