package org.soilcast.schemas;

import static java.util.Objects.requireNonNullElse;

import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the declared topics that the broker does not have yet, and waits until they can be written. */
public final class TopicCreation {
    private TopicCreation() {}

    /** Whether the broker has every topic of {@link Topics}: what a service that creates none has to wait for. */
    public static boolean isComplete(KafkaConnection kafka) {
        try (Admin admin = Admin.create(kafka.admin())) {
            return admin.listTopics()
                    .names()
                    .get()
                    .containsAll(Topics.all().stream().map(Topics::topic).toList());
        } catch (ExecutionException e) {
            Throwable cause = requireNonNullElse(e.getCause(), e);
            throw new IllegalStateException("cannot list topics: " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while listing topics", e);
        }
    }

    /**
     * Creates every topic of {@link Topics} that is missing; existing ones keep their partitions and settings. Returns when
     * the new ones have their leaders: a broker that refuses the first batch of a producer, because it does not lead the partition
     * yet, takes the second, and the first is then out of order for good.
     */
    public static void createMissing(KafkaConnection kafka, int partitions, short replicationFactor) {
        try (Admin admin = Admin.create(kafka.admin())) {
            Set<String> existing = admin.listTopics().names().get();
            List<Topics> missing = Topics.all().stream()
                    .filter(topic -> !existing.contains(topic.topic()))
                    .toList();
            List<NewTopic> created = missing.stream()
                    .map(topic -> topic.newTopic(partitions, replicationFactor))
                    .toList();
            admin.createTopics(created).all().get();
            awaitLeaders(admin, created);
        } catch (ExecutionException e) {
            Throwable cause = requireNonNullElse(e.getCause(), e);
            if (!(cause instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot create topics: " + cause.getMessage(), cause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    /** Asks each partition for its end, which the client repeats until the partition's leader answers. */
    private static void awaitLeaders(Admin admin, List<NewTopic> created)
            throws ExecutionException, InterruptedException {
        var ends = new HashMap<TopicPartition, OffsetSpec>();
        for (NewTopic topic : created) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        admin.listOffsets(ends).all().get();
    }
}
