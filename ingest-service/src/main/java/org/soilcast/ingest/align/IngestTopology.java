package org.soilcast.ingest.align;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.Topics;

/**
 * The Kafka Streams topology of ingest: tiles, forcing, retrievals and forecast forcing, co-partitioned by tile, into
 * tile-days.
 *
 * <p>Tiles are a third source of the same task and not a global table: a global table is filled before anything starts
 * but not in step with later records, while here a forcing that comes before its tile waits in the store.
 */
public final class IngestTopology {
    /** Topics that are read. */
    public static final List<Topics> SOURCES =
            List.of(Topics.TILES, Topics.FORCING, Topics.RETRIEVALS, Topics.FORECAST_FORCING);

    private static final String PROCESSOR = "align-tile-days";
    private static final String SESSION_TIMEOUT_MS = "6000";
    private static final String HEARTBEAT_MS = "2000";
    private static final String COMMIT_INTERVAL_MS = "200";

    private IngestTopology() {}

    /**
     * The topology.
     *
     * @param domain name of the domain, for the records of rejected input
     * @param partitions of its topics
     * @param registry takes the counters
     */
    public static Topology build(String domain, int partitions, MeterRegistry registry) {
        return build(domain, partitions, registry, Stores.persistentKeyValueStore(TileDayStore.NAME));
    }

    /** The topology on a store in memory, for drills: the test driver syncs the other to disk after every message. */
    public static Topology inMemory(String domain, int partitions, MeterRegistry registry) {
        return build(domain, partitions, registry, Stores.inMemoryKeyValueStore(TileDayStore.NAME));
    }

    /** The topology on a kind of store. */
    static Topology build(String domain, int partitions, MeterRegistry registry, KeyValueBytesStoreSupplier stores) {
        var topology = new Topology();
        for (Topics topic : SOURCES) {
            topology.addSource(sourceName(topic), new StringDeserializer(), new ByteArrayDeserializer(), topic.topic());
        }
        var outputs = new AlignOutput.Factory(domain, new AlignMeters(registry));
        ProcessorSupplier<String, byte[], String, byte[]> processor = () -> new TileDayProcessor(outputs, partitions);
        topology.addProcessor(
                PROCESSOR,
                processor,
                SOURCES.stream().map(IngestTopology::sourceName).toArray(String[]::new));
        topology.addStateStore(
                Stores.<Bytes, byte[]>keyValueStoreBuilder(stores, Serdes.Bytes(), Serdes.ByteArray()), PROCESSOR);
        topology.addSink(
                AlignOutput.TILE_DAYS_SINK,
                Topics.TILE_DAYS.topic(),
                new StringSerializer(),
                new ByteArraySerializer(),
                (topic, key, value, partitionsOfTopic) ->
                        Optional.of(Set.of(Topics.partition(Integer.parseInt(key), partitionsOfTopic))),
                PROCESSOR);
        topology.addSink(
                AlignOutput.CONTROL_SINK,
                Topics.TILE_DAYS.topic(),
                ControlSink.keys(),
                new ByteArraySerializer(),
                (topic, key, value, partitionsOfTopic) -> Optional.of(Set.of(ControlSink.partition(key))),
                PROCESSOR);
        topology.addSink(
                AlignOutput.REJECTED_SINK,
                Topics.REJECTED.topic(),
                new StringSerializer(),
                new ByteArraySerializer(),
                PROCESSOR);
        return topology;
    }

    /** Application id of a domain's topology: its consumer group and the prefix of its internal topics. */
    public static String applicationId(String domain) {
        return "soilcast-ingest-" + domain;
    }

    /**
     * Production settings.
     *
     * <p>Exactly once: a crash with at-least-once could keep the change of the store and lose the tile-day made from it;
     * the input, read again, would then be taken for a repetition that changes nothing, and the day would be lost. A
     * transaction ends every {@value #COMMIT_INTERVAL_MS} ms: that is the latency a tile-day gains until readers of committed
     * records see it, well within "seconds".
     *
     * <p>A member that dies is missed after {@value #SESSION_TIMEOUT_MS} ms and not after 45 s, so that a restart goes on at
     * once.
     *
     * @param stateDirectory folder of the stores; survives restarts
     * @param threads stream threads
     * @param replicationFactor of internal topics
     */
    public static Properties settings(
            KafkaConnection kafka, String domain, Path stateDirectory, int threads, int replicationFactor) {
        var settings = new Properties();
        settings.putAll(kafka.admin());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(domain));
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.toString(threads));
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, Integer.toString(replicationFactor));
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class.getName());
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class.getName());
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        return settings;
    }

    private static String sourceName(Topics topic) {
        return topic.name().toLowerCase(java.util.Locale.ROOT) + "-source";
    }
}
