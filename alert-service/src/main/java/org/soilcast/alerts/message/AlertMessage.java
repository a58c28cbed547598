package org.soilcast.alerts.message;

import java.time.Instant;
import java.util.Optional;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;

/**
 * One state of an alert, as it is told.
 *
 * @param id of the message: no other state of any alert has it, and a message that is sent again has it again
 * @param alert the alert as it stood
 * @param place where it is
 * @param takenAt when the service read it
 * @param earlier the message of the same alert before this one
 */
public record AlertMessage(String id, Alert alert, Place place, Instant takenAt, Optional<Earlier> earlier) {
    /**
     * A message before.
     *
     * @param id of the message
     * @param takenAt when the service read it
     */
    public record Earlier(String id, Instant takenAt) {}

    /** The message of an alert that has just been read. */
    public static AlertMessage of(Alert alert, Mark mark, Place place, Instant now, Optional<Earlier> earlier) {
        return new AlertMessage(
                alert.getId() + "/" + alert.getSequence() + "." + mark.toString(), alert, place, now, earlier);
    }

    /** What a later message of the same alert says of this one. */
    public Earlier asEarlier() {
        return new Earlier(id, takenAt);
    }

    /** Whether the drought goes on. */
    public boolean isFiring() {
        return alert.getState() == AlertState.RAISED || alert.getState() == AlertState.UPDATED;
    }
}
