package org.soilcast.inference;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.soilcast.inference.area.AreaCells;
import org.soilcast.inference.area.AreaDayResult;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.inference.tile.ForecastResult;
import org.soilcast.inference.tile.RejectedInput;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.inference.topics.AlertSerialization;
import org.soilcast.inference.topics.AreaDaySerialization;
import org.soilcast.inference.topics.ForecastSerialization;
import org.soilcast.inference.topics.OffsetReport;
import org.soilcast.inference.topics.PublishedAreas;
import org.soilcast.inference.topics.RejectedSerialization;
import org.soilcast.inference.topics.SoilMoistureSerialization;
import org.soilcast.inference.topics.TopicRecord;
import org.soilcast.inference.topics.TopicRecordSource;
import org.soilcast.schemas.CommittedOffsets;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.Topics;

/**
 * Where the job reads and writes: the topics, or what a test or drill puts in their place.
 *
 * @param tileDays tile-days and control records, in the order of each partition
 * @param tileModels tile-models
 * @param bundles model bundles
 * @param areas what statistics are made of beside cells, as they are when the job starts
 * @param results takes the results
 * @param forecasts takes the forecasts
 * @param areaDays takes the days of areas
 * @param alerts takes the alerts
 * @param rejected takes what was not taken
 * @param progress takes how far the job has come in its input
 */
public record JobEnds(
        Source<TopicRecord, ?, ?> tileDays,
        Source<TopicRecord, ?, ?> tileModels,
        Source<TopicRecord, ?, ?> bundles,
        List<AreaCells> areas,
        Sink<TileResult> results,
        Sink<ForecastResult> forecasts,
        Sink<AreaDayResult> areaDays,
        Sink<AlertResult> alerts,
        Sink<RejectedInput> rejected,
        OffsetReport progress) {
    /**
     * The topics. Results are written at least once, which is enough: they follow from the input alone, and a later
     * record of a tile and date replaces an earlier one.
     *
     * @param partitions number of partitions of every topic
     */
    public static JobEnds topics(InferenceConfig config, int partitions) {
        return new JobEnds(
                source(config, Topics.TILE_DAYS),
                source(config, Topics.TILE_MODELS),
                source(config, Topics.MODEL_BUNDLES),
                PublishedAreas.read(config.kafka(), config.domain()),
                sink(config, new SoilMoistureSerialization(config.domain(), partitions)),
                sink(config, new ForecastSerialization(config.domain(), partitions)),
                sink(config, new AreaDaySerialization(config.domain(), partitions)),
                sink(config, new AlertSerialization(config.domain(), partitions)),
                sink(config, new RejectedSerialization(config.domain())),
                groupOffsets(config));
    }

    /**
     * Reports as committed offsets of the consumer group, with the job's id as their remark, so that whoever asks can tell
     * them from what an earlier job has left there.
     */
    private static OffsetReport groupOffsets(InferenceConfig config) {
        String bootstrapServers = config.kafka().bootstrapServers();
        var security = new HashMap<>(config.kafka().security()); // the connection itself does not travel to the cluster
        return (jobId, offsets) -> {
            var kafka = new KafkaConnection(bootstrapServers, security);
            try (var group = new CommittedOffsets(kafka, InferenceConfig.GROUP_ID)) {
                group.commit(offsets, jobId);
            }
        };
    }

    private static Source<TopicRecord, ?, ?> source(InferenceConfig config, Topics topic) {
        return TopicRecordSource.of(config.kafka(), topic, InferenceConfig.GROUP_ID);
    }

    private static <T> Sink<T> sink(InferenceConfig config, KafkaRecordSerializationSchema<T> serialization) {
        var settings = new Properties();
        settings.putAll(config.kafka().producer(Optional.empty()));
        settings.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG); // the connector encodes to bytes itself
        settings.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        return KafkaSink.<T>builder()
                .setBootstrapServers(config.kafka().bootstrapServers())
                .setKafkaProducerConfig(settings)
                .setRecordSerializer(serialization)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }
}
