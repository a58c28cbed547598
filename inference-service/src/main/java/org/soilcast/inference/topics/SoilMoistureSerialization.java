package org.soilcast.inference.topics;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
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
        SoilMoisture.Builder value = SoilMoisture.newBuilder()
                .setDomain(domain)
                .setTile(result.tile())
                .setDate(date)
                .setModelVersion(result.modelVersion())
                .setRevision(result.revision())
                .setIssue(result.issue())
                .setQuality(Arrays.stream(result.quality()).boxed().toList());
        Map<ResultColumn, float[]> known = new EnumMap<>(ResultColumn.class);
        for (ResultColumn column : ResultColumn.values()) {
            float[] row = result.row(column);
            if (column == ResultColumn.OBSERVED || isKnown(row)) {
                known.put(column, row);
            }
        }
        ResultColumn.set(value, known);
        return new ProducerRecord<>(
                Topics.SOIL_MOISTURE.topic(),
                Topics.partition(result.tile(), partitions),
                Topics.tileDateKey(result.tile(), date).getBytes(StandardCharsets.UTF_8),
                SingleObject.encode(value.build()));
    }

    private static boolean isKnown(float[] row) {
        for (float value : row) {
            if (!Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }
}
