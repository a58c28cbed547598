package org.soilcast.inference;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.land.bundle.BundleChain;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.service.Service;

/** Waits for a bundle in force, submits the job, and keeps it when it runs on this process's own cluster. */
final class JobSubmission implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(JobSubmission.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final InferenceSettings settings;
    private final StreamExecutionEnvironment environment;
    private final CheckpointFolder checkpoints;
    private final boolean ownCluster;
    private final Thread thread = new Thread(this::run, "job-submission");
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<InferenceService> job = Optional.empty();
    private volatile Optional<Throwable> failure = Optional.empty();

    private JobSubmission(
            InferenceSettings settings,
            StreamExecutionEnvironment environment,
            CheckpointFolder checkpoints,
            boolean ownCluster) {
        this.settings = settings;
        this.environment = environment;
        this.checkpoints = checkpoints;
        this.ownCluster = ownCluster;
    }

    /** Begins to wait. */
    static JobSubmission start(
            InferenceSettings settings,
            StreamExecutionEnvironment environment,
            CheckpointFolder checkpoints,
            boolean ownCluster) {
        var submission = new JobSubmission(settings, environment, checkpoints, ownCluster);
        submission.thread.start();
        return submission;
    }

    @Override
    public Optional<Throwable> failure() {
        return failure.or(() -> ownCluster ? job.flatMap(InferenceService::failure) : Optional.empty());
    }

    /** Whether the job has been submitted. */
    @Override
    public boolean isReady() {
        return job.isPresent();
    }

    /** Whether the job has been submitted to a cluster that keeps it. */
    @Override
    public boolean isDone() {
        return !ownCluster && job.isPresent();
    }

    /** Gives up waiting; ends the job with a savepoint when it is this process's own. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (ownCluster) {
            job.ifPresent(InferenceService::close);
        }
    }

    private void run() {
        try {
            List<BundleChain.Link> models = models();
            while (models.isEmpty()) {
                if (closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                models = models();
            }
            int partitions = TopicReader.partitionCount(settings.job().kafka(), Topics.SOIL_MOISTURE);
            InferenceService submitted = InferenceService.submit(environment, settings.job(), checkpoints, partitions);
            LOG.info("submitted job {}, bundles {}", submitted.jobId(), models);
            job = Optional.of(submitted);
        } catch (InterruptedException | RuntimeException e) {
            if (closing.getCount() > 0) {
                LOG.error("cannot submit the job", e);
                failure = Optional.of(e);
            }
        }
    }

    private List<BundleChain.Link> models() {
        return TopicCreation.isComplete(settings.job().kafka())
                ? ModelsInForce.read(settings.job().kafka(), settings.key())
                : List.of();
    }
}
