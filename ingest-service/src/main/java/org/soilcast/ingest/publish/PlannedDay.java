package org.soilcast.ingest.publish;

import java.time.LocalDate;
import java.util.OptionalInt;

/**
 * What is to be sent of a date.
 *
 * @param forcing version of the weather; empty when it has been sent and is the same
 * @param retrievals version of the retrievals; empty when they have been sent and are the same
 */
public record PlannedDay(LocalDate date, OptionalInt forcing, OptionalInt retrievals) {
    /** Whether there is anything to send. */
    boolean isAny() {
        return forcing.isPresent() || retrievals.isPresent();
    }

    /** Whether something that has been sent is replaced. */
    boolean replaces() {
        return forcing.orElse(0) > 1 || retrievals.orElse(0) > 1;
    }
}
