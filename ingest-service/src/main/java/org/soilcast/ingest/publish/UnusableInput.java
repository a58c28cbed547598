package org.soilcast.ingest.publish;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.schemas.KafkaConnection;

/** Says why an input could not be used at all, where it is said of a single line too: on the topic of rejected input. */
public final class UnusableInput {
    private static final Logger LOG = LoggerFactory.getLogger(UnusableInput.class);

    private UnusableInput() {}

    /**
     * Publishes and counts the reasons. A broker that does not take them is only logged: whoever asks has a failure of
     * the input to tell of, which matters more.
     */
    public static void report(
            KafkaConnection kafka, String domain, List<Rejection> rejected, PublishProgress progress) {
        if (rejected.isEmpty()) {
            return;
        }
        List<ProducerRecord<String, byte[]>> messages = DayRecords.rejected(domain, rejected);
        try (var producer = new KafkaProducer<String, byte[]>(kafka.producer(Optional.empty()))) {
            messages.forEach(producer::send);
            producer.flush();
            progress.count(messages);
        } catch (KafkaException e) {
            LOG.warn("cannot publish why the input of {} was rejected", domain, e);
        }
    }
}
