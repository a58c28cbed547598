package org.soilcast.ingest.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ingest.source.ForcingDay;
import org.soilcast.ingest.source.RetrievalDay;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.DayClosed;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.PublishedInput;
import org.soilcast.schemas.avro.Retrievals;

/**
 * Makes the messages of a day: of every tile the weather and, where there are any, the retrievals, each with the day's close
 * behind it; at the end what of the day has been sent.
 */
public final class DayRecords {
    private final DomainInput input;
    private final int partitions;

    /**
     * Messages from an input.
     *
     * @param partitions of the topics
     */
    public DayRecords(DomainInput input, int partitions) {
        this.input = input;
        this.partitions = partitions;
    }

    /** All messages of a day, in the order they have to be sent. */
    public List<ProducerRecord<String, byte[]>> of(PlannedDay day) {
        var messages = new ArrayList<ProducerRecord<String, byte[]>>();
        Optional<ForcingDay> weather =
                day.forcing().isPresent() ? Optional.of(input.forcing().day(day.date())) : Optional.empty();
        Optional<RetrievalDay> seen =
                day.retrievals().isPresent() ? Optional.of(input.retrievals().day(day.date())) : Optional.empty();
        int retrievals = 0;
        for (int number = 0; number < input.domain().tiles(); number++) {
            int tile = number;
            weather.ifPresent(values -> messages.add(message(Topics.FORCING, tile, forcing(day, values, tile))));
            // A later version says also that there are none, since it replaces those of an earlier one.
            if (seen.isPresent()
                    && (day.retrievals().orElseThrow() > 1 || seen.get().hasAny(input.domain(), tile))) {
                messages.add(message(Topics.RETRIEVALS, tile, retrievals(day, seen.get(), tile)));
                retrievals++;
            }
            if (weather.isPresent()) {
                messages.add(message(
                        Topics.FORCING, tile, closed(day, tile, input.forcing().name())));
            }
            if (seen.isPresent()) {
                messages.add(message(
                        Topics.RETRIEVALS,
                        tile,
                        closed(day, tile, input.retrievals().name())));
            }
        }
        if (weather.isPresent()) {
            messages.add(published(
                    Topics.FORCING,
                    day,
                    day.forcing().orElseThrow(),
                    input.domain().tiles()));
        }
        if (seen.isPresent()) {
            messages.add(published(Topics.RETRIEVALS, day, day.retrievals().orElseThrow(), retrievals));
        }
        return messages;
    }

    /** The messages that announce the tiles. */
    public List<ProducerRecord<String, byte[]>> tiles() {
        return IntStream.range(0, input.domain().tiles())
                .mapToObj(tile -> message(Topics.TILES, tile, input.domain().tileRecord(tile, input.normals())))
                .toList();
    }

    /** The messages about what was not taken, and how much of it has been told then; none when nothing is new. */
    public List<ProducerRecord<String, byte[]>> rejected(List<Rejection> untold) {
        if (untold.isEmpty()) {
            return List.of();
        }
        var messages = new ArrayList<>(rejected(input.domain().name(), untold));
        messages.add(published(
                Topics.REJECTED.topic(),
                new PublishedInput(
                        input.domain().name(),
                        Topics.REJECTED.topic(),
                        input.dates().last(),
                        1,
                        input.rejected().size(),
                        Rejection.digest(input.rejected()))));
        return messages;
    }

    /** The messages about what was not taken of a domain. */
    public static List<ProducerRecord<String, byte[]>> rejected(String domain, List<Rejection> rejected) {
        return rejected.stream()
                .map(input -> new ProducerRecord<>(
                        Topics.REJECTED.topic(), input.source(), SingleObject.encode(input.toRecord(domain))))
                .toList();
    }

    private ProducerRecord<String, byte[]> published(Topics topic, PlannedDay day, int version, int records) {
        String digest = topic == Topics.FORCING
                ? input.forcing().digest(day.date())
                : input.retrievals().digest(day.date());
        return published(
                Topics.publishedKey(topic, day.date()),
                new PublishedInput(input.domain().name(), topic.topic(), day.date(), version, records, digest));
    }

    /** The message that something has been sent. */
    static ProducerRecord<String, byte[]> published(String key, PublishedInput published) {
        return new ProducerRecord<>(Topics.PUBLISHED.topic(), key, SingleObject.encode(published));
    }

    private ProducerRecord<String, byte[]> message(Topics topic, int tile, SpecificRecord value) {
        return new ProducerRecord<>(
                topic.topic(), Topics.partition(tile, partitions), Topics.tileKey(tile), SingleObject.encode(value));
    }

    private Forcing forcing(PlannedDay day, ForcingDay values, int tile) {
        return Forcing.newBuilder()
                .setDomain(input.domain().name())
                .setTile(tile)
                .setDate(day.date())
                .setSource(input.forcing().name())
                .setVersion(day.forcing().orElseThrow())
                .setFile(values.origin().file())
                .setChecksum(values.origin().checksum())
                .setPrecipitationMmPerDay(values(values, ForcingVariable.PRECIPITATION_MM_PER_DAY, tile))
                .setAirTemperatureK(values(values, ForcingVariable.AIR_TEMPERATURE_K, tile))
                .setAirTemperatureMinK(values(values, ForcingVariable.AIR_TEMPERATURE_MIN_K, tile))
                .setAirTemperatureMaxK(values(values, ForcingVariable.AIR_TEMPERATURE_MAX_K, tile))
                .setShortwaveDownWPerM2(values(values, ForcingVariable.SHORTWAVE_DOWN_W_PER_M2, tile))
                .setLongwaveDownWPerM2(values(values, ForcingVariable.LONGWAVE_DOWN_W_PER_M2, tile))
                .setSpecificHumidityKgPerKg(values(values, ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG, tile))
                .setRelativeHumidityPercent(values(values, ForcingVariable.RELATIVE_HUMIDITY_PERCENT, tile))
                .setWindSpeedMPerS(values(values, ForcingVariable.WIND_SPEED_M_PER_S, tile))
                .build();
    }

    private List<Float> values(ForcingDay day, ForcingVariable variable, int tile) {
        return Floats.view(day.values(variable, input.domain(), tile));
    }

    private Retrievals retrievals(PlannedDay day, RetrievalDay values, int tile) {
        return Retrievals.newBuilder()
                .setDomain(input.domain().name())
                .setTile(tile)
                .setDate(day.date())
                .setSource(input.retrievals().name())
                .setVersion(day.retrievals().orElseThrow())
                .setFile(values.origin().file())
                .setChecksum(values.origin().checksum())
                .setSoilMoistureM3PerM3(Floats.view(values.soilMoistureM3PerM3(input.domain(), tile)))
                .setFlags(List.of())
                .build();
    }

    private DayClosed closed(PlannedDay day, int tile, String source) {
        return DayClosed.newBuilder()
                .setDomain(input.domain().name())
                .setTile(tile)
                .setDate(day.date())
                .setSource(source)
                .build();
    }
}
