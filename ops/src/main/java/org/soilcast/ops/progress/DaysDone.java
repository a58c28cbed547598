package org.soilcast.ops.progress;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;

/**
 * Counts the days whose results are out for every tile, by following the committed records of the soil-moisture topic:
 * what a consumer of the results sees, not what a service believes.
 */
public final class DaysDone implements AutoCloseable {
    private static final Duration CATCH_UP_POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final int tiles;
    private final Map<LocalDate, Set<String>> partlyDone = new HashMap<>();
    private final Set<LocalDate> done = new HashSet<>();

    /** Counts what is there, and then goes on with each {@link #update}. */
    public DaysDone(KafkaConnection kafka, int tiles) {
        this.tiles = tiles;
        this.consumer = new KafkaConsumer<>(kafka.consumer("unused-progress"));
        List<TopicPartition> partitions = TopicReader.partitions(consumer, Topics.SOIL_MOISTURE);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            update(CATCH_UP_POLL);
        }
    }

    /** Takes what has come in, waiting at most so long for something. */
    public void update(Duration atMost) {
        consumer.poll(atMost).forEach(record -> {
            int slash = record.key().indexOf('/');
            LocalDate date = LocalDate.parse(record.key().substring(slash + 1));
            if (!done.contains(date)) {
                Set<String> seen = partlyDone.computeIfAbsent(date, day -> new HashSet<>());
                seen.add(record.key().substring(0, slash));
                if (seen.size() == tiles) {
                    partlyDone.remove(date);
                    done.add(date);
                }
            }
        });
    }

    /** Number of days that are complete. */
    public int days() {
        return done.size();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
