package org.soilcast.ingest.publish;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.PublishedInput;

/**
 * What has been published of a domain, by topic and date: what the topic of published input says. It is written in the
 * transactions that the records themselves go out in, so that it is never ahead of them or behind.
 */
public final class PublishedSoFar {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedSoFar.class);

    private final Map<String, NavigableMap<LocalDate, PublishedInput>> byTopic = new HashMap<>();
    private Optional<String> domain = Optional.empty();

    /** Nothing has been published yet. */
    public PublishedSoFar() {}

    /** Reads it from the broker. */
    static PublishedSoFar read(KafkaConnection kafka) {
        var published = new PublishedSoFar();
        TopicReader.readAll(kafka, Topics.PUBLISHED, published::take);
        if (published.domain.isEmpty()) {
            TopicReader.readAll(kafka, Topics.FORCING, published::takeEarlier);
        }
        return published;
    }

    /** Days from before this topic was there have been sent with values that nobody knows any more. */
    private void takeEarlier(ConsumerRecord<String, byte[]> message) {
        if (!Topics.tileKey(0).equals(message.key()) || message.value() == null) {
            return;
        }
        try {
            if (SingleObject.decode(message.value()) instanceof Forcing sent) {
                for (Topics topic : List.of(Topics.FORCING, Topics.RETRIEVALS)) {
                    take(new PublishedInput(
                            sent.getDomain(), topic.topic(), sent.getDate(), sent.getVersion(), 1, "unknown"));
                }
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("offset {} of {} is no record", message.offset(), message.topic(), e);
        }
    }

    private void take(ConsumerRecord<String, byte[]> message) {
        try {
            take(SingleObject.decode(message.value() == null ? new byte[0] : message.value(), PublishedInput.class));
        } catch (IllegalArgumentException e) {
            LOG.warn("offset {} of {} says nothing: {}", message.offset(), message.topic(), e.getMessage());
        }
    }

    /** Takes note of what has been committed. */
    public void take(PublishedInput input) {
        domain = Optional.of(input.getDomain());
        NavigableMap<LocalDate, PublishedInput> dates = of(input.getTopic());
        if (input.getTopic().equals(Topics.REJECTED.topic())) {
            dates.clear();
        }
        dates.put(input.getDate(), input);
    }

    /** The domain that is published; empty when nothing is. */
    Optional<String> domain() {
        return domain;
    }

    /** What has been sent of a date to the topic of weather or retrievals. */
    Optional<PublishedInput> of(Topics topic, LocalDate date) {
        return Optional.ofNullable(of(topic.topic()).get(date));
    }

    /** What has been sent of rejected input. */
    Optional<PublishedInput> rejected() {
        return of(Topics.REJECTED.topic()).values().stream().findFirst();
    }

    /** The oldest date whose weather has been sent. */
    Optional<LocalDate> firstDate() {
        return of(Topics.FORCING.topic()).keySet().stream().findFirst();
    }

    /** The newest date whose weather has ever been sent. */
    Optional<LocalDate> lastDate() {
        NavigableMap<LocalDate, PublishedInput> weather = of(Topics.FORCING.topic());
        return weather.isEmpty() ? Optional.empty() : Optional.of(weather.lastKey());
    }

    private NavigableMap<LocalDate, PublishedInput> of(String topic) {
        return byTopic.computeIfAbsent(topic, any -> new TreeMap<>());
    }
}
