package org.soilcast.ops.bench;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ForecastRun;

/** Counts what comes, from now on, of the forecasts of a date: requests among the tile-days, and tiles that have one. */
final class IssuedForecasts implements AutoCloseable {
    private final LocalDate date;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Set<Integer> tiles = new HashSet<>();
    private int requests;

    IssuedForecasts(KafkaConnection kafka, LocalDate date) {
        this.date = date;
        this.consumer = new KafkaConsumer<>(kafka.consumer("unused-bench"));
        List<TopicPartition> partitions = new ArrayList<>(TopicReader.partitions(consumer, Topics.TILE_DAYS));
        partitions.addAll(TopicReader.partitions(consumer, Topics.FORECASTS));
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // asked now, not with the first poll
    }

    /** Takes what has come in, waiting at most so long for something. */
    IssuedForecasts update(Duration atMost) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(atMost)) {
            if (record.topic().equals(Topics.TILE_DAYS.topic())) {
                requests += isRequest(record) ? 1 : 0;
            } else if (Topics.dateOf(record.key()).equals(date)) {
                tiles.add(Topics.tileOf(record.key()));
            }
        }
        return this;
    }

    private boolean isRequest(ConsumerRecord<String, byte[]> record) {
        return Topics.CONTROL_KEY.equals(record.key())
                && SingleObject.decode(record.value()) instanceof ForecastRun run
                && run.getDate().equals(date);
    }

    /** How many partitions have asked. */
    int requests() {
        return requests;
    }

    /** How many tiles have a forecast. */
    int tiles() {
        return tiles.size();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
