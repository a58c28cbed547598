package org.soilcast.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.alerts.log.DeadLetters;
import org.soilcast.alerts.log.DeliveryLog;
import org.soilcast.alerts.message.AlertMessage;
import org.soilcast.alerts.sink.AlertSink;
import org.soilcast.alerts.sink.NamedSink;
import org.soilcast.alerts.sink.Outcome;
import org.soilcast.alerts.sink.Patience;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;

@Timeout(60)
class SinkWorkerTest {
    private static final Patience SHORT = new Patience(2, Duration.ofMillis(1), Duration.ofMillis(4));

    @TempDir
    Path folder;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<AlertMessage> told = Collections.synchronizedList(new ArrayList<>());
    private DeliveryLog log;

    @BeforeEach
    void open() throws IOException {
        log = DeliveryLog.open(folder, List.of("office", "other"), Optional.of(SampleAlerts.RAISED));
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    /** A sink that answers by a function of what it is told, and keeps what it takes. */
    private final class Telling implements AlertSink {
        private final int most;
        private final Function<List<AlertMessage>, Outcome> answer;

        Telling(int most, Function<List<AlertMessage>, Outcome> answer) {
            this.most = most;
            this.answer = answer;
        }

        @Override
        public int mostAtOnce() {
            return most;
        }

        @Override
        public Outcome tell(List<AlertMessage> messages) {
            Outcome outcome = answer.apply(messages);
            if (outcome instanceof Outcome.Taken) {
                told.addAll(messages);
            }
            return outcome;
        }
    }

    @Test
    void whatFailsIsTriedAgainUntilItIsTaken() throws Exception {
        var tries = new CountDownLatch(20);
        List<AlertMessage> messages = take(3);
        try (var worker = start("office", new Telling(2, some -> {
            tries.countDown();
            return tries.getCount() > 0 ? new Outcome.Later("down") : new Outcome.Taken();
        }))) {
            awaitIdle(worker);
        }
        assertThat(told).isEqualTo(messages);
        assertThat(log.waiting("office")).isEmpty();
        assertThat(log.waiting("other")).hasSize(3);
        assertThat(count("soilcast.alerts.sent")).isEqualTo(3);
        assertThat(count("soilcast.alerts.failed")).isEqualTo(19);
    }

    @Test
    void whatIsRefusedIsADeadLetterAndTakesNoOtherWithIt() throws Exception {
        List<AlertMessage> messages = take(5);
        AlertMessage bad = messages.get(2);
        try (var worker = start(
                "office",
                new Telling(
                        10, some -> some.contains(bad) ? new Outcome.Refused("status 400") : new Outcome.Taken()))) {
            awaitIdle(worker);
        }
        assertThat(told).hasSize(4).doesNotContain(bad);
        assertThat(Files.readAllLines(folder.resolve("dead-letters.jsonl")))
                .singleElement()
                .asString()
                .contains("\"sink\":\"office\"", bad.id(), "\"reason\":\"status 400\"", "\"class\":\"D2\"");
        assertThat(log.waiting("office")).isEmpty();
        assertThat(count("soilcast.alerts.dead")).isEqualTo(1);
    }

    @Test
    void statesOfOneAlertComeOneAfterTheOther() throws Exception {
        var messages = new ArrayList<AlertMessage>();
        for (int sequence = 1; sequence <= 4; sequence++) {
            messages.addAll(take(SampleAlerts.alert(
                    1,
                    sequence == 1 ? AlertState.RAISED : AlertState.UPDATED,
                    sequence,
                    SampleAlerts.RAISED.plusDays(sequence))));
        }
        var sizes = Collections.synchronizedList(new ArrayList<Integer>());
        try (var worker = start("office", new Telling(10, some -> {
            sizes.add(some.size());
            return new Outcome.Taken();
        }))) {
            awaitIdle(worker);
        }
        assertThat(told).isEqualTo(messages);
        assertThat(sizes).containsExactly(1, 1, 1, 1);
    }

    @Test
    void aSinkThatHangsKeepsNobodyWaiting() throws Exception {
        var over = new CountDownLatch(1);
        List<AlertMessage> messages = take(50);
        try (var hanging = start("other", (AlertSink) some -> {
                    over.await();
                    return new Outcome.Taken();
                });
                var worker = start("office", new Telling(1, some -> new Outcome.Taken()))) {
            awaitIdle(worker);
            assertThat(told).isEqualTo(messages);
            assertThat(hanging.isIdle()).isFalse();
            assertThat(registry.get("soilcast.alerts.waiting")
                            .tag("sink", "other")
                            .gauge()
                            .value())
                    .isEqualTo(50);
            over.countDown();
        }
    }

    @Test
    void whatCannotBeToldAtTheEndWaitsForTheNextStart() throws Exception {
        var tried = new CountDownLatch(1);
        List<AlertMessage> messages = take(2);
        var patient = new Patience(9, Duration.ofHours(1), Duration.ofHours(1));
        var down = new Telling(1, some -> {
            tried.countDown();
            return new Outcome.Later("down");
        });
        try (var worker = SinkWorker.start(
                new NamedSink("office", down, patient), log, new DeadLetters(folder), Clock.systemUTC(), registry)) {
            assertThat(tried.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(log.waiting("office")).isEqualTo(messages);
        try (var worker = start("office", new Telling(1, some -> new Outcome.Taken()))) {
            awaitIdle(worker);
        }
        assertThat(told).isEqualTo(messages);
    }

    private SinkWorker start(String name, AlertSink sink) {
        return SinkWorker.start(
                new NamedSink(name, sink, SHORT), log, new DeadLetters(folder), Clock.systemUTC(), registry);
    }

    private List<AlertMessage> take(int cells) throws IOException {
        var messages = new ArrayList<AlertMessage>();
        for (int cell = 0; cell < cells; cell++) {
            messages.addAll(take(SampleAlerts.alert(cell, AlertState.RAISED, 1, SampleAlerts.RAISED)));
        }
        return messages;
    }

    private List<AlertMessage> take(Alert alert) throws IOException {
        List<AlertMessage> messages =
                log
                        .take(
                                alert,
                                SampleAlerts.station(alert.getCell()),
                                Clock.systemUTC().instant())
                        .stream()
                        .toList();
        log.force();
        return messages;
    }

    private static void awaitIdle(SinkWorker worker) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!worker.isIdle()) {
            assertThat(System.nanoTime()).as("messages still wait").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private double count(String meter) {
        return registry.get(meter).tag("sink", "office").counter().count();
    }
}
