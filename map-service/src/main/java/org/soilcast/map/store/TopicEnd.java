package org.soilcast.map.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;

/** Reads a topic up to the end that it has at the time of the call. */
final class TopicEnd {
    /** A broker that ends in the middle would else be waited for without end. */
    private static final Duration MOST_SILENCE = Duration.ofSeconds(60);

    private TopicEnd() {}

    /** Polls the consumer and takes what comes. */
    @FunctionalInterface
    interface Poll {
        /** Waits so long at most. */
        void poll(Duration wait) throws IOException;
    }

    static void readTo(KafkaConnection kafka, Topics topic, KafkaConsumer<String, byte[]> consumer, Poll poll)
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
