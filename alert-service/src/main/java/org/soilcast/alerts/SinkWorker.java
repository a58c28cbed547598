package org.soilcast.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.alerts.log.DeadLetters;
import org.soilcast.alerts.log.DeliveryLog;
import org.soilcast.alerts.message.AlertMessage;
import org.soilcast.alerts.sink.NamedSink;
import org.soilcast.alerts.sink.Outcome;

/**
 * Tells one sink, on a thread of its own: one that is slow or down keeps nobody else waiting. What fails is tried again until it
 * is taken; what is refused several times is a dead letter, and of several messages at once each for itself.
 */
final class SinkWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkWorker.class);
    /** How long what waits may still take at the end; the next start does the rest. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final NamedSink sink;
    private final DeliveryLog log;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final WaitingMessages waiting = new WaitingMessages();
    private final SinkMeters meters;
    private final RandomGenerator chance = RandomGenerator.getDefault();
    private final Thread thread;
    private volatile Optional<Throwable> failure = Optional.empty();

    private SinkWorker(NamedSink sink, DeliveryLog log, DeadLetters deadLetters, Clock clock, MeterRegistry registry) {
        this.sink = sink;
        this.log = log;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.meters =
                SinkMeters.of(registry, sink.name(), waiting::count, () -> waiting.oldestSeconds(clock.instant()));
        this.thread = new Thread(this::work, "alerts to " + sink.name());
    }

    /** Starts with what the log has for the sink. */
    static SinkWorker start(
            NamedSink sink, DeliveryLog log, DeadLetters deadLetters, Clock clock, MeterRegistry registry) {
        var worker = new SinkWorker(sink, log, deadLetters, clock, registry);
        worker.add(log.waiting(sink.name()));
        worker.thread.start();
        return worker;
    }

    /** Adds messages that are in the log; returns at once. */
    void add(Collection<AlertMessage> messages) {
        waiting.add(messages);
    }

    /** Why it can tell no more. */
    Optional<Throwable> failure() {
        return failure;
    }

    /** Whether nothing waits. */
    boolean isIdle() {
        return waiting.count() == 0;
    }

    /** Lets it tell what waits for some seconds, without trying again what fails. */
    @Override
    public void close() {
        waiting.close(LAST_WORDS);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (waiting.count() > 0) {
            LOG.warn("{} messages wait for {} until the next start", waiting.count(), sink.name());
        }
    }

    private void work() {
        try {
            List<AlertMessage> next = waiting.first(sink.sink().mostAtOnce());
            while (!next.isEmpty() && tell(next)) {
                next = waiting.first(sink.sink().mostAtOnce());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("telling {} of alerts failed", sink.name(), e);
            failure = Optional.of(e);
        }
    }

    /** Tells messages until they have ended; false when it closes before. */
    private boolean tell(List<AlertMessage> messages) throws IOException, InterruptedException {
        int refusals = 0;
        for (int failures = 1; ; failures++) {
            Outcome outcome = sink.sink().tell(messages);
            if (outcome instanceof Outcome.Taken) {
                meters.sent().increment(messages.size());
                end(messages);
                return true;
            }
            meters.failed().increment();
            String reason;
            Optional<Duration> notBefore = Optional.empty();
            if (outcome instanceof Outcome.Refused refused) {
                reason = refused.reason();
                refusals++;
                if (messages.size() > 1) {
                    return eachForItself(messages);
                }
                if (refusals == sink.patience().refusals()) {
                    bury(messages.get(0), reason);
                    return true;
                }
            } else {
                var later = (Outcome.Later) outcome;
                reason = later.reason();
                notBefore = later.notBefore();
            }
            Duration pause = sink.patience().wait(failures, notBefore, chance);
            LOG.info("{} could not be told ({}), tried again in {} ms", sink.name(), reason, pause.toMillis());
            if (!waiting.pause(pause)) {
                return false;
            }
        }
    }

    private boolean eachForItself(List<AlertMessage> messages) throws IOException, InterruptedException {
        for (AlertMessage message : messages) {
            if (!tell(List.of(message))) {
                return false;
            }
        }
        return true;
    }

    private void bury(AlertMessage message, String reason) throws IOException {
        LOG.warn("{} refused {} for good: {}", sink.name(), message.id(), reason);
        deadLetters.add(sink.name(), message, reason, clock.instant());
        meters.dead().increment();
        end(List.of(message));
    }

    private void end(List<AlertMessage> messages) throws IOException {
        log.ended(sink.name(), messages);
        waiting.remove(messages.size());
    }
}
