package org.soilcast.ingest.publish;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.RetrainSchedule;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.PublishedInput;

/**
 * Writes what a domain's publisher has, in transactions, and before each the versions that come into force: so that an
 * activation stands before every day that it is for. The newest one with a domain's name shuts out those before it.
 */
final class StreamWriter implements AutoCloseable {
    private final PublishProgress progress;
    private final KafkaProducer<String, byte[]> producer;
    private final int partitions;
    private final ControlRecords controls;
    private final PublishedSoFar published;
    private final ModelActivations activations;
    private final LocalDate first;
    private final Optional<DecisionHold> hold;

    /**
     * Becomes the one writer of the domain, and reads what was written.
     *
     * @param first date that nothing can have been published before
     * @param retrain when days wait for a decision on the model; empty for never
     */
    StreamWriter(
            KafkaConnection kafka,
            String domain,
            LocalDate first,
            Optional<RetrainSchedule> retrain,
            PublishProgress progress) {
        this.progress = progress;
        this.first = first;
        this.producer = new KafkaProducer<>(kafka.producer(Optional.of("soilcast-ingest-" + domain)));
        try {
            // Ends a transaction that a crash has left open, so that what is committed can be read at once.
            producer.initTransactions();
            this.partitions = producer.partitionsFor(Topics.FORCING.topic()).size();
            this.controls = new ControlRecords(domain, partitions);
            this.published = PublishedSoFar.read(kafka);
            this.activations = new ModelActivations(kafka, domain);
            this.hold = retrain.map(schedule ->
                    new DecisionHold(kafka, schedule, published.firstDate().orElse(first)));
        } catch (RuntimeException e) {
            producer.close();
            throw e;
        }
    }

    /** Number of partitions of the weather. */
    int partitions() {
        return partitions;
    }

    /** What of the domain has been published, by this writer and those before it. */
    PublishedSoFar published() {
        return published;
    }

    /** The messages that ask for a forecast from the state at the end of a date. */
    List<ProducerRecord<String, byte[]>> forecastRun(LocalDate date) {
        return controls.forecastRun(date);
    }

    /** The last of some days that may be published now; before the first of them when they have to wait. */
    LocalDate lastOf(LocalDate firstOfSome, LocalDate last) {
        LocalDate limit = hold.map(one -> one.lastDay(activations::isAsked)).orElse(last);
        if (limit.isBefore(firstOfSome)) {
            hold.ifPresent(one -> one.tell(firstOfSome.minusDays(1)));
        }
        return limit.isBefore(last) ? limit : last;
    }

    /**
     * Publishes messages in one transaction, and what has been activated.
     *
     * @param messages of whole days, or of none
     * @param atMost how long to wait for an activation
     */
    void commit(List<ProducerRecord<String, byte[]>> messages, Duration atMost) {
        activations.read(atMost);
        List<ModelActivated> due = activations.due(published.lastDate().orElse(first.minusDays(1)));
        var batch = new ArrayList<>(controls.of(due));
        batch.addAll(messages);
        if (batch.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        batch.forEach(producer::send);
        producer.commitTransaction();
        progress.count(batch);
        batch.stream()
                .filter(message -> message.topic().equals(Topics.PUBLISHED.topic()))
                .forEach(message -> published.take(SingleObject.decode(message.value(), PublishedInput.class)));
        published.lastDate().ifPresent(progress::reached);
        activations.published(due);
    }

    @Override
    public void close() {
        hold.ifPresent(DecisionHold::close);
        activations.close();
        producer.close();
    }
}
