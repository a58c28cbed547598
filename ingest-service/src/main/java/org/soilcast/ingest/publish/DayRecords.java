package org.soilcast.ingest.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.parse.DomainDay;
import org.soilcast.ingest.parse.DomainDays;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.DayClosed;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.Retrievals;

/** Makes the messages of a day: forcing of every tile, retrievals where there are any, then the day's close. */
public final class DayRecords {
    private final DomainDays input;
    private final int version;
    private final int partitions;

    /**
     * Messages of one pass over a file.
     *
     * @param version input version of the pass
     * @param partitions of the topics
     */
    public DayRecords(DomainDays input, int version, int partitions) {
        this.input = input;
        this.version = version;
        this.partitions = partitions;
    }

    /** All messages of a day, in the order they have to be sent. */
    public List<ProducerRecord<String, byte[]>> of(DomainDay day) {
        var messages = new ArrayList<ProducerRecord<String, byte[]>>();
        for (int tile = 0; tile < input.domain().tiles(); tile++) {
            messages.add(message(Topics.FORCING, tile, forcing(day, tile)));
            Optional<Retrievals> retrievals = retrievals(day, tile);
            if (retrievals.isPresent()) {
                messages.add(message(Topics.RETRIEVALS, tile, retrievals.get()));
            }
            messages.add(message(
                    Topics.FORCING, tile, closed(day, tile, input.source().forcing())));
            messages.add(message(
                    Topics.RETRIEVALS, tile, closed(day, tile, input.source().retrievals())));
        }
        return messages;
    }

    /** The messages that announce the tiles. */
    public List<ProducerRecord<String, byte[]>> tiles() {
        return IntStream.range(0, input.domain().tiles())
                .mapToObj(tile -> message(Topics.TILES, tile, input.domain().tileRecord(tile, input.normals())))
                .toList();
    }

    /** The messages about what was not taken. */
    public List<ProducerRecord<String, byte[]>> rejected() {
        return rejected(input.domain().name(), input.rejected());
    }

    /** The messages about what was not taken of a domain. */
    public static List<ProducerRecord<String, byte[]>> rejected(String domain, List<Rejection> rejected) {
        return rejected.stream()
                .map(input -> new ProducerRecord<>(
                        Topics.REJECTED.topic(), input.source(), SingleObject.encode(input.toRecord(domain))))
                .toList();
    }

    private ProducerRecord<String, byte[]> message(Topics topic, int tile, SpecificRecord value) {
        return new ProducerRecord<>(
                topic.topic(), Topics.partition(tile, partitions), Topics.tileKey(tile), SingleObject.encode(value));
    }

    private Forcing forcing(DomainDay day, int tile) {
        return Forcing.newBuilder()
                .setDomain(input.domain().name())
                .setTile(tile)
                .setDate(day.date())
                .setSource(input.source().forcing())
                .setVersion(version)
                .setFile(input.source().file())
                .setChecksum(input.source().checksum())
                .setPrecipitationMmPerDay(values(day, ForcingVariable.PRECIPITATION_MM_PER_DAY, tile))
                .setAirTemperatureK(values(day, ForcingVariable.AIR_TEMPERATURE_K, tile))
                .setAirTemperatureMinK(values(day, ForcingVariable.AIR_TEMPERATURE_MIN_K, tile))
                .setAirTemperatureMaxK(values(day, ForcingVariable.AIR_TEMPERATURE_MAX_K, tile))
                .setShortwaveDownWPerM2(values(day, ForcingVariable.SHORTWAVE_DOWN_W_PER_M2, tile))
                .setLongwaveDownWPerM2(values(day, ForcingVariable.LONGWAVE_DOWN_W_PER_M2, tile))
                .setSpecificHumidityKgPerKg(values(day, ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG, tile))
                .setRelativeHumidityPercent(values(day, ForcingVariable.RELATIVE_HUMIDITY_PERCENT, tile))
                .setWindSpeedMPerS(values(day, ForcingVariable.WIND_SPEED_M_PER_S, tile))
                .build();
    }

    private List<Float> values(DomainDay day, ForcingVariable variable, int tile) {
        return Floats.view(day.forcing(variable, tile));
    }

    /** Retrievals of a tile; a later version says also that there are none, since it replaces those of an earlier one. */
    private Optional<Retrievals> retrievals(DomainDay day, int tile) {
        Optional<float[]> values = version == 1 ? day.retrievals(tile) : Optional.of(day.soilMoistureM3PerM3(tile));
        return values.map(soilMoisture -> Retrievals.newBuilder()
                .setDomain(input.domain().name())
                .setTile(tile)
                .setDate(day.date())
                .setSource(input.source().retrievals())
                .setVersion(version)
                .setFile(input.source().file())
                .setChecksum(input.source().checksum())
                .setSoilMoistureM3PerM3(Floats.view(soilMoisture))
                .setFlags(List.of())
                .build());
    }

    private DayClosed closed(DomainDay day, int tile, String source) {
        return DayClosed.newBuilder()
                .setDomain(input.domain().name())
                .setTile(tile)
                .setDate(day.date())
                .setSource(source)
                .build();
    }
}
