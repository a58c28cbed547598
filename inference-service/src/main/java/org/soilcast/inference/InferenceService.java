package org.soilcast.inference;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.schemas.CommittedOffsets;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.service.Service;
import org.soilcast.service.Watched;

/**
 * Waits for a bundle in force, submits the job, and looks after it when it runs on this process's own cluster: a
 * mini-cluster by default. The job goes on from its newest checkpoint.
 */
public final class InferenceService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceService.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final List<Topics> INPUTS = List.of(Topics.TILE_DAYS, Topics.TILE_MODELS, Topics.MODEL_BUNDLES);
    /** A checkpoint that is so many intervals late, and at least so long, means that something hangs. */
    private static final int OVERDUE_INTERVALS = 10;

    private static final Duration OVERDUE = Duration.ofMinutes(2);

    private final InferenceConfig config;
    private final StreamExecutionEnvironment environment;
    private final CheckpointFolder checkpoints;
    private final boolean ownCluster;
    private final PublicKey key;
    private final CommittedOffsets offsets;
    private final Thread thread = new Thread(this::run, "inference");
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<SubmittedJob> job = Optional.empty();
    private volatile Optional<Watched> drained = Optional.empty();
    private volatile Optional<Throwable> failure = Optional.empty();
    private volatile boolean ready;

    private InferenceService(
            InferenceConfig config,
            StreamExecutionEnvironment environment,
            CheckpointFolder checkpoints,
            boolean ownCluster) {
        this.config = config;
        this.environment = environment;
        this.checkpoints = checkpoints;
        this.ownCluster = ownCluster;
        this.key = BundleKeys.readPublic(config.bundleKey());
        this.offsets = new CommittedOffsets(config.kafka(), InferenceConfig.GROUP_ID);
    }

    /**
     * Begins to wait, for a job on a mini-cluster inside this process.
     *
     * @param config settings
     * @param checkpoints where its state is and goes
     * @param partitions number of partitions of every topic
     * @param registry shows the job's metrics
     */
    public static InferenceService start(
            InferenceConfig config, CheckpointFolder checkpoints, int partitions, MeterRegistry registry) {
        Configuration settings = startSettings(config, checkpoints);
        settings.set(TaskManagerOptions.NUM_TASK_SLOTS, Math.max(config.parallelism(), partitions));
        Loopback.only(settings);
        RegistryReporterFactory.use(settings);
        Metrics.addRegistry(registry);
        checkpoints.keepNewest(InferenceJob.RETAINED_CHECKPOINTS);
        var environment = StreamExecutionEnvironment.createLocalEnvironment(config.parallelism(), settings);
        return start(config, environment, checkpoints, true);
    }

    /** Begins to wait, for a job on the cluster of an environment. */
    static InferenceService start(
            InferenceConfig config,
            StreamExecutionEnvironment environment,
            CheckpointFolder checkpoints,
            boolean ownCluster) {
        var service = new InferenceService(config, environment, checkpoints, ownCluster);
        service.thread.start();
        return service;
    }

    /** Settings of a job that goes on from the newest checkpoint, and of the mini-cluster should it run on one. */
    static Configuration startSettings(InferenceConfig config, CheckpointFolder checkpoints) {
        Configuration settings = InferenceJob.settings(config);
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.checkpoints());
        settings.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, checkpoints.savepoints());
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
        checkpoints.newest().ifPresent(newest -> {
            checkpoints.requireReadable(newest);
            LOG.info("continuing from {}", newest);
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, CheckpointFolder.address(newest));
        });
        return settings;
    }

    @Override
    public Optional<Throwable> failure() {
        return failure.or(() -> drained.flatMap(Watched::failure))
                .or(() -> ownCluster ? job.flatMap(SubmittedJob::failure) : Optional.empty());
    }

    /** Whether the job has been submitted. */
    public boolean isSubmitted() {
        return job.isPresent();
    }

    /** Whether the job has been submitted and, on this process's own cluster, runs and completes its checkpoints. */
    @Override
    public boolean isReady() {
        return job.isPresent() && (!ownCluster || ready);
    }

    /** Whether the job has been submitted to a cluster that keeps it. */
    @Override
    public boolean isDone() {
        return !ownCluster && job.isPresent();
    }

    /**
     * Says that no more input comes, so that {@link #isDrained} can be asked. Flink tells operators of checkpoints and not
     * of savepoints in between, so the answer comes an interval of checkpoints later at most.
     */
    public synchronized void finish() {
        if (drained.isEmpty()) {
            drained = Optional.of(Watched.start("inference-drained", holdsEverything()));
        }
    }

    /** Whether a completed checkpoint of this job, and none of an earlier one, holds the effect of all its input. */
    @Override
    public boolean isDrained() {
        return drained.filter(Watched::holds).isPresent();
    }

    private BooleanSupplier holdsEverything() {
        return () -> job.filter(submitted -> offsets.coverAll(INPUTS, submitted.id()))
                .isPresent();
    }

    /** Gives up waiting; ends the job with its state saved when it is this process's own. */
    @Override
    public void close() {
        drained.ifPresent(Watched::close);
        closing.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (ownCluster) {
            job.ifPresent(SubmittedJob::stop);
        }
        offsets.close();
    }

    private void run() {
        try {
            while (!bundleIsThere()) {
                if (closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            int partitions = TopicReader.partitionCount(config.kafka(), Topics.SOIL_MOISTURE);
            SubmittedJob submitted = SubmittedJob.submit(environment, config, checkpoints, partitions);
            LOG.info("submitted job {} of {}", submitted.id(), config.domain());
            job = Optional.of(submitted);
            lookAfter(submitted);
        } catch (InterruptedException | RuntimeException | Error e) {
            if (closing.getCount() > 0) {
                LOG.error("inference failed", e);
                failure = Optional.of(e);
            }
        }
    }

    private boolean bundleIsThere() {
        KafkaConnection kafka = config.kafka();
        return TopicCreation.isComplete(kafka)
                && TopicReader.dataEnds(kafka, Topics.MODEL_BUNDLES).values().stream()
                        .anyMatch(end -> end > 0)
                && !ModelsInForce.read(kafka, key).isEmpty();
    }

    private void lookAfter(SubmittedJob submitted) throws InterruptedException {
        long sinceNanos = System.nanoTime();
        Duration interval = config.checkpointInterval().multipliedBy(OVERDUE_INTERVALS);
        Duration overdue = interval.compareTo(OVERDUE) > 0 ? interval : OVERDUE;
        while (ownCluster && submitted.failure().isEmpty()) {
            Duration running = Duration.ofNanos(System.nanoTime() - sinceNanos);
            Duration without = checkpoints
                    .ageOfNewest()
                    .filter(age -> age.compareTo(running) < 0)
                    .orElse(running);
            ready = submitted.isRunning() && without.compareTo(overdue) < 0;
            if (closing.await(1, TimeUnit.SECONDS)) {
                return;
            }
        }
        ready = false;
    }
}
