package org.soilcast.inference.topics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands records on and, when a checkpoint is complete, reports up to where their effect is in it: the honest measure of
 * what is done. It is chained to its source, whose records pass it in order, so what has passed before a checkpoint's
 * barrier is what all operators behind have taken when the checkpoint is complete, and what the sinks have written out.
 */
public final class TakenRecords extends ProcessFunction<TopicRecord, TopicRecord>
        implements CheckpointedFunction, CheckpointListener {
    private static final Logger LOG = LoggerFactory.getLogger(TakenRecords.class);
    /** Every subtask keeps all partitions: whose partition is whose may be another after a restart. */
    private static final ListStateDescriptor<Taken> TAKEN =
            new ListStateDescriptor<>("taken-records", TypeInformation.of(Taken.class));

    private final OffsetReport report;
    private transient ListState<Taken> state;
    private transient Map<TopicPartition, Long> taken;
    private transient TreeMap<Long, Map<TopicPartition, Long>> inCheckpoint;
    private transient Set<TopicPartition> own;
    private transient boolean reported;

    /**
     * How far a partition has been taken.
     *
     * @param topic topic name
     * @param partition partition number
     * @param next offset behind the last record
     */
    public record Taken(String topic, int partition, long next) {}

    /** Reports there. */
    public TakenRecords(OffsetReport report) {
        this.report = report;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getUnionListState(TAKEN);
        taken = new HashMap<>();
        inCheckpoint = new TreeMap<>();
        own = new HashSet<>();
        for (Taken one : state.get()) {
            taken.merge(new TopicPartition(one.topic(), one.partition()), one.next(), Math::max);
        }
    }

    @Override
    public void processElement(TopicRecord record, Context context, Collector<TopicRecord> out) {
        var partition = new TopicPartition(record.topic(), record.partition());
        own.add(partition);
        taken.put(partition, record.offset() + 1);
        if (!record.deleted()) {
            out.collect(record);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        state.update(taken.entrySet().stream()
                .map(one -> new Taken(one.getKey().topic(), one.getKey().partition(), one.getValue()))
                .toList());
        // Restored offsets are said once, for partitions in which nothing more comes. Another subtask may have gone on
        // in
        // them: it says so at every checkpoint.
        var said = new HashMap<>(taken);
        if (reported) {
            said.keySet().retainAll(own);
        }
        inCheckpoint.put(context.getCheckpointId(), said);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        Map<TopicPartition, Long> complete = inCheckpoint.getOrDefault(checkpoint, Map.of());
        inCheckpoint.headMap(checkpoint, true).clear();
        if (complete.isEmpty()) {
            return;
        }
        try {
            report.taken(getRuntimeContext().getJobInfo().getJobId().toString(), complete);
            reported = true;
        } catch (RuntimeException e) { // the broker is away: the next checkpoint says it again
            LOG.warn("cannot report the offsets of checkpoint {}: {}", checkpoint, e.getMessage());
        }
    }
}
