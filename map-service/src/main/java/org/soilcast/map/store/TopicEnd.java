package org.soilcast.map.store;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;

/** Where a topic is read from, and how up to the end that it has at the time of the call. */
public final class TopicEnd {
    /** A broker that ends in the middle would else be waited for without end. */
    private static final Duration MOST_SILENCE = Duration.ofSeconds(60);

    private TopicEnd() {}

    /** Polls the consumer and takes what comes. */
    @FunctionalInterface
    public interface Poll {
        /** Waits so long at most. */
        void poll(Duration wait) throws IOException;
    }

    /**
     * Assigns all partitions of a topic to a consumer, and goes behind what was read of them before.
     *
     * @param read next offset by partition; one that the topic has not reached begins anew: the topic lost its end
     */
    static void seek(KafkaConsumer<String, byte[]> consumer, Topics topic, Map<Integer, Long> read) {
        seek(
                consumer,
                List.of(topic),
                read.entrySet().stream()
                        .collect(Collectors.toMap(
                                each -> new TopicPartition(topic.topic(), each.getKey()), Map.Entry::getValue)));
    }

    /** The same of several topics. */
    public static void seek(
            KafkaConsumer<String, byte[]> consumer, List<Topics> topics, Map<TopicPartition, Long> read) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> TopicReader.partitions(consumer, topic).stream())
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            long begin = TopicReader.offset(begins, partition);
            long next = read.getOrDefault(partition, begin);
            boolean topicLostItsEnd = next > TopicReader.offset(ends, partition);
            consumer.seek(partition, topicLostItsEnd ? begin : Math.max(begin, next));
        }
    }

    /** Offsets behind what a consumer has read, of all that is assigned to it. */
    public static Map<TopicPartition, Long> behind(KafkaConsumer<String, byte[]> consumer) {
        return consumer.assignment().stream().collect(Collectors.toMap(partition -> partition, consumer::position));
    }

    /** The same of a consumer of one topic, by the number of the partition. */
    static Map<Integer, Long> behindPartitions(KafkaConsumer<String, byte[]> consumer) {
        return consumer.assignment().stream().collect(Collectors.toMap(TopicPartition::partition, consumer::position));
    }

    /** Polls until the consumer is where the topic ends now. */
    public static void readTo(KafkaConnection kafka, Topics topic, KafkaConsumer<String, byte[]> consumer, Poll poll)
            throws IOException {
        Map<TopicPartition, Long> ends = TopicReader.dataEnds(kafka, topic);
        long before = -1;
        long progressed = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll.poll(Duration.ofMillis(50));
            long now = ends.keySet().stream().mapToLong(consumer::position).sum();
            if (now != before) {
                before = now;
                progressed = System.nanoTime();
            } else if (System.nanoTime() - progressed > MOST_SILENCE.toNanos()) {
                throw new IOException("nothing more came from the broker within " + MOST_SILENCE.toSeconds() + " s");
            }
        }
    }
}
