package org.soilcast.ingest.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ForecastRun;
import org.soilcast.schemas.avro.ModelActivated;

/**
 * Makes the messages that steer the stream: each goes to every partition of the weather, in one transaction with the days
 * around it, and aligning hands it on at its place among the tile-days.
 */
final class ControlRecords {
    /** The transactional id of the publisher shuts out an earlier one, so that its records need no number. */
    private static final long EPOCH = 0;

    private final String domain;
    private final int partitions;

    ControlRecords(String domain, int partitions) {
        this.domain = domain;
        this.partitions = partitions;
    }

    /** Versions come into force; the topic of activations keeps the dates they were given. */
    List<ProducerRecord<String, byte[]>> of(List<ModelActivated> activations) {
        var messages = new ArrayList<ProducerRecord<String, byte[]>>();
        for (ModelActivated activated : activations) {
            messages.addAll(toAll(activated));
            messages.add(new ProducerRecord<>(
                    Topics.MODEL_ACTIVATIONS.topic(),
                    Topics.effectiveKey(activated.getVersion()),
                    SingleObject.encode(activated)));
        }
        return messages;
    }

    /** A forecast is to be issued from the state at the end of a date. */
    List<ProducerRecord<String, byte[]>> forecastRun(LocalDate date) {
        return toAll(new ForecastRun(domain, date, EPOCH));
    }

    private List<ProducerRecord<String, byte[]>> toAll(SpecificRecord control) {
        byte[] value = SingleObject.encode(control);
        var messages = new ArrayList<ProducerRecord<String, byte[]>>(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            messages.add(new ProducerRecord<>(Topics.FORCING.topic(), partition, Topics.CONTROL_KEY, value));
        }
        return messages;
    }
}
