package org.soilcast.alerts.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.soilcast.alerts.SampleAlerts.NOW;
import static org.soilcast.alerts.SampleAlerts.RAISED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.alerts.SampleAlerts;
import org.soilcast.alerts.message.AlertMessage;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;

class DeliveryLogTest {
    private static final Optional<LocalDate> FROM = Optional.of(RAISED.plusDays(1));
    private static final List<String> SINKS = List.of("office", "files");

    @TempDir
    Path folder;

    @Test
    void whatIsReplayedIsToldOnceAlsoAfterAnotherStart() throws IOException {
        Alert raised = SampleAlerts.alert(1, AlertState.RAISED, 1, RAISED);
        Alert updated = SampleAlerts.alert(1, AlertState.UPDATED, 2, RAISED.plusDays(5));
        try (var log = opened()) {
            AlertMessage first = take(log, raised).orElseThrow();
            assertThat(first.earlier()).isEmpty();
            assertThat(take(log, raised)).isEmpty();
            AlertMessage second = take(log, updated).orElseThrow();
            assertThat(second.earlier()).hasValue(first.asEarlier());
            assertThat(take(log, raised))
                    .as("a job that goes on from a checkpoint")
                    .isEmpty();
            log.force();
            log.ended("office", List.of(first));
            log.ended("files", List.of(first, second));
        }
        try (var log = opened()) {
            assertThat(take(log, raised)).isEmpty();
            assertThat(take(log, updated)).isEmpty();
            assertThat(take(log, Alert.newBuilder(updated).setSequence(9).build()))
                    .as("a job that computes its history anew counts otherwise")
                    .isEmpty();
            assertThat(log.waiting("files")).isEmpty();
            assertThat(log.waiting("office")).singleElement().satisfies(message -> {
                assertThat(message.alert()).isEqualTo(updated);
                assertThat(message.takenAt()).isEqualTo(NOW);
                assertThat(message.place()).isEqualTo(SampleAlerts.station(1));
            });
            AlertMessage cleared = take(log, SampleAlerts.alert(1, AlertState.CLEARED, 3, RAISED.plusDays(20)))
                    .orElseThrow();
            assertThat(cleared.earlier().orElseThrow().id())
                    .isEqualTo(log.waiting("office").get(0).id());
        }
    }

    @Test
    void whatWasWithdrawnAndComesAgainIsToldAgain() throws IOException {
        try (var log = opened()) {
            assertThat(take(log, SampleAlerts.alert(1, AlertState.RAISED, 1, RAISED)))
                    .isPresent();
            assertThat(take(log, SampleAlerts.alert(1, AlertState.CANCELLED, 2, RAISED)))
                    .isPresent();
            assertThat(take(log, SampleAlerts.alert(1, AlertState.RAISED, 3, RAISED)))
                    .isPresent();
            Alert otherwise = Alert.newBuilder(SampleAlerts.alert(1, AlertState.UPDATED, 3, RAISED))
                    .setPercentile(4)
                    .build();
            assertThat(take(log, otherwise))
                    .as("the same count with other words")
                    .isPresent();
            assertThat(log.waiting("office").stream().map(AlertMessage::id)).doesNotHaveDuplicates();
        }
    }

    @Test
    void historyIsRememberedAndNotTold() throws IOException {
        try (var log = DeliveryLog.open(folder, SINKS, FROM)) {
            assertThat(take(log, SampleAlerts.alert(1, AlertState.RAISED, 1, RAISED)))
                    .isEmpty();
            assertThat(take(log, SampleAlerts.alert(1, AlertState.CANCELLED, 2, RAISED.plusDays(5))))
                    .as("nobody was told of what is withdrawn")
                    .isEmpty();
            assertThat(take(log, SampleAlerts.alert(2, AlertState.RAISED, 1, RAISED.plusDays(1))))
                    .isPresent();
            assertThat(take(log, SampleAlerts.alert(2, AlertState.CANCELLED, 2, RAISED.minusDays(9))))
                    .as("what was told is followed to its end")
                    .isPresent();
        }
        try (var log = DeliveryLog.open(folder, SINKS, FROM)) {
            assertThat(take(log, SampleAlerts.alert(1, AlertState.RAISED, 1, RAISED)))
                    .isEmpty();
        }
    }

