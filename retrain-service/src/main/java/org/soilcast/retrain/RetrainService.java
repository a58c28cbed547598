package org.soilcast.retrain;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.service.Service;
import org.soilcast.service.ServiceProgress;

/**
 * Keeps the archive of tile-days, and makes the models of its domain as days come in ({@link DomainModels}). One thread does
 * both.
 *
 * <p>{@link #close} may come at any moment, and so may the end of the process: the archive goes on from its checkpoint,
 * a transaction that was open is undone, and the next start does what is left to do.
 */
public final class RetrainService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(RetrainService.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String TRAININGS = "retrain";

    private final KafkaConnection kafka;
    private final Path archiveFolder;
    private final RetrainMeters meters;
    private final DomainModels models;
    private final Thread thread = new Thread(this::run, "retrain");
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<Throwable> failure = Optional.empty();

    private RetrainService(
            KafkaConnection kafka,
            Path archiveFolder,
            KeyPair keys,
            MeterRegistry registry,
            DomainModels.Wanted wanted) {
        this.kafka = kafka;
        this.archiveFolder = archiveFolder;
        this.meters = new RetrainMeters(registry);
        this.models = new DomainModels(kafka, keys, meters, wanted);
    }

    /**
     * Starts the service in a process of its own; it waits until the topics exist.
     *
     * @param config settings
     * @param keys signs bundles, and tells its own on the topic from others
     * @param registry where its meters are registered
     */
    static RetrainService start(RetrainConfig config, KeyPair keys, MeterRegistry registry) {
        var wanted = new DomainModels.Wanted(
                held -> config.lastInputDate()
                        .filter(last -> held.map(DaySpan::last)
                                .filter(there -> !there.isBefore(last))
                                .isPresent())
                        .isPresent(),
                Optional.empty(),
                config.plan());
        return start(new RetrainService(config.kafka(), config.archiveFolder(), keys, registry, wanted));
    }

    /**
     * Starts the service; it waits until the topics exist.
     *
     * @param kafka the broker
     * @param archiveFolder folder of the archive, for this service alone; created when missing
     * @param keys signs bundles, and tells its own on the topic from others
     * @param registry where its meters are registered
     * @param inputComplete whether all input there will be is in the topic tile-days; always false where input goes on
     * @param learned network that a cold domain begins with, already verified; empty for an untrained one. Where there
     *     is a model and none with this network, it follows that
     * @param plan when and how the model is judged anew; empty for never
     */
    public static RetrainService start(
            KafkaConnection kafka,
            Path archiveFolder,
            KeyPair keys,
            MeterRegistry registry,
            BooleanSupplier inputComplete,
            Optional<ParameterBundle> learned,
            Optional<RetrainPlan> plan) {
        var wanted = new DomainModels.Wanted(held -> inputComplete.getAsBoolean(), learned, plan);
        return start(new RetrainService(kafka, archiveFolder, keys, registry, wanted));
    }

    private static RetrainService start(RetrainService service) {
        service.thread.start();
        return service;
    }

    /** Where a service with this archive keeps trainings under way and challengers that were refused. */
    public static Path trainings(Path archiveFolder) {
        return archiveFolder.resolve(TRAININGS);
    }

    /** What a user has to know of the newest bundle; known as soon as its version is. Empty if nothing. */
    public Optional<String> modelLimit() {
        return models.modelLimit();
    }

    /** Why the service has stopped by itself; empty while all is well. */
    @Override
    public Optional<Throwable> failure() {
        return failure;
    }

    /** Days in the archive of those that a first model needs, and what is done for it; nothing once there is a model. */
    @Override
    public ServiceProgress progress() {
        return models.progress();
    }

    /** Whether there is a bundle. */
    @Override
    public boolean isReady() {
        return models.isReady();
    }

    /** Whether it has made all models that it was to make. */
    @Override
    public boolean isDrained() {
        return models.isDrained();
    }

    /** Stops, and waits for the end. A computation under way is given up. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!TopicCreation.isComplete(kafka)) {
                if (closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            models.find(trainings(archiveFolder));
            try (var archive = new TileDayArchive(archiveFolder)) {
                follow(archive);
            }
        } catch (InterruptedException | InterruptException e) {
            stopped(new IllegalStateException("interrupted", e));
        } catch (RuntimeException | Error e) {
            stopped(e);
        }
    }

    private void follow(TileDayArchive archive) throws InterruptedException {
        try (var consumer = new ArchiveConsumer(kafka, archive, meters)) {
            try {
                while (closing.getCount() > 0) {
                    consumer.poll(POLL);
                    meters.archiveDays(consumer.commonSpan().map(DaySpan::days).orElse(0));
                    models.advance(consumer, archive);
                }
            } finally {
                Thread.interrupted(); // the interrupt has done its work, and would break the clean end of the client
            }
        }
    }

    private void stopped(Throwable cause) {
        if (closing.getCount() > 0) {
            LOG.error("the retrain service stops: {}", cause.getMessage(), cause);
            failure = Optional.of(cause);
        }
    }
}
