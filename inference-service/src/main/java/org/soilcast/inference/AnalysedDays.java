package org.soilcast.inference;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;

/**
 * Counts the days of a span whose results are out for every tile, by the committed records of the soil-moisture topic and
 * what has left it for the store: what a consumer of the results sees, not what a service believes. A tile's results come in
 * the order of their dates, corrections apart, so its newest date tells how far it is; at the start only the topic's ends are
 * read.
 */
public final class AnalysedDays implements AutoCloseable {
    private static final Duration CATCH_UP_POLL = Duration.ofMillis(100);
    private static final int TAIL_DAYS = 4;
    private static final int TAIL_GROWTH = 8;

    private final KafkaConsumer<String, byte[]> consumer;
    private final int tiles;
    private final LocalDate first;
    private final int daysOfSpan;
    private final Supplier<Map<Integer, LocalDate>> stored;
    private final Map<Integer, LocalDate> newest = new HashMap<>();
    private volatile int days;

    /**
     * Counts what is there, and then goes on with each {@link #update}.
     *
     * @param tiles number of tiles of the domain
     * @param first first date of the span
     * @param last last date of the span
     * @param stored newest date by tile of the results that are stored; those have left the topic, or may at any time
     */
    public AnalysedDays(
            KafkaConnection kafka,
            int tiles,
            LocalDate first,
            LocalDate last,
            Supplier<Map<Integer, LocalDate>> stored) {
        this.tiles = tiles;
        this.first = first;
        this.daysOfSpan = (int) ChronoUnit.DAYS.between(first, last) + 1;
        this.stored = stored;
        Map<String, Object> settings = kafka.consumer("unused-progress");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // what is gone must be asked for elsewhere
        this.consumer = new KafkaConsumer<>(settings);
        List<TopicPartition> partitions = TopicReader.partitions(consumer, Topics.SOIL_MOISTURE);
        consumer.assign(partitions);
        catchUp(partitions);
        takeStored();
        days = count();
    }

    /** Takes what has come in, waiting at most so long for something. */
    public void update(Duration atMost) {
        try {
            consumer.poll(atMost).forEach(record -> take(Topics.tileOf(record.key()), Topics.dateOf(record.key())));
        } catch (OffsetOutOfRangeException e) { // this reader is behind what has left the topic
            consumer.seekToBeginning(e.partitions());
            e.partitions().forEach(consumer::position); // asked now: all before it is in the store from now on
            takeStored();
        }
        days = count();
    }

    private void takeStored() {
        stored.get().forEach(this::take);
    }

    private void take(int tile, LocalDate date) {
        newest.merge(tile, date, (known, come) -> come.isAfter(known) ? come : known);
    }

    /** Number of days of the span, from its first on, that are complete; any thread may ask. */
    public int days() {
        return days;
    }

    private int count() {
        if (newest.size() < tiles) {
            return 0;
        }
        LocalDate slowest = newest.values().stream().min(LocalDate::compareTo).orElseThrow();
        return (int) Math.max(0, Math.min(daysOfSpan, ChronoUnit.DAYS.between(first, slowest) + 1));
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Reads from further and further before each partition's end, until every tile that it has results of is found. */
    private void catchUp(List<TopicPartition> partitions) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Set<TopicPartition> open = new HashSet<>(partitions);
        for (long tail = (long) TAIL_DAYS * tiles; !open.isEmpty(); tail *= TAIL_GROWTH) {
            for (TopicPartition partition : open) {
                long begin = TopicReader.offset(begins, partition);
                consumer.seek(partition, Math.max(begin, TopicReader.offset(ends, partition) - tail));
            }
            long records = tail;
            while (open.stream().anyMatch(one -> consumer.position(one) < TopicReader.offset(ends, one))) {
                update(CATCH_UP_POLL);
            }
            open.removeIf(one -> TopicReader.offset(ends, one) - records <= TopicReader.offset(begins, one)
                    || IntStream.range(0, tiles)
                            .filter(tile -> Topics.partition(tile, partitions.size()) == one.partition())
                            .allMatch(newest::containsKey));
        }
    }
}
