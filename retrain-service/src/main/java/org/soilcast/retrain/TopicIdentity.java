package org.soilcast.retrain;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.Topics;

/** What tells a topic from another of the same name that was there before it. */
final class TopicIdentity {
    private TopicIdentity() {}

    /** The identity of a topic. */
    static String of(KafkaConnection kafka, Topics topic) {
        try (Admin admin = Admin.create(kafka.admin())) {
            return requireNonNull(admin.describeTopics(List.of(topic.topic()))
                            .allTopicNames()
                            .get()
                            .get(topic.topic()))
                    .topicId()
                    .toString();
        } catch (ExecutionException e) {
            Throwable cause = requireNonNullElse(e.getCause(), e);
            throw new IllegalStateException(
                    "cannot describe topic " + topic.topic() + ": " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while describing topic " + topic.topic(), e);
        }
    }
}
