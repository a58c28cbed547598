package org.soilcast.inference;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inference job on a Flink cluster, by default one inside this JVM, continued from its newest checkpoint. */
public final class InferenceService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceService.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(60);

    private final InferenceConfig config;
    private final CheckpointFolder checkpoints;
    private final JobClient job;
    private final CompletableFuture<JobExecutionResult> result;
    private boolean stopped;

    private InferenceService(InferenceConfig config, CheckpointFolder checkpoints, JobClient job) {
        this.config = config;
        this.checkpoints = checkpoints;
        this.job = job;
        this.result = job.getJobExecutionResult();
    }

    /**
     * Starts the job on a mini-cluster.
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
        return submit(environment, config, checkpoints, partitions);
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

    /** Submits the job to the cluster of an environment. */
    static InferenceService submit(
            StreamExecutionEnvironment environment,
            InferenceConfig config,
            CheckpointFolder checkpoints,
            int partitions) {
        LOG.info("the land model runs on {}", config.device());
        try {
            InferenceJob.define(environment, config, JobEnds.topics(config, partitions), partitions);
            return new InferenceService(config, checkpoints, environment.executeAsync());
        } catch (Exception e) {
            throw new IllegalStateException("cannot start the inference job: " + e.getMessage(), e);
        }
    }

    /** Flink's name of the job. */
    String jobId() {
        return job.getJobID().toString();
    }

    /** Why the job ended, if it did. */
    public Optional<Throwable> failure() {
        if (stopped || !result.isDone()) {
            return Optional.empty();
        }
        return Optional.of(result.handle((done, cause) ->
                        cause == null ? new IllegalStateException("the inference job ended by itself") : cause)
                .join());
    }

    /** Ends the job with a savepoint, so that the next start goes on where this one stopped. */
    @Override
    public void close() {
        if (stopped || result.isDone()) {
            return;
        }
        stopped = true;
        try {
            String savepoint = job.stopWithSavepoint(false, checkpoints.savepoints(), SavepointFormatType.CANONICAL)
                    .get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
            result.handle((done, cause) -> done).get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
            LOG.info("inference of {} stopped with {}", config.domain(), savepoint);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("inference stopped without a savepoint, the next start goes on from the last checkpoint", e);
            job.cancel();
        }
    }
}
