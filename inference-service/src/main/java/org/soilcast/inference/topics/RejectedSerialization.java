package org.soilcast.inference.topics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.inference.operators.RejectedInput;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Rejected;

/** Puts what the job did not take on the rejected topic. */
public final class RejectedSerialization implements KafkaRecordSerializationSchema<RejectedInput> {
    private static final String SOURCE = "inference-service";

    private final String domain;

    /** For one domain. */
    public RejectedSerialization(String domain) {
        this.domain = domain;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(RejectedInput input, KafkaSinkContext context, Long timestamp) {
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
