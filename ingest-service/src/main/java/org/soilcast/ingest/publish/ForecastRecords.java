package org.soilcast.ingest.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.ingest.source.ForcingDay;
import org.soilcast.ingest.source.ForecastSource;
import org.soilcast.ingest.source.Origin;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ForecastForcing;
import org.soilcast.schemas.avro.PublishedInput;

/** Makes the messages of weather that was forecast: one a tile, and at the end that it has been sent. */
final class ForecastRecords {
    private final DomainInput input;
    private final int partitions;

    /**
     * Messages from an input.
     *
     * @param partitions of the topic
     */
    ForecastRecords(DomainInput input, int partitions) {
        this.input = input;
        this.partitions = partitions;
    }

    /** The messages of the forecast from a date; none when there is no forecast, or none that has not been sent. */
    List<ProducerRecord<String, byte[]>> unsent(LocalDate issueDate, PublishedSoFar published) {
        return input.forecasts()
                .filter(source -> source.has(issueDate))
                .map(source -> unsent(source, issueDate, published))
                .orElse(List.of());
    }

    private List<ProducerRecord<String, byte[]>> unsent(
            ForecastSource source, LocalDate issueDate, PublishedSoFar published) {
        String digest = source.digest(issueDate);
        OptionalInt version = PublishPlan.version(() -> digest, published.of(Topics.FORECAST_FORCING, issueDate));
        if (version.isEmpty()) {
            return List.of();
        }
        List<ForcingDay> days = source.days(issueDate);
        int tiles = input.domain().tiles();
        var messages = new ArrayList<ProducerRecord<String, byte[]>>();
        for (int tile = 0; tile < tiles; tile++) {
            messages.add(new ProducerRecord<>(
                    Topics.FORECAST_FORCING.topic(),
                    Topics.partition(tile, partitions),
                    Topics.tileKey(tile),
                    SingleObject.encode(forecast(source.name(), issueDate, version.getAsInt(), days, tile))));
        }
        messages.add(DayRecords.published(
                Topics.publishedKey(Topics.FORECAST_FORCING, issueDate),
                new PublishedInput(
                        input.domain().name(),
                        Topics.FORECAST_FORCING.topic(),
                        issueDate,
                        version.getAsInt(),
                        tiles,
                        digest)));
        return messages;
    }

    private ForecastForcing forecast(String source, LocalDate issueDate, int version, List<ForcingDay> days, int tile) {
        Origin origin = days.get(0).origin();
        return ForecastForcing.newBuilder()
                .setDomain(input.domain().name())
                .setTile(tile)
                .setIssueDate(issueDate)
                .setSource(source)
                .setVersion(version)
                .setFile(origin.file())
                .setChecksum(origin.checksum())
                .setDays(days.size())
                .setPrecipitationMmPerDay(values(days, ForcingVariable.PRECIPITATION_MM_PER_DAY, tile))
                .setAirTemperatureK(values(days, ForcingVariable.AIR_TEMPERATURE_K, tile))
                .setAirTemperatureMinK(values(days, ForcingVariable.AIR_TEMPERATURE_MIN_K, tile))
                .setAirTemperatureMaxK(values(days, ForcingVariable.AIR_TEMPERATURE_MAX_K, tile))
                .setShortwaveDownWPerM2(values(days, ForcingVariable.SHORTWAVE_DOWN_W_PER_M2, tile))
                .setLongwaveDownWPerM2(values(days, ForcingVariable.LONGWAVE_DOWN_W_PER_M2, tile))
                .setSpecificHumidityKgPerKg(values(days, ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG, tile))
                .setRelativeHumidityPercent(values(days, ForcingVariable.RELATIVE_HUMIDITY_PERCENT, tile))
                .setWindSpeedMPerS(values(days, ForcingVariable.WIND_SPEED_M_PER_S, tile))
                .build();
    }

    /** A variable of all days, [day][cell]. */
    private List<Float> values(List<ForcingDay> days, ForcingVariable variable, int tile) {
        var all = new float[days.size() * input.domain().size(tile)];
        int at = 0;
        for (ForcingDay day : days) {
            float[] values = day.values(variable, input.domain(), tile);
            System.arraycopy(values, 0, all, at, values.length);
            at += values.length;
        }
        return Floats.view(at == 0 ? new float[0] : all);
    }
}
