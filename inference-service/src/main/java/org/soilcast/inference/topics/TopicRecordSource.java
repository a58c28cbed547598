package org.soilcast.inference.topics;

import java.util.Properties;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.Topics;
import org.soilcast.service.ServiceMetric;

/** Reads the committed records of a topic as they are; decoding comes after, where a bad record has somewhere to go. */
public final class TopicRecordSource implements KafkaRecordDeserializationSchema<TopicRecord> {
    private final String topic;
    private transient Counter read = new SimpleCounter();

    private TopicRecordSource(String topic) {
        this.topic = topic;
    }

    /**
     * A source from the topic's beginning, or from where a restored checkpoint stopped. It commits no offsets: a source
     * with nothing to read would do so up to ten seconds late ({@link TakenRecords} says how far the job has come).
     */
    public static KafkaSource<TopicRecord> of(KafkaConnection kafka, Topics topic, String groupId) {
        var settings = new Properties();
        settings.putAll(kafka.consumer(groupId));
        settings.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG); // the connector decodes bytes itself
        settings.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
        settings.remove(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG); // said by the starting offsets
        settings.remove(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG); // a larger record still comes, alone
        settings.setProperty("partition.discovery.interval.ms", "-1");
        settings.setProperty("commit.offsets.on.checkpoint", "false");
        settings.setProperty("client.id.prefix", groupId + "-" + topic.topic());
        return KafkaSource.<TopicRecord>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setProperties(settings)
                .setTopics(topic.topic())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new TopicRecordSource(topic.topic()))
                .build();
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        read = RecordCounts.of(context.getMetricGroup(), ServiceMetric.RECORDS_IN, topic);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<TopicRecord> out) {
        read.inc();
        boolean deleted = record.value() == null; // goes along, since the offset behind it counts as read
        out.collect(new TopicRecord(
                record.topic(), record.partition(), record.offset(), deleted ? new byte[0] : record.value(), deleted));
    }

    @Override
    public TypeInformation<TopicRecord> getProducedType() {
        return TypeInformation.of(TopicRecord.class);
    }
}