    @Test
    void withoutADateTheAlertsSayWhetherSomebodyIsTold() throws IOException {
        Alert silent = Alert.newBuilder(SampleAlerts.alert(1, AlertState.RAISED, 1, RAISED))
                .setNotify(false)
                .build();
        Alert aloud = Alert.newBuilder(silent).setSequence(2).setNotify(true).build();
        try (var log = DeliveryLog.open(folder, SINKS, Optional.empty())) {
            assertThat(take(log, silent)).isEmpty();
        }
        try (var log = DeliveryLog.open(folder, SINKS, Optional.empty())) {
            assertThat(take(log, silent)).isEmpty();
            assertThat(take(log, aloud))
                    .as("what stands on the date from which alerts are told")
                    .isPresent();
            assertThat(take(log, silent)).isEmpty();
            assertThat(take(log, aloud)).isEmpty();
        }
    }

    /** A process may be killed behind any byte; the topic is then read again. */
    @Test
    void cutBehindAnyByteNothingIsLost() throws IOException {
        List<Alert> topic = List.of(
                SampleAlerts.alert(1, AlertState.RAISED, 1, RAISED),
                SampleAlerts.alert(2, AlertState.RAISED, 1, RAISED),
                SampleAlerts.alert(1, AlertState.CLEARED, 2, RAISED.plusDays(20)));
        Set<String> all = new HashSet<>();
        var told = new ArrayList<String>();
        try (var log = opened()) {
            for (Alert alert : topic) {
                AlertMessage message = take(log, alert).orElseThrow();
                all.add(message.id());
            }
            log.force();
            AlertMessage first = log.waiting("office").get(0);
            told.add(first.id());
            log.ended("office", List.of(first));
        }
        Path file = folder.resolve("deliveries.log");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (var log = opened()) {
                for (Alert alert : topic) {
                    take(log, alert);
                }
                Set<String> there = new HashSet<>(told);
                log.waiting("office").forEach(message -> there.add(message.id()));
                assertThat(there).as("cut behind byte %d", length).isEqualTo(all);
            }
        }
    }

    @Test
    void aSinkThatIsNewIsToldWhatComesThen() throws IOException {
        try (var log = DeliveryLog.open(folder, List.of("office"), Optional.empty())) {
            take(log, SampleAlerts.alert(1, AlertState.RAISED, 1, RAISED));
        }
        try (var log = opened()) {
            assertThat(log.waiting("office")).hasSize(1);
            assertThat(log.waiting("files")).isEmpty();
            take(log, SampleAlerts.alert(1, AlertState.CLEARED, 2, RAISED.plusDays(9)));
            assertThat(log.waiting("files")).hasSize(1);
        }
    }

    @Test
    void theOrderStaysThoughOneSinkIsFartherThanTheOther() throws IOException {
        List<AlertMessage> messages = new ArrayList<>();
        try (var log = opened()) {
            for (int sequence = 1; sequence <= 4; sequence++) {
                AlertState state = sequence == 1 ? AlertState.RAISED : AlertState.UPDATED;
                messages.add(take(log, SampleAlerts.alert(1, state, sequence, RAISED.plusDays(5 * sequence)))
                        .orElseThrow());
            }
            log.ended("files", messages.subList(0, 2));
        }
        for (int start = 0; start < 3; start++) {
            try (var log = opened()) {
                assertThat(log.waiting("files").stream().map(AlertMessage::id))
                        .containsExactly(messages.get(2).id(), messages.get(3).id());
                assertThat(log.waiting("office").stream().map(AlertMessage::id))
                        .containsExactlyElementsOf(
                                messages.stream().map(AlertMessage::id).toList());
            }
        }
    }

    @Test
    void oneProcessAtATime() throws IOException {
        try (var log = opened()) {
            assertThat(log.waiting("office")).isEmpty();
            assertThatThrownBy(() -> DeliveryLog.open(folder, SINKS, FROM))
                    .hasMessage(folder + " is in use by another process");
        }
    }

    private DeliveryLog opened() throws IOException {
        return DeliveryLog.open(folder, SINKS, Optional.of(RAISED.minusDays(1)));
    }

    private static Optional<AlertMessage> take(DeliveryLog log, Alert alert) throws IOException {
        return log.take(alert, SampleAlerts.station(alert.getCell()), NOW);
    }
}
