package org.soilcast.inference.topics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.inference.tile.RejectedInput;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Rejected;
import org.soilcast.service.ServiceMetric;

/** Puts what the job did not take on the rejected topic, and counts it by reason: here all of it comes by. */
public final class RejectedSerialization implements KafkaRecordSerializationSchema<RejectedInput> {
    private static final String SOURCE = "inference-service";

    private final String domain;
    private transient MetricGroup metrics = new UnregisteredMetricsGroup();
    private transient Counter written = new SimpleCounter();
    private transient Map<String, Counter> byReason = new HashMap<>();

    /** For one domain. */
    public RejectedSerialization(String domain) {
        this.domain = domain;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
        metrics = context.getMetricGroup();
        written = RecordCounts.of(metrics, ServiceMetric.RECORDS_OUT, Topics.REJECTED.topic());
        byReason = new HashMap<>();
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(RejectedInput input, KafkaSinkContext context, Long timestamp) {
        written.inc();
        byReason.computeIfAbsent(
                        input.reason(), reason -> RecordCounts.of(metrics, ServiceMetric.RECORDS_REJECTED, reason))
                .inc();
        var value = new Rejected(
                domain,
                SOURCE,
                input.reason(),
                input.detail(),
                input.topic(),
                input.offset(),
                ByteBuffer.wrap(input.excerpt()));
        return new ProducerRecord<>(
                Topics.REJECTED.topic(), SOURCE.getBytes(StandardCharsets.UTF_8), SingleObject.encode(value));
    }
}
