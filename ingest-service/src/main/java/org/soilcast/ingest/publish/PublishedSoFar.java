package org.soilcast.ingest.publish;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Forcing;

/**
 * How far a domain has been published: what the last committed forcing of tile 0 says. Whole days go out in one
 * transaction, tile 0 with every day, so that this one record tells for all tiles.
 *
 * @param domain name of the domain
 * @param version input version
 * @param checksum of the file it came from
 * @param date its date
 */
public record PublishedSoFar(String domain, int version, String checksum, LocalDate date) {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int TAIL_RECORDS = 256;

    /** Reads it from the broker; empty when nothing has been published. */
    static Optional<PublishedSoFar> read(KafkaConnection kafka) {
        try (var consumer = new KafkaConsumer<String, byte[]>(kafka.consumer("unused-published-so-far"))) {
            int partitions = consumer.partitionsFor(Topics.FORCING.topic()).size();
            var partition = new TopicPartition(Topics.FORCING.topic(), Topics.partition(0, partitions));
            consumer.assign(List.of(partition));
            long begin = TopicReader.offset(consumer.beginningOffsets(List.of(partition)), partition);
            long end = TopicReader.offset(consumer.endOffsets(List.of(partition)), partition);
            Optional<PublishedSoFar> last = Optional.empty();
            for (long tail = TAIL_RECORDS; last.isEmpty() && end > begin; tail *= 8) {
                long from = Math.max(begin, end - tail);
                last = lastBetween(consumer, partition, from, end);
                if (from == begin) {
                    break;
                }
            }
            return last;
        }
    }

    /**
     * Newest date that has ever been published. While the input has been the same that is the last one; a later version
     * sends all dates again from the first, and may end before an earlier one did.
     */
    static Optional<LocalDate> newestDate(KafkaConnection kafka, Optional<PublishedSoFar> last) {
        if (last.isEmpty() || last.get().version() == 1) {
            return last.map(PublishedSoFar::date);
        }
        LocalDate[] newest = {last.get().date()};
        TopicReader.readAll(
                kafka,
                Topics.FORCING,
                message -> of(message)
                        .map(PublishedSoFar::date)
                        .filter(date -> date.isAfter(newest[0]))
                        .ifPresent(later -> newest[0] = later));
        return Optional.of(newest[0]);
    }

    /** First date that has ever been published; empty when nothing has. */
    static Optional<LocalDate> firstDate(KafkaConnection kafka) {
        var first = new ArrayList<LocalDate>();
        TopicReader.readUntil(kafka, Topics.FORCING, message -> {
            of(message).map(PublishedSoFar::date).ifPresent(first::add);
            return !first.isEmpty();
        });
        return first.stream().findFirst();
    }

    private static Optional<PublishedSoFar> lastBetween(
            KafkaConsumer<String, byte[]> consumer, TopicPartition partition, long from, long end) {
        Optional<PublishedSoFar> last = Optional.empty();
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
                Optional<PublishedSoFar> newer = of(message);
                last = newer.isPresent() ? newer : last;
            }
        }
        return last;
    }

    private static Optional<PublishedSoFar> of(ConsumerRecord<String, byte[]> message) {
        if (!Topics.tileKey(0).equals(message.key()) || message.value() == null) {
            return Optional.empty();
        }
        try {
            return SingleObject.decode(message.value()) instanceof Forcing forcing
                    ? Optional.of(new PublishedSoFar(
                            forcing.getDomain(), forcing.getVersion(), forcing.getChecksum(), forcing.getDate()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a damaged message: the topology rejects it, with its offset
        }
    }
}
