package org.soilcast.schemas;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the declared topics that the broker does not have yet. */
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

    /** Creates every topic of {@link Topics} that is missing; existing ones keep their partitions and settings. */
    public static void createMissing(KafkaConnection kafka, int partitions, short replicationFactor) {
        try (Admin admin = Admin.create(kafka.admin())) {
            Set<String> existing = admin.listTopics().names().get();
            List<Topics> missing = Topics.all().stream()
                    .filter(topic -> !existing.contains(topic.topic()))
                    .toList();
            admin.createTopics(missing.stream()
                            .map(topic -> topic.newTopic(partitions, replicationFactor))
                            .toList())
                    .all()
                    .get();
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
}
