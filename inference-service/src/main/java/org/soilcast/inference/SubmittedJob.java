package org.soilcast.inference;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inference job on the Flink cluster that it was submitted to. */
final class SubmittedJob {
    private static final Logger LOG = LoggerFactory.getLogger(SubmittedJob.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private final CheckpointFolder checkpoints;
    private final JobClient job;
    private final CompletableFuture<JobExecutionResult> result;
    private volatile boolean stopped;

    private SubmittedJob(CheckpointFolder checkpoints, JobClient job) {
        this.checkpoints = checkpoints;
        this.job = job;
        this.result = job.getJobExecutionResult();
    }

    /** Submits the job to the cluster of an environment. */
    static SubmittedJob submit(
            StreamExecutionEnvironment environment,
            InferenceConfig config,
            CheckpointFolder checkpoints,
            int partitions) {
        LOG.info("the land model runs on {}", config.device());
        try {
            InferenceJob.define(environment, config, JobEnds.topics(config, partitions), partitions);
            return new SubmittedJob(checkpoints, environment.executeAsync());
        } catch (Exception e) {
            throw new IllegalStateException("cannot start the inference job: " + e.getMessage(), e);
        }
    }

    /** Flink's name of the job; it has another when it is submitted anew. */
    String id() {
        return job.getJobID().toString();
    }

    /** Whether all of its tasks run; not while it is restarting. */
    boolean isRunning() throws InterruptedException {
        try {
            return job.getJobStatus().get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS) == JobStatus.RUNNING;
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the cluster does not say how the job is", e);
            return false;
        }
    }

    /** Why the job ended, if it did. */
    Optional<Throwable> failure() {
        if (stopped || !result.isDone()) {
            return Optional.empty();
        }
        return Optional.of(result.handle((done, cause) ->
                        cause == null ? new IllegalStateException("the inference job ended by itself") : cause)
                .join());
    }

    /** Saves the state now, whatever the interval of checkpoints; false when that did not succeed. */
    boolean save() {
        try {
            String savepoint = job.triggerSavepoint(checkpoints.savepoints(), SavepointFormatType.NATIVE)
                    .get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
            LOG.info("saved the job's state in {}", savepoint);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("could not save the job's state yet: {}", e.toString());
            return false;
        }
    }

    /** Ends the job with a savepoint, so that the next start goes on where this one stopped. */
    void stop() {
        end(true);
    }

    /** Ends the job whose state has been saved behind all that it has done. */
    void cancel() {
        end(false);
    }

    private void end(boolean withSavepoint) {
        if (stopped || result.isDone()) {
            return;
        }
        stopped = true;
        try {
            if (withSavepoint) {
                String savepoint = job.stopWithSavepoint(false, checkpoints.savepoints(), SavepointFormatType.NATIVE)
                        .get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
                LOG.info("stopped with {}", savepoint);
            } else {
                job.cancel().get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
            }
            result.handle((done, cause) -> Optional.ofNullable(done)).get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("inference stopped without a savepoint, the next start goes on from the last checkpoint", e);
            job.cancel();
        }
    }
}
