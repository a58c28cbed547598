package org.soilcast.ingest.area;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Area;

/** Puts the areas of a file on their topic, each once: what is there already is left alone, what is in it no more goes. */
public final class AreaPublisher {
    private static final int MOST_NAMED = 5;

    private AreaPublisher() {}

    /**
     * Publishes and waits until all is out. It has to come before a domain's first day, so that no job begins without.
     *
     * @return what a person should know: areas without a cell, stations that stand in. Short lines
     * @throws org.soilcast.ingest.parse.InputException when no area of the file has a cell of the domain
     */
    public static List<String> publish(KafkaConnection kafka, Domain domain, AreaFile file) {
        var weights = new AreaWeights(domain);
        var notices = new ArrayList<String>();
        var without = new ArrayList<String>();
        Map<String, byte[]> areas = new HashMap<>();
        for (NamedArea each : file.areas()) {
            Optional<Area> area = weights.of(each);
            area.ifPresentOrElse(
                    found -> areas.put(found.getId(), SingleObject.encode(found)), () -> without.add(each.id()));
            area.flatMap(weights::standIn)
                    .ifPresent(station -> notices.add(
                            "area " + each.id() + " has no station; the nearest one, " + station + ", stands for it"));
        }
        if (areas.isEmpty()) {
            throw file.unusable("none has a cell of domain " + domain.name());
        }
        if (!without.isEmpty()) {
            notices.add(without.size() + " areas without a cell of " + domain.name() + " are left out: "
                    + String.join(", ", without.subList(0, Math.min(MOST_NAMED, without.size())))
                    + (without.size() > MOST_NAMED ? ", …" : ""));
        }
        send(kafka, areas);
        return notices;
    }

    private static void send(KafkaConnection kafka, Map<String, byte[]> areas) {
        Map<String, byte[]> known = new HashMap<>();
        TopicReader.readAll(kafka, Topics.AREAS, record -> known.put(record.key(), record.value()));
        try (var producer = new KafkaProducer<String, byte[]>(kafka.producer(Optional.empty()))) {
            int partitions = producer.partitionsFor(Topics.AREAS.topic()).size();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            areas.forEach((id, area) -> {
                if (!Arrays.equals(known.get(id), area)) {
                    sent.add(producer.send(message(id, partitions, area)));
                }
            });
            known.forEach((id, area) -> {
                if (area != null && !areas.containsKey(id)) {
                    sent.add(producer.send(deletion(id, partitions)));
                }
            });
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take the areas: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing areas", e);
        }
    }

    private static ProducerRecord<String, byte[]> message(String id, int partitions, byte[] area) {
        return new ProducerRecord<>(Topics.AREAS.topic(), Topics.areaPartition(id, partitions), id, area);
    }

    @SuppressWarnings("NullAway") // a record without a value is how Kafka is told that a key is gone
    private static ProducerRecord<String, byte[]> deletion(String id, int partitions) {
        return message(id, partitions, null);
    }
}
