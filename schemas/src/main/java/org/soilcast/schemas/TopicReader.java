package org.soilcast.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads committed records of a topic from its beginning to the end it has at the time of the call. */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration COMMIT_IN_FLIGHT = Duration.ofSeconds(1);
    private static final int TAIL_RECORDS = 64;
    /** At the end of a partition the broker holds a request back for so long, and the next partition's behind it. */
    private static final String FETCH_WAIT_MS = "10";

    private TopicReader() {}

    /** Hands every committed record from the beginning to the present end to the sink, partition by partition order. */
    public static void readAll(KafkaConnection kafka, Topics topic, Consumer<ConsumerRecord<String, byte[]>> sink) {
        readUntil(kafka, topic, record -> {
            sink.accept(record);
            return false;
        });
    }

    /** The same until one of them is what was looked for. */
    public static void readUntil(KafkaConnection kafka, Topics topic, Predicate<ConsumerRecord<String, byte[]>> found) {
        try (var consumer = new KafkaConsumer<String, byte[]>(settings(kafka, topic))) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = committedEnds(kafka, consumer, partitions);
            while (behind(consumer, ends)) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < offset(ends, new TopicPartition(record.topic(), record.partition()))
                            && found.test(record)) {
                        return;
                    }
                }
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
        var dataEnds = new HashMap<TopicPartition, Long>();
        try (var consumer = new KafkaConsumer<String, byte[]>(settings(kafka, topic))) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = writtenEnds(kafka, partitions);
            partitions.forEach(partition -> dataEnds.put(partition, offset(begins, partition)));
            List<TopicPartition> open = partitions;
            for (long tail = TAIL_RECORDS; !open.isEmpty(); tail *= TAIL_RECORDS) {
                long records = tail;
                open.forEach(partition ->
                        consumer.seek(partition, from(offset(begins, partition), offset(ends, partition), records)));
                while (behind(consumer, ends)) {
                    consumer.poll(POLL)
                            .forEach(record -> dataEnds.merge(
                                    new TopicPartition(record.topic(), record.partition()),
                                    record.offset() + 1,
                                    Math::max));
                }
                open = open.stream()
                        .filter(partition -> offset(dataEnds, partition) == offset(begins, partition)
                                && from(offset(begins, partition), offset(ends, partition), records)
                                        > offset(begins, partition))
                        .toList();
            }
        }
        return dataEnds;
    }

    /** The offset of a partition that was asked for. */
    public static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return requireNonNull(offsets.get(partition), () -> "no offset of " + partition + " among " + offsets);
    }

    /**
     * Where committed records end. A commit that has returned to its producer takes a moment to be readable, which is
     * waited for; the open transaction of a writer that is dead or slow is not.
     */
    private static Map<TopicPartition, Long> committedEnds(
            KafkaConnection kafka, KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> written = writtenEnds(kafka, partitions);
        long deadlineNanos = System.nanoTime() + COMMIT_IN_FLIGHT.toNanos();
        Map<TopicPartition, Long> committed = consumer.endOffsets(partitions);
        while (System.nanoTime() < deadlineNanos
                && partitions.stream().anyMatch(one -> offset(committed, one) < offset(written, one))) {
            committed.putAll(consumer.endOffsets(partitions));
        }
        return committed;
    }

    private static Map<String, Object> settings(KafkaConnection kafka, Topics topic) {
        Map<String, Object> settings = kafka.consumer("unused-" + topic.topic());
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        return settings;
    }

    private static long from(long begin, long end, long tailRecords) {
        return Math.max(begin, end - tailRecords);
    }

    private static Map<TopicPartition, Long> writtenEnds(KafkaConnection kafka, List<TopicPartition> partitions) {
        try (Admin admin = Admin.create(kafka.admin())) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(
                            partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())),
                            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot ask for the ends of " + partitions, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for the ends of " + partitions, e);
        }
    }

    /** Number of partitions of a topic; the topic must exist. */
    public static int partitionCount(KafkaConnection kafka, Topics topic) {
        try (var consumer = new KafkaConsumer<String, byte[]>(kafka.consumer("unused-" + topic.topic()))) {
            return partitions(consumer, topic).size();
        }
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
