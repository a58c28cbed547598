package org.soilcast.map.store;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.Topics;

/**
 * Takes records of soil-moisture off the topic that are safe in a store, but for the newest of each partition, which other
 * readers may be behind by. A record that could not be taken off goes with the next ones.
 */
final class HotResults implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HotResults.class);

    private final Admin admin;
    private final OptionalLong keptRecords;
    private Map<Integer, Long> done = Map.of();

    /** Keeps so many records of each partition; all of them when none is given. */
    HotResults(KafkaConnection kafka, OptionalLong keptRecords) {
        this.admin = Admin.create(kafka.admin());
        this.keptRecords = keptRecords;
    }

    /**
     * Takes off what may go.
     *
     * @param stored offset behind the last record that is safe, by partition
     */
    void trim(Map<Integer, Long> stored) {
        if (keptRecords.isEmpty() || stored.equals(done)) {
            return;
        }
        var delete = new HashMap<TopicPartition, RecordsToDelete>();
        stored.forEach((partition, offset) -> {
            long before = offset - keptRecords.getAsLong();
            if (before > 0) {
                delete.put(
                        new TopicPartition(Topics.SOIL_MOISTURE.topic(), partition),
                        RecordsToDelete.beforeOffset(before));
            }
        });
        try {
            admin.deleteRecords(delete).all().get();
            done = Map.copyOf(stored);
        } catch (ExecutionException e) {
            LOG.warn("stored results stay on their topic for now", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
