package org.soilcast.inference.topics;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.schemas.ResultColumn;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.service.ServiceMetric;

/** Puts results on the soil-moisture topic, keyed by tile and date, in the partition of the tile. */
public final class SoilMoistureSerialization implements KafkaRecordSerializationSchema<TileResult> {
    private final String domain;
    private final int partitions;
    private transient Counter written = new SimpleCounter();

    /** For one domain and the topic's number of partitions. */
    public SoilMoistureSerialization(String domain, int partitions) {
        this.domain = domain;
        this.partitions = partitions;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
        written = RecordCounts.of(context.getMetricGroup(), ServiceMetric.RECORDS_OUT, Topics.SOIL_MOISTURE.topic());
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(TileResult result, KafkaSinkContext context, Long timestamp) {
        written.inc();
        return serialize(result);
    }

    /** The record of a result, which follows from the result alone. */
    public ProducerRecord<byte[], byte[]> serialize(TileResult result) {
        LocalDate date = LocalDate.ofEpochDay(result.epochDay());
        float[] surface = result.surfaceOpenLoopM3PerM3();
        SoilMoisture.Builder value = SoilMoisture.newBuilder()
                .setDomain(domain)
                .setTile(result.tile())
                .setDate(date)
                .setModelVersion(result.modelVersion())
                .setRevision(result.revision())
                .setIssue(result.issue())
                .setQuality(Arrays.stream(result.quality()).boxed().toList());
        ResultColumn.set(
                value,
                Map.of(
                        ResultColumn.SURFACE_MEAN, surface,
                        ResultColumn.ROOT_ZONE_MEAN, result.rootZoneOpenLoopM3PerM3(),
                        ResultColumn.SURFACE_OPEN_LOOP, surface,
                        ResultColumn.SURFACE_FORECAST, surface,
                        ResultColumn.OBSERVED, result.observedM3PerM3()));
        return new ProducerRecord<>(
                Topics.SOIL_MOISTURE.topic(),
                Topics.partition(result.tile(), partitions),
                Topics.tileDateKey(result.tile(), date).getBytes(StandardCharsets.UTF_8),
                SingleObject.encode(value.build()));
    }
}
