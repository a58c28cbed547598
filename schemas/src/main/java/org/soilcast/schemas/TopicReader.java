package org.soilcast.schemas;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads committed records of a topic from its beginning to the end it has at the time of the call. */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int TAIL_RECORDS = 64;
    /** At the end of a partition the broker holds a request back for so long, and the next partition's behind it. */
    private static final String FETCH_WAIT_MS = "10";

    private TopicReader() {}

    /** Hands every committed record from the beginning to the present end to the sink, partition by partition order. */
    public static void readAll(KafkaConnection kafka, Topics topic, Consumer<ConsumerRecord<String, byte[]>> sink) {
        try (var consumer = new KafkaConsumer<String, byte[]>(settings(kafka, topic))) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (behind(consumer, ends)) {
                consumer.poll(POLL).forEach(record -> {
                    if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                        sink.accept(record);
                    }
                });
            }
        }
    }

    /**
     * The offset behind the last committed record of each partition, transaction markers left out: what a consumer
     * that has seen everything commits. The broker's own end offset also counts markers, so a lag computed from it
     * never reaches zero on a topic that is written in transactions. Transactions under way are waited for: one whose
     * commit has returned to its producer may not be readable yet.
     */
    public static Map<TopicPartition, Long> dataEnds(KafkaConnection kafka, Topics topic) {
        Map<TopicPartition, Long> ends = writtenEnds(kafka, topic);
        var dataEnds = new HashMap<TopicPartition, Long>();
        try (var consumer = new KafkaConsumer<String, byte[]>(settings(kafka, topic))) {
            ends.forEach((partition, end) -> dataEnds.put(partition, dataEnd(consumer, partition, end)));
        }
        return dataEnds;
    }

    private static Map<String, Object> settings(KafkaConnection kafka, Topics topic) {
        Map<String, Object> settings = kafka.consumer("unused-" + topic.topic());
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        return settings;
    }

    private static Map<TopicPartition, Long> writtenEnds(KafkaConnection kafka, Topics topic) {
        Map<String, Object> settings = settings(kafka, topic);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
            return consumer.endOffsets(partitions(consumer, topic));
        }
    }

    private static long dataEnd(KafkaConsumer<String, byte[]> consumer, TopicPartition partition, long end) {
        List<TopicPartition> one = List.of(partition);
        consumer.assign(one);
        long begin = consumer.beginningOffsets(one).get(partition);
        long[] last = {begin - 1};
        for (long tail = TAIL_RECORDS; last[0] < begin && end > begin; tail *= TAIL_RECORDS) {
            long from = Math.max(begin, end - tail);
            consumer.seek(partition, from);
            while (consumer.position(partition) < end) {
                consumer.poll(POLL).forEach(record -> last[0] = Math.max(last[0], record.offset()));
            }
            if (from == begin) {
                break;
            }
        }
        return last[0] + 1;
    }

    /** All partitions of a topic; the topic must exist. */
    public static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, Topics topic) {
        Collection<PartitionInfo> infos = consumer.partitionsFor(topic.topic());
        if (infos.isEmpty()) {
            throw new IllegalStateException("topic " + topic.topic() + " does not exist");
        }
        return infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static boolean behind(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }
}
