package org.soilcast.retrain;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.avro.Tile;

/**
 * Keeps the archive of tile-days, and gives a cold domain its first model. One thread does both: it follows the topic,
 * and when there is no bundle yet and the days suffice ({@link ColdStartRule}), it computes and publishes one.
 *
 * <p>{@link #close} may come at any moment, and so may the end of the process: the archive goes on from its checkpoint,
 * a transaction that was open is undone, and the next start does what is left to do.
 */
public final class RetrainService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetrainService.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConnection kafka;
    private final Path archiveFolder;
    private final KeyPair keys;
    private final BooleanSupplier inputComplete;
    private final RetrainMeters meters;
    private final Thread thread = new Thread(this::run, "retrain");
    private volatile boolean closing;
    private volatile OptionalInt bundleVersion = OptionalInt.empty();
    private volatile Optional<Throwable> failure = Optional.empty();

    private RetrainService(
            KafkaConnection kafka,
            Path archiveFolder,
            KeyPair keys,
            MeterRegistry registry,
            BooleanSupplier inputComplete) {
        this.kafka = kafka;
        this.archiveFolder = archiveFolder;
        this.keys = keys;
        this.inputComplete = inputComplete;
        this.meters = new RetrainMeters(registry);
    }

    /**
     * Starts the service. The topics must exist.
     *
     * @param kafka the broker
     * @param archiveFolder folder of the archive, for this service alone; created when missing
     * @param keys signs bundles, and tells its own on the topic from others
     * @param registry where its meters are registered
     * @param inputComplete whether all input there will be is in the topic tile-days; always false where input goes on
     */
    public static RetrainService start(
            KafkaConnection kafka,
            Path archiveFolder,
            KeyPair keys,
            MeterRegistry registry,
            BooleanSupplier inputComplete) {
        var service = new RetrainService(kafka, archiveFolder, keys, registry, inputComplete);
        service.thread.start();
        return service;
    }

    /** The version of the newest bundle; empty until there is one, which it then is for good. */
    public OptionalInt bundleVersion() {
        return bundleVersion;
    }

    /** Why the service has stopped by itself; empty while all is well. */
    public Optional<Throwable> failure() {
        return failure;
    }

    /** Stops, and waits for the end. A computation under way is given up. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            findBundle();
            try (var archive = new TileDayArchive(archiveFolder)) {
                follow(archive);
            }
        } catch (InterruptedException | InterruptException e) {
            stopped(new IllegalStateException("interrupted", e));
        } catch (RuntimeException e) {
            stopped(e);
        }
    }

    private void findBundle() {
        try (var models = new ModelTopics(kafka, keys)) {
            models.newestVersion().ifPresent(version -> {
                LOG.info("model bundle {} is there: no cold start", version);
                inForce(version);
            });
        }
    }

    private void follow(TileDayArchive archive) throws InterruptedException {
        try (var consumer = new ArchiveConsumer(kafka, archive)) {
            try {
                while (!closing) {
                    consumer.poll(POLL);
                    Optional<ArchiveSpan> held = consumer.commonSpan();
                    meters.archiveDays(held.map(ArchiveSpan::days).orElse(0));
                    if (bundleVersion.isEmpty()) {
                        startColdWhenReady(consumer, archive);
                    }
                }
            } finally {
                Thread.interrupted(); // the interrupt has done its work, and would break the clean end of the client
            }
        }
    }

    private void startColdWhenReady(ArchiveConsumer consumer, TileDayArchive archive) throws InterruptedException {
        // In this order: what is complete when it is asked, is in the topic when the topic's end is asked after it.
        boolean complete = inputComplete.getAsBoolean() && consumer.caughtUp();
        Optional<ArchiveSpan> days = ColdStartRule.days(consumer.commonSpan(), complete);
        if (days.isPresent()) {
            startCold(consumer.domain(), archive, days.get());
        }
    }

    private void startCold(SortedMap<Integer, Tile> tiles, TileDayArchive archive, ArchiveSpan span)
            throws InterruptedException {
        LOG.info("cold start: {} tiles, {} to {}", tiles.size(), span.first(), span.last());
        long startNanos = System.nanoTime();
        ColdStart.FirstModel first = ColdStart.compute(tiles, archive, span, Instant.now());
        Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
        meters.spinUpTimer().record(took);
        meters.spinUp(first.spinUpCycles(), first.unsettledCells());
        try (var models = new ModelTopics(kafka, keys)) {
            OptionalInt newest = models.newestVersion(); // another process may have been faster
            if (newest.isEmpty()) {
                models.publish(first.tileModels(), first.bundle());
                LOG.info(
                        "published model bundle {} after {} cycles, {} ms, {} cells not settled",
                        ColdStart.VERSION,
                        first.spinUpCycles(),
                        took.toMillis(),
                        first.unsettledCells());
            }
            inForce(newest.orElse(ColdStart.VERSION));
        }
    }

    private void inForce(int version) {
        meters.bundleVersion(version);
        bundleVersion = OptionalInt.of(version);
    }

    private void stopped(RuntimeException cause) {
        if (!closing) {
            LOG.error("the retrain service stops: {}", cause.getMessage(), cause);
            failure = Optional.of(cause);
        }
    }
}
