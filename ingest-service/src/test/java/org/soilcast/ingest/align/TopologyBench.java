package org.soilcast.ingest.align;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Rejected;
import org.soilcast.schemas.avro.TileDay;

/** The production topology with production settings in Kafka's test driver. */
final class TopologyBench implements AutoCloseable {
    static final String DOMAIN = "smap_conus";

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final TopologyTestDriver driver;
    private final Map<Topics, TestInputTopic<String, byte[]>> inputs = new TreeMap<>();
    private final TestOutputTopic<String, byte[]> tileDays;
    private final TestOutputTopic<String, byte[]> rejected;

    /** On the store of production. */
    TopologyBench(Path stateDirectory) {
        this(stateDirectory, Stores.persistentKeyValueStore(TileDayStore.NAME));
    }

    /** On another kind of store. */
    TopologyBench(Path stateDirectory, KeyValueBytesStoreSupplier stores) {
        this(DOMAIN, stateDirectory, stores);
    }

    /** Of another domain, on a store in memory: the driver commits each record, which takes a disk milliseconds. */
    static TopologyBench inMemory(String domain, Path stateDirectory) {
        return new TopologyBench(domain, stateDirectory, Stores.inMemoryKeyValueStore(TileDayStore.NAME));
    }

    private TopologyBench(String domain, Path stateDirectory, KeyValueBytesStoreSupplier stores) {
        Properties settings = IngestTopology.settings(KafkaConnection.to("unused:9092"), domain, stateDirectory, 1, 1);
        driver = new TopologyTestDriver(IngestTopology.build(domain, 1, registry, stores), settings);
        for (Topics topic : IngestTopology.SOURCES) {
            inputs.put(
                    topic, driver.createInputTopic(topic.topic(), new StringSerializer(), new ByteArraySerializer()));
        }
        tileDays = driver.createOutputTopic(
                Topics.TILE_DAYS.topic(), new StringDeserializer(), new ByteArrayDeserializer());
        rejected = driver.createOutputTopic(
                Topics.REJECTED.topic(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** A message on its way to a topic. */
    record Message(Topics topic, int tile, SpecificRecord value) {}

    void send(Message... messages) {
        for (Message message : messages) {
            sendBytes(message.topic(), Topics.tileKey(message.tile()), SingleObject.encode(message.value()));
        }
    }

    /** Sends a message as the publisher made it. */
    void send(ProducerRecord<String, byte[]> message) {
        sendBytes(topic(message.topic()), message.key(), message.value());
    }

    private Topics topic(String name) {
        return inputs.keySet().stream()
                .filter(topic -> topic.topic().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void sendBytes(Topics topic, String key, byte[] value) {
        inputs.get(topic).pipeInput(key, value);
    }

    List<TileDay> takeTileDays() {
        return takeOutput().stream()
                .filter(TileDay.class::isInstance)
                .map(TileDay.class::cast)
                .toList();
    }

    /** Tile-days and control records, in their order. */
    List<SpecificRecord> takeOutput() {
        return tileDays.readValuesToList().stream().map(SingleObject::decode).toList();
    }

    List<LocalDate> takeDates() {
        return takeTileDays().stream().map(TileDay::getDate).toList();
    }

    /** The last tile-day of each tile and date, as encoded bytes in hexadecimal. */
    Map<String, String> takeFinalState() {
        var last = new TreeMap<String, String>();
        for (KeyValue<String, byte[]> entry : tileDays.readKeyValuesToList()) {
            if (entry.key.equals(Topics.CONTROL_KEY)) {
                continue;
            }
            TileDay day = SingleObject.decode(entry.value, TileDay.class);
            last.put(entry.key + "/" + day.getDate(), java.util.HexFormat.of().formatHex(entry.value));
        }
        return last;
    }

    List<Rejected> takeRejected() {
        return rejected.readValuesToList().stream()
                .map(value -> SingleObject.decode(value, Rejected.class))
                .toList();
    }

    List<String> takeReasons() {
        return takeRejected().stream().map(Rejected::getReason).toList();
    }

    KeyValueStore<Bytes, byte[]> store() {
        return driver.getKeyValueStore(TileDayStore.NAME);
    }

    /** Entries in the store. */
    int storeEntries() {
        var entries = new ArrayList<Object>();
        try (var all = store().all()) {
            all.forEachRemaining(entries::add);
        }
        return entries.size();
    }

    @Override
    public void close() {
        driver.close();
    }
}
