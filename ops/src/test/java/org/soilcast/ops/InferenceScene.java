package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.soilcast.inference.CheckpointFolder;
import org.soilcast.inference.InferenceConfig;
import org.soilcast.inference.InferenceJob;
import org.soilcast.inference.InferenceService;
import org.soilcast.inference.JobEnds;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.land.cuda.DeviceChoice;
import org.soilcast.retrain.ModelTopics;
import org.soilcast.schemas.CommittedOffsets;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.Rejected;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.schemas.avro.TileModel;

/** A real broker and the real inference job on the {@link SmallDomain}, with the writers of tile-days and models. */
final class InferenceScene implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final String CHECKPOINT = "chk-";
    private static final List<Topics> INPUTS = List.of(Topics.TILE_DAYS, Topics.TILE_MODELS, Topics.MODEL_BUNDLES);

    final KafkaConnection kafka;
    final KeyPair keys;
    private final EmbeddedBroker broker;
    private final InferenceConfig config;
    private final CheckpointFolder checkpoints;
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final KafkaProducer<String, byte[]> producer;
    private final CommittedOffsets offsets;
    private Optional<JobClient> killable = Optional.empty();
    private Optional<InferenceService> service = Optional.empty();

    InferenceScene(Path folder) {
        broker = EmbeddedBroker.start(folder.resolve("kafka"));
        kafka = broker.connection();
        keys = BundleKeys.inFolder(folder.resolve("keys"));
        TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
        config = new InferenceConfig(
                kafka,
                SmallDomain.NAME,
                folder.resolve("keys").resolve(BundleKeys.PUBLIC_FILE),
                2,
                Duration.ofMillis(200),
                Optional.empty(),
                new DeviceChoice.Decision(false, "in a test"));
        checkpoints = new CheckpointFolder(folder.resolve("flink"));
        producer = new KafkaProducer<>(kafka.producer(Optional.empty()));
        offsets = new CommittedOffsets(kafka, InferenceConfig.GROUP_ID);
    }

    /** Publishes a version as the retrain service does. */
    void publishModel(int version) {
        List<TileModel> tileModels = SmallDomain.tileModels(version);
        try (var models = new ModelTopics(kafka, keys)) {
            models.publish(tileModels, SmallDomain.bundle(version, tileModels));
        }
    }

    /** Sends the tile-days of all tiles from the first number of days on, up to the second. */
    void sendDays(int from, int to) {
        for (LocalDate date = SmallDomain.FIRST.plusDays(from);
                date.isBefore(SmallDomain.FIRST.plusDays(to));
                date = date.plusDays(1)) {
            for (int tile = 0; tile < SmallDomain.TILES; tile++) {
                producer.send(new ProducerRecord<>(
                        Topics.TILE_DAYS.topic(),
                        Topics.partition(tile, EmbeddedBroker.PARTITIONS),
                        Topics.tileKey(tile),
                        SingleObject.encode(SmallDomain.day(tile, date))));
            }
        }
        producer.flush();
    }

    /** Activates a version from its first date on, in every partition of the tile-days. */
    void activate(int version) {
        byte[] activated = SingleObject.encode(
                new ModelActivated(SmallDomain.NAME, version, SmallDomain.effectiveFrom(version), 0L));
        for (int partition = 0; partition < EmbeddedBroker.PARTITIONS; partition++) {
            send(Topics.TILE_DAYS, partition, Topics.CONTROL_KEY, activated);
        }
    }

    /** Puts bytes on a topic, whatever they are. */
    void send(Topics topic, int partition, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic.topic(), partition, key, value));
        producer.flush();
    }

    /** Submits the job so that it can be {@link #kill}ed; it goes on from its newest checkpoint. */
    void startKillable() throws Exception {
        Configuration settings = InferenceJob.settings(config);
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.checkpoints());
        checkpoints
                .newest()
                .ifPresent(newest -> settings.set(
                        StateRecoveryOptions.SAVEPOINT_PATH, newest.toUri().toString()));
        var environment = StreamExecutionEnvironment.createLocalEnvironment(config.parallelism(), settings);
        InferenceJob.define(
                environment, config, JobEnds.topics(config, EmbeddedBroker.PARTITIONS), EmbeddedBroker.PARTITIONS);
        killable = Optional.of(environment.executeAsync());
    }

    /** Ends the job where it is, without a savepoint. */
    void kill() throws Exception {
        JobClient job = killable.orElseThrow();
        killable = Optional.empty();
        job.cancel().get();
        Future<?> ended = job.getJobExecutionResult().handle((result, cause) -> Optional.empty());
        ended.get();
    }

    /** Where the job's metrics are shown. */
    MeterRegistry registry() {
        return registry;
    }

    /** Starts the job as the standalone form does. */
    void startService() {
        service = Optional.of(InferenceService.start(config, checkpoints, EmbeddedBroker.PARTITIONS, registry));
    }

    /** Waits until a checkpoint of the job holds the effect of all that is on its input topics. */
    void awaitAllTaken() {
        await("all input taken", () -> offsets.coverAll(INPUTS));
    }

    /** Waits until a checkpoint is complete that was begun after this call. */
    void awaitCheckpoint() {
        long begun = checkpoints("").max().orElse(0);
        await("a checkpoint", () -> checkpoints("_metadata").max().orElse(0) > begun);
    }

    /** Numbers of the running job's checkpoints whose folder holds the file; they come and go while this looks. */
    private LongStream checkpoints(String file) {
        String job = killable.orElseThrow().getJobID().toHexString();
        var folder = new File(URI.create(checkpoints.checkpoints()).getPath(), job);
        return Optional.ofNullable(folder.list()).stream()
                .flatMap(Arrays::stream)
                .filter(name -> name.startsWith(CHECKPOINT) && new File(new File(folder, name), file).exists())
                .mapToLong(name -> Long.parseLong(name.substring(CHECKPOINT.length())));
    }

    /** Waits until every tile has results for so many days. */
    void awaitDays(int days) {
        await("results of " + days + " days", () -> results().size() == days * SmallDomain.TILES);
    }

    /** Waits until so many records have been rejected. */
    void awaitRejected(int atLeast) {
        await(atLeast + " rejected records", () -> rejected().size() >= atLeast);
    }

    /** Waits until so many results have come from a version. */
    void awaitResults(int version, int atLeast) {
        await(
                atLeast + " results of version " + version,
                () -> results().values().stream()
                                .filter(result -> result.getModelVersion() == version)
                                .count()
                        >= atLeast);
    }

    /** Each result that is valid now, by tile and date. */
    Map<String, SoilMoisture> results() {
        Map<String, SoilMoisture> results = new TreeMap<>();
        TopicReader.readAll(
                kafka,
                Topics.SOIL_MOISTURE,
                record -> results.put(record.key(), SingleObject.decode(record.value(), SoilMoisture.class)));
        return results;
    }

    List<Rejected> rejected() {
        List<Rejected> rejected = new ArrayList<>();
        TopicReader.readAll(
                kafka, Topics.REJECTED, record -> rejected.add(SingleObject.decode(record.value(), Rejected.class)));
        return rejected;
    }

    private void await(String what, BooleanSupplier reached) {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (!reached.getAsBoolean()) { // each question is a round trip to the broker
            service.flatMap(InferenceService::failure).ifPresent(cause -> {
                throw new AssertionError("the job failed while waiting for: " + what, cause);
            });
            killable.map(JobClient::getJobExecutionResult)
                    .ifPresent(result -> assertThat(result.isDone())
                            .as("the job ended while waiting for: " + what)
                            .isFalse());
            assertThat(System.nanoTime())
                    .as("waited " + WITHIN + " for: " + what)
                    .isLessThan(deadline);
        }
    }

    @Override
    public void close() throws Exception {
        service.ifPresent(InferenceService::close);
        if (killable.isPresent()) {
            kill();
        }
        offsets.close();
        producer.close();
        broker.close();
    }
}
