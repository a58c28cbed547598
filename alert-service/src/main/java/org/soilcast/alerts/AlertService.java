package org.soilcast.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
    private final Supplier<Optional<LocalDate>> from;
    private final List<SinkWorker> workers;
    private final AlertFollower follower;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "alert-follower");
    private volatile boolean following;
    private volatile Optional<Throwable> failure = Optional.empty();

    private AlertService(
            KafkaConnection kafka,
            SinkFile sinks,
            Path folder,
            DeliveryLog log,
            Supplier<Optional<LocalDate>> newestInput,
            MeterRegistry registry) {
        this.kafka = kafka;
        this.log = log;
        this.from = () -> sinks.from().or(log::from).or(newestInput);
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
     * @param sinks who is to be told, and from which date on
     * @param folder of its log, created when missing
     * @param newestInput the newest date that there is input of, asked until there is one, where neither file nor log has a date
     * @throws WrongUse when the folder cannot be used
     */
    public static AlertService start(
            KafkaConnection kafka,
            SinkFile sinks,
            Path folder,
            Supplier<Optional<LocalDate>> newestInput,
            MeterRegistry registry) {
        try {
            var log = DeliveryLog.open(
                    folder, sinks.sinks().stream().map(NamedSink::name).toList());
            return new AlertService(kafka, sinks, folder, log, newestInput, registry);
        } catch (IOException e) {
            throw new WrongUse("cannot keep what alerts were sent: " + e.getMessage());
        }
    }

    /** The same in a process of its own: the newest date is that of the weather on its topic. */
    static AlertService start(KafkaConnection kafka, SinkFile sinks, Path folder, MeterRegistry registry) {
        return start(kafka, sinks, folder, () -> NewestInput.date(kafka), registry);
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
            Optional<LocalDate> date = from.get();
            while (date.isEmpty()) {
                if (ending.await(ASK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
                date = from.get();
            }
            following = true;
            LOG.info("alerts from {} on are told", date.get());
            follower.follow(date.get(), () -> ending.getCount() == 0);
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
