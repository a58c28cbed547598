package org.soilcast.ops.drill;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.soilcast.dayline.alert.AlertRule;
import org.soilcast.dayline.alert.AlertRules;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.inference.tile.AlertWatch;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.inference.topics.AlertSerialization;
import org.soilcast.inference.topics.AreaDaySerialization;
import org.soilcast.inference.topics.ForecastSerialization;
import org.soilcast.inference.topics.SoilMoistureSerialization;
import org.soilcast.ingest.align.IngestTopology;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;
import org.soilcast.schemas.avro.Forecast;
import org.soilcast.schemas.avro.Rejected;
import org.soilcast.schemas.avro.SoilMoisture;

/**
 * The production topology of ingest in Kafka's test driver, piped record by record into {@link DrillJob}, which may fail
 * now and then.
 */
final class OrderPipeline implements AutoCloseable {
    /** Name of the made-up domain. */
    static final String DOMAIN = "drill";

    /** Of made-up climatologies, alerts often: any dryness of three days that most members agree on, told pentad by pentad. */
    static final AlertWatch WATCH = AlertWatch.of(
            new AlertRules(List.of(new AlertRules.Entry(
                    new AlertRule("drill", DroughtClass.D0, .5f, 1, 2, 1, 0),
                    Set.of(AlertRules.CELLS, AlertRules.AREAS)))),
            Optional.empty());

    private final String domain;
    private final TopologyTestDriver driver;
    private final Map<Topics, TestInputTopic<String, byte[]>> inputs = new EnumMap<>(Topics.class);
    private final TestOutputTopic<String, byte[]> tileDays;
    private final TestOutputTopic<String, byte[]> rejected;
    private final DrillJob job;

    /**
     * Starts both parts.
     *
     * @param topology ingest
     * @param domain name of the domain
     * @param stateDirectory folder of the topology's store, for this pipeline alone
     * @param landOperators makes the operator under test
     * @param failures when the job fails, and with how many subtasks it goes on; never if empty
     */
    OrderPipeline(
            Topology topology,
            String domain,
            Path stateDirectory,
            Supplier<KeyedCoProcessFunction<Integer, TileDayInput, TileParameters, TileResult>> landOperators,
            Optional<Random> failures)
            throws Exception {
        this.domain = domain;
        driver = new TopologyTestDriver(
                topology, IngestTopology.settings(KafkaConnection.to("unused:9092"), domain, stateDirectory, 1, 1));
        for (Topics topic : List.of(Topics.TILES, Topics.FORCING, Topics.RETRIEVALS)) {
            inputs.put(
                    topic, driver.createInputTopic(topic.topic(), new StringSerializer(), new ByteArraySerializer()));
        }
        tileDays = driver.createOutputTopic(
                Topics.TILE_DAYS.topic(), new StringDeserializer(), new ByteArrayDeserializer());
        rejected = driver.createOutputTopic(
                Topics.REJECTED.topic(), new StringDeserializer(), new ByteArrayDeserializer());
        job = new DrillJob(domain, landOperators, failures);
    }

    /** Puts a record on one of ingest's topics, and hands on what comes of it. */
    void send(Topics topic, int tile, byte[] value) throws Exception {
        requireNonNull(inputs.get(topic), () -> "no input of ingest: " + topic).pipeInput(Topics.tileKey(tile), value);
        for (byte[] tileDay : tileDays.readValuesToList()) {
            job.take(Topics.partition(tile, DrillInputs.PARTITIONS), tileDay);
        }
    }

    /** Puts a control record among the tile-days of a partition. */
    void sendControl(int partition, byte[] value) throws Exception {
        job.take(partition, value);
    }

    /** Hands parameters to the land operator. */
    void send(TileParameters parameters) throws Exception {
        job.take(parameters);
    }

    /** The records of results so far, in their order. */
    List<SoilMoisture> results() {
        var serialization = new SoilMoistureSerialization(domain, DrillInputs.PARTITIONS);
        return job.results().stream()
                .map(serialization::serialize)
                .map(record -> SingleObject.decode(record.value(), SoilMoisture.class))
                .toList();
    }

    /** What ingest has refused since the last call. */
    List<Rejected> takeRejected() {
        return rejected.readValuesToList().stream()
                .map(value -> SingleObject.decode(value, Rejected.class))
                .toList();
    }

    /**
     * What has come of the inputs so far: the bytes of the last record of each tile and date, of each tile's state, and of
     * the last issue of its newest forecast, without the count of issues; of the days of areas and the alerts; and what was refused. Older forecasts stay as
     * they were when a newer one was asked for.
     */
    OrderOutcome outcome() throws Exception {
        var bytes = new TreeMap<String, byte[]>();
        for (SoilMoisture value : results()) {
            bytes.put(
                    "result " + Topics.tileDateKey(value.getTile(), value.getDate()),
                    SingleObject.encode(
                            SoilMoisture.newBuilder(value).setIssue(1).build()));
        }
        for (int tile = 0; tile < DrillInputs.TILES; tile++) {
            bytes.put("state of tile " + tile, job.stateOf(tile));
            newestForecast(tile)
                    .ifPresent(forecast -> bytes.put(
                            "forecast of tile " + forecast.getTile(),
                            SingleObject.encode(
                                    Forecast.newBuilder(forecast).setIssue(1).build())));
        }
        var areas = new AreaDaySerialization(domain, DrillInputs.PARTITIONS);
        job.watch()
                .areaDays()
                .forEach(day -> bytes.put(
                        OrderOutcome.AREA + day.area() + " " + LocalDate.ofEpochDay(day.epochDay()),
                        areas.serialize(day).value()));
        addStandingAlerts(bytes);
        var refusals = new ArrayList<String>();
        takeRejected().forEach(refused -> refusals.add(refused.getReason() + ": " + refused.getDetail()));
        job.refused().forEach(refused -> refusals.add(refused.reason() + ": " + refused.detail()));
        return new OrderOutcome(bytes, refusals);
    }

    /** Alerts that have not been cancelled, as they were told last, but for how and how often. */
    private void addStandingAlerts(Map<String, byte[]> bytes) {
        var serialization = new AlertSerialization(domain, DrillInputs.PARTITIONS);
        for (AlertResult told : job.watch().alerts()) {
            Alert alert = SingleObject.decode(serialization.serialize(told).value(), Alert.class);
            String key = OrderOutcome.ALERT + alert.getId();
            if (alert.getState() == AlertState.CANCELLED) {
                bytes.remove(key);
            } else {
                bytes.put(
                        key,
                        SingleObject.encode(Alert.newBuilder(alert)
                                .setState(AlertState.RAISED)
                                .setSequence(1)
                                .setNotify(true)
                                .build()));
            }
        }
    }

    private Optional<Forecast> newestForecast(int tile) {
        var serialization = new ForecastSerialization(domain, DrillInputs.PARTITIONS);
        return job.forecasts().stream()
                .filter(forecast -> forecast.tile() == tile)
                .reduce((one, other) -> other.epochDay() >= one.epochDay() ? other : one)
                .map(newest ->
                        SingleObject.decode(serialization.serialize(newest).value(), Forecast.class));
    }

    @Override
    public void close() throws Exception {
        job.close();
        driver.close();
    }
}
