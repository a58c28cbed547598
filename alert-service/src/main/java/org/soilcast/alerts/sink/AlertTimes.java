package org.soilcast.alerts.sink;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.soilcast.alerts.message.AlertMessage;

/** Begin and end of an alert as moments, which receivers want: a date begins at 00:00 UTC. */
final class AlertTimes {
    private AlertTimes() {}

    /** Begin of the drought's first day. */
    static Instant start(AlertMessage message) {
        return begin(message.alert().getSince());
    }

    /** End of the last day of one that was cleared; of one that was withdrawn, when that was read. */
    static Instant end(AlertMessage message) {
        return Optional.ofNullable(message.alert().getClearedOn())
                .map(last -> begin(last.plusDays(1)))
                .orElse(message.takenAt());
    }

    private static Instant begin(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
