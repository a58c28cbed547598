package org.soilcast.alerts.log;

import java.time.LocalDate;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;

/**
 * Whether a state of an alert is told, or only remembered: history that is replayed notifies nobody, and what was told once
 * is followed to its end.
 *
 * @param from first date that an alert's change may have to be told
 */
record NewsRule(LocalDate from) {
    /**
     * For a state that was not seen before.
     *
     * @param toldBefore whether an earlier state of the alert was told
     */
    boolean isNews(Alert alert, boolean toldBefore) {
        if (toldBefore) {
            return true;
        }
        boolean nothingToWithdraw = alert.getState() == AlertState.CANCELLED;
        return !nothingToWithdraw && !alert.getAsOf().isBefore(from);
    }
}
