package org.soilcast.retrain;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.LateWindow;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.service.Service;
import org.soilcast.service.ServiceProgress;

/**
 * Keeps the archive of tile-days, and gives a cold domain its first model, or one that has a model the next, with a network
 * that it is given. One thread does both: it follows the topic, and when there is no bundle yet and the days suffice
 * ({@link ColdStartRule}), or the next is to be made and the archive has all days, it computes and publishes.
 *
 * <p>{@link #close} may come at any moment, and so may the end of the process: the archive goes on from its checkpoint,
 * a transaction that was open is undone, and the next start does what is left to do.
 */
public final class RetrainService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(RetrainService.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConnection kafka;
    private final Path archiveFolder;
    private final KeyPair keys;
    private final Predicate<Optional<DaySpan>> inputComplete;
    private final Optional<ParameterBundle> learned;
    private final RetrainMeters meters;
    private final ModelMaker maker;
    private final Thread thread = new Thread(this::run, "retrain");
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<String> modelLimit = Optional.empty();
    private volatile Optional<ParameterBundle> successor = Optional.empty();
    private volatile OptionalInt bundleVersion = OptionalInt.empty();
    private volatile Optional<Throwable> failure = Optional.empty();
    private volatile ServiceProgress progress = ServiceProgress.NONE;

    private RetrainService(
            KafkaConnection kafka,
            Path archiveFolder,
            KeyPair keys,
            MeterRegistry registry,
            Predicate<Optional<DaySpan>> inputComplete,
            Optional<ParameterBundle> learned) {
        this.kafka = kafka;
        this.archiveFolder = archiveFolder;
        this.keys = keys;
        this.inputComplete = inputComplete;
        this.learned = learned;
        this.meters = new RetrainMeters(registry);
        this.maker = new ModelMaker(kafka, keys, meters);
    }

    /**
     * Starts the service in a process of its own; it waits until the topics exist.
     * @param config settings
     * @param keys signs bundles, and tells its own on the topic from others
     * @param registry where its meters are registered
     */
    static RetrainService start(RetrainConfig config, KeyPair keys, MeterRegistry registry) {
        return start(new RetrainService(
                config.kafka(),
                config.archiveFolder(),
                keys,
                registry,
                held -> config.lastInputDate()
                        .filter(last -> held.isPresent() && !held.get().last().isBefore(last))
                        .isPresent(),
                Optional.empty()));
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
     *     is a model with another network, this one follows it
     */
    public static RetrainService start(
            KafkaConnection kafka,
            Path archiveFolder,
            KeyPair keys,
            MeterRegistry registry,
            BooleanSupplier inputComplete,
            Optional<ParameterBundle> learned) {
        return start(new RetrainService(
                kafka, archiveFolder, keys, registry, held -> inputComplete.getAsBoolean(), learned));
    }

    private static RetrainService start(RetrainService service) {
        service.thread.start();
        return service;
    }

    /** What a user has to know of the newest bundle; known as soon as its version is. Empty if nothing. */
    public Optional<String> modelLimit() {
        return modelLimit;
    }

    /** Why the service has stopped by itself; empty while all is well. */
    @Override
    public Optional<Throwable> failure() {
        return failure;
    }

    /** Days in the archive of those that a first model needs, and what is done for it; nothing once there is a model. */
    @Override
    public ServiceProgress progress() {
        return progress;
    }

    /** Whether there is a bundle. */
    @Override
    public boolean isReady() {
        return bundleVersion.isPresent();
    }

    /** Whether it has made all models that it was to make. */
    @Override
    public boolean isDrained() {
        return isReady() && successor.isEmpty();
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
            findBundle();
            try (var archive = new TileDayArchive(archiveFolder)) {
                follow(archive);
            }
        } catch (InterruptedException | InterruptException e) {
            stopped(new IllegalStateException("interrupted", e));
        } catch (RuntimeException | Error e) {
            stopped(e);
        }
    }

    private void findBundle() {
        try (var models = new ModelTopics(kafka, keys)) {
            models.newestVersion().ifPresent(version -> {
                successor = learned.filter(bundle -> !models.newestHasNetworkOf(bundle));
                LOG.info("model bundle {} is there: no cold start", version);
                models.spinUp().flatMap(ColdStartRule::limit).ifPresent(this::warn);
                inForce(version);
            });
        }
    }

    private void follow(TileDayArchive archive) throws InterruptedException {
        try (var consumer = new ArchiveConsumer(kafka, archive, meters)) {
            try {
                while (closing.getCount() > 0) {
                    consumer.poll(POLL);
                    Optional<DaySpan> held = consumer.commonSpan();
                    int days = held.map(DaySpan::days).orElse(0);
                    meters.archiveDays(days);
                    if (bundleVersion.isEmpty()) {
                        progress = new ServiceProgress(days, ColdStartRule.DAYS_TO_WAIT, "collects the first year");
                        startColdWhenReady(consumer, archive);
                    } else if (successor.isPresent()) {
                        succeedWhenReady(consumer, archive, successor.get());
                    }
                }
            } finally {
                Thread.interrupted(); // the interrupt has done its work, and would break the clean end of the client
            }
        }
    }

    private void startColdWhenReady(ArchiveConsumer consumer, TileDayArchive archive) throws InterruptedException {
        // In this order: what is complete when it is asked, is in the topic when the topic's end is asked after it.
        boolean complete = inputComplete.test(consumer.commonSpan()) && consumer.caughtUp();
        Optional<DaySpan> days = ColdStartRule.days(consumer.commonSpan(), complete);
        if (days.isPresent()) {
            DaySpan span = days.get();
            progress = new ServiceProgress(span.days(), ColdStartRule.DAYS_TO_WAIT, "makes the first model");
            int version = maker.first(consumer.domain(), archive, span, learned);
            ColdStartRule.limit(span).ifPresent(this::warn);
            inForce(version);
        }
    }

    /** Makes the model with the network that was given, from all days that are final, once the archive has them. */
    private void succeedWhenReady(ArchiveConsumer consumer, TileDayArchive archive, ParameterBundle network)
            throws InterruptedException {
        int days = consumer.commonSpan().map(DaySpan::days).orElse(0) - LateWindow.DAYS;
        if (days < ColdStartRule.FEWEST_DAYS || !consumer.caughtUp()) {
            return;
        }
        progress = new ServiceProgress(days, days, "makes the next model");
        DaySpan span = consumer.commonSpan().orElseThrow().atMost(days);
        inForce(maker.next(consumer.domain(), archive, span, network, bundleVersion.orElseThrow()));
        successor = Optional.empty();
    }

    private void warn(String limit) {
        LOG.warn("{}", limit);
        modelLimit = Optional.of(limit);
    }

    private void inForce(int version) {
        meters.bundleVersion(version);
        bundleVersion = OptionalInt.of(version);
        progress = ServiceProgress.NONE;
    }

    private void stopped(Throwable cause) {
        if (closing.getCount() > 0) {
            LOG.error("the retrain service stops: {}", cause.getMessage(), cause);
            failure = Optional.of(cause);
        }
    }
}
