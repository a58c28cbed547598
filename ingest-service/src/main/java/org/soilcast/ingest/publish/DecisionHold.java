package org.soilcast.ingest.publish;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.RetrainSchedule;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.DecisionTrigger;
import org.soilcast.schemas.avro.ModelDecision;

/**
 * How far days may be published before a model is judged anew: a version that is promoted then takes effect on a date that
 * follows from the data, however fast they come and however long learning takes.
 */
final class DecisionHold implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionHold.class);

    private static final Duration POLL = Duration.ofMillis(50);

    private final RetrainSchedule schedule;
    private final LocalDate first;
    private final KafkaConsumer<String, byte[]> consumer;
    private Optional<ModelDecision> newest = Optional.empty();
    private Optional<LocalDate> told = Optional.empty();

    /**
     * Reads what the topic holds.
     *
     * @param first first day of the domain
     */
    DecisionHold(KafkaConnection kafka, RetrainSchedule schedule, LocalDate first) {
        this.schedule = schedule;
        this.first = first;
        this.consumer = new KafkaConsumer<>(kafka.consumer("unused-" + Topics.MODEL_DECISIONS.topic()));
        try {
            List<TopicPartition> partitions = TopicReader.partitions(consumer, Topics.MODEL_DECISIONS);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < TopicReader.offset(ends, one))) {
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /**
     * The last day that may be published now. A decision that promotes a version counts when the request to activate it has
     * been read too.
     *
     * @param isAsked whether a version's request has been read
     */
    LocalDate lastDay(IntPredicate isAsked) {
        consumer.poll(Duration.ZERO).forEach(this::take);
        Optional<RetrainSchedule.Decided> decided = newest.filter(
                        one -> one.getVersion() == 0 || isAsked.test(one.getVersion()))
                .map(one -> new RetrainSchedule.Decided(one.getCut(), Optional.ofNullable(one.getLookAgain())));
        return schedule.waitsBehind(first, decided);
    }

    /** Tells once that days wait behind a date. */
    void tell(LocalDate last) {
        if (!told.equals(Optional.of(last))) {
            told = Optional.of(last);
            LOG.info("days behind {} wait until it is decided whether the model is replaced", last);
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            ModelDecision decision =
                    SingleObject.decode(record.value() == null ? new byte[0] : record.value(), ModelDecision.class);
            boolean newer = newest.map(ModelDecision::getCut)
                    .filter(cut -> !decision.getCut().isAfter(cut))
                    .isEmpty();
            if (decision.getTrigger() != DecisionTrigger.HAND && newer) {
                newest = Optional.of(decision);
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("no decision at offset {} of {}: {}", record.offset(), record.topic(), e.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
