package org.soilcast.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.alerts.log.DeadLetters;
import org.soilcast.alerts.log.DeliveryLog;
import org.soilcast.alerts.sink.NamedSink;
import org.soilcast.alerts.sink.SinkFile;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.service.Service;
import org.soilcast.service.WrongUse;

/**
 * Tells sinks of alerts: {@link AlertFollower} reads the topic into the {@link DeliveryLog}, and a {@link SinkWorker} a sink tells
 * what is there. Each state that the topic shows is told at least once, of an alert in its order, also after kill -9: a message
 * leaves the log only when its sink has it. What compaction has taken from the topic before the service read it is told by the state
 * that followed.
 */
public final class AlertService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(AlertService.class);
    private static final long ASK_AGAIN_MS = 250;

    private final KafkaConnection kafka;
    private final DeliveryLog log;
    private final List<SinkWorker> workers;
    private final AlertFollower follower;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "alert-follower");
    private volatile boolean following;
    private volatile Optional<Throwable> failure = Optional.empty();

    private AlertService(KafkaConnection kafka, SinkFile sinks, Path folder, DeliveryLog log, MeterRegistry registry) {
        this.kafka = kafka;
        this.log = log;
        var deadLetters = new DeadLetters(folder);
        Clock clock = Clock.systemUTC();
        workers = sinks.sinks().stream()
                .map(sink -> SinkWorker.start(sink, log, deadLetters, clock, registry))
                .toList();
        follower = new AlertFollower(
                kafka, log, clock, registry, messages -> workers.forEach(worker -> worker.add(messages)));
        thread.start();
    }

    /**
     * Starts on a folder; it waits for the topics.
     *
     * @param sinks who is to be told, and of what
     * @param folder of its log, created when missing
     * @throws WrongUse when the folder cannot be used
     */
    public static AlertService start(KafkaConnection kafka, SinkFile sinks, Path folder, MeterRegistry registry) {
        try {
            var log = DeliveryLog.open(
                    folder, sinks.sinks().stream().map(NamedSink::name).toList(), sinks.from());
            return new AlertService(kafka, sinks, folder, log, registry);
        } catch (IOException e) {
            throw new WrongUse("cannot keep what alerts were sent: " + e.getMessage());
        }
    }

    @Override
    public Optional<Throwable> failure() {
        return workers.stream()
                .flatMap(worker -> worker.failure().stream())
                .findFirst()
                .or(() -> failure);
    }

    @Override
    public boolean isReady() {
        return following && failure().isEmpty();
    }

    @Override
    public boolean isDrained() {
        return workers.stream().allMatch(SinkWorker::isIdle);
    }

    /** Reads what the topic has, and lets the sinks be told for some seconds; the rest waits on the disk. */
    @Override
    public void close() {
        ending.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.forEach(SinkWorker::close);
        try {
            log.close();
        } catch (IOException e) {
            LOG.warn("the delivery log did not close", e);
        }
    }

    private void run() {
        try {
            while (!TopicCreation.isComplete(kafka)) {
                if (ending.await(ASK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            following = true;
            follower.follow(() -> ending.getCount() == 0);
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("following alerts failed", e);
            failure = Optional.of(e);
        } finally {
            following = false;
        }
    }
}
