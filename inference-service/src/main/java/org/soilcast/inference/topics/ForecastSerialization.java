package org.soilcast.inference.topics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.dayline.forecast.TileForecast.Value;
import org.soilcast.inference.tile.ForecastResult;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Forecast;
import org.soilcast.service.ServiceMetric;

/** Puts forecasts on their topic, keyed by tile and issue date, in the partition of the tile. */
public final class ForecastSerialization implements KafkaRecordSerializationSchema<ForecastResult> {
    private static final int VALUES = Value.values().length;
    private static final int DEPTHS = Depth.values().length;

    private final String domain;
    private final int partitions;
    private transient Counter written = new SimpleCounter();

    /** For one domain and the topic's number of partitions. */
    public ForecastSerialization(String domain, int partitions) {
        this.domain = domain;
        this.partitions = partitions;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
        written = RecordCounts.of(context.getMetricGroup(), ServiceMetric.RECORDS_OUT, Topics.FORECASTS.topic());
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(ForecastResult forecast, KafkaSinkContext context, Long timestamp) {
        written.inc();
        return serialize(forecast);
    }

    /** The record of a forecast, which follows from the forecast alone. */
    public ProducerRecord<byte[], byte[]> serialize(ForecastResult forecast) {
        LocalDate date = LocalDate.ofEpochDay(forecast.epochDay());
        Forecast value = Forecast.newBuilder()
                .setDomain(domain)
                .setTile(forecast.tile())
                .setIssueDate(date)
                .setIssue(forecast.issue())
                .setModelVersion(forecast.modelVersion())
                .setRevision(forecast.revision())
                .setFirstLeadDays(list(forecast.firstLeadDays()))
                .setLastLeadDays(list(forecast.lastLeadDays()))
                .setMembers(Runs.MEMBERS)
                .setTraceYears(forecast.traceYears())
                .setForecastWeatherDays(forecast.forecastWeatherDays())
                .setCalibrated(forecast.calibrated())
                .setSurfaceMeanM3PerM3(rows(forecast, Depth.SURFACE, Value.MEAN, Value.MEAN))
                .setSurfaceSdM3PerM3(rows(forecast, Depth.SURFACE, Value.SD, Value.SD))
                .setSurfaceQuantilesM3PerM3(rows(forecast, Depth.SURFACE, Value.QUANTILE_5, Value.QUANTILE_95))
                .setSurfacePercentile(rows(forecast, Depth.SURFACE, Value.PERCENTILE, Value.PERCENTILE))
                .setSurfaceClassMembers(classes(forecast, Depth.SURFACE))
                .setRootZoneMeanM3PerM3(rows(forecast, Depth.ROOT_ZONE, Value.MEAN, Value.MEAN))
                .setRootZoneSdM3PerM3(rows(forecast, Depth.ROOT_ZONE, Value.SD, Value.SD))
                .setRootZoneQuantilesM3PerM3(rows(forecast, Depth.ROOT_ZONE, Value.QUANTILE_5, Value.QUANTILE_95))
                .setRootZonePercentile(rows(forecast, Depth.ROOT_ZONE, Value.PERCENTILE, Value.PERCENTILE))
                .setRootZoneClassMembers(classes(forecast, Depth.ROOT_ZONE))
                .setDroughtClass(Floats.view(forecast.droughtClass()))
                .setDroughtProbability(Floats.view(forecast.droughtProbability()))
                .setQuality(list(forecast.quality()))
                .build();
        return new ProducerRecord<>(
                Topics.FORECASTS.topic(),
                Topics.partition(forecast.tile(), partitions),
                Topics.tileDateKey(forecast.tile(), date).getBytes(StandardCharsets.UTF_8),
                SingleObject.encode(value));
    }

    private static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** The values of a depth from one kind up to another, [value][span][cell]. */
    private static List<Float> rows(ForecastResult forecast, Depth depth, Value first, Value last) {
        int length = forecast.values().length / (DEPTHS * VALUES);
        int at = depth.ordinal() * VALUES * length;
        return Floats.view(Arrays.copyOfRange(
                forecast.values(), at + first.ordinal() * length, at + (last.ordinal() + 1) * length));
    }

    private static ByteBuffer classes(ForecastResult forecast, Depth depth) {
        int length = forecast.classMembers().length / DEPTHS;
        return ByteBuffer.wrap(forecast.classMembers(), depth.ordinal() * length, length);
    }
}
