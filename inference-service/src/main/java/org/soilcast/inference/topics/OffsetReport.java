package org.soilcast.inference.topics;

import java.io.Serializable;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Where a job says how far into its input the effect is in a completed checkpoint. */
@FunctionalInterface
public interface OffsetReport extends Serializable {
    /** Nobody wants to know. */
    OffsetReport NONE = (jobId, offsets) -> {};

    /**
     * Takes a report; it may fail, then the next one counts.
     *
     * @param jobId Flink's id of the job, which changes when it is submitted anew
     * @param offsets offset behind the last record taken, by partition
     */
    void taken(String jobId, Map<TopicPartition, Long> offsets);
}
