package org.soilcast.alerts.log;

import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;

/**
 * Whether a state of an alert is told, or only remembered: history that is replayed notifies nobody, and what was told once
 * is followed to its end.
 *
 * @param from first date that an alert's change may have to be told, where somebody has set one; else the alerts say it
 *     themselves
 */
record NewsRule(Optional<LocalDate> from) {
    /**
     * For a state that was not told before.
     *
     * @param toldBefore whether an earlier state of the alert was told
     */
    boolean isNews(Alert alert, boolean toldBefore) {
        if (toldBefore) {
            return true;
        }
        boolean nothingToWithdraw = alert.getState() == AlertState.CANCELLED;
        return !nothingToWithdraw
                && from.map(date -> !alert.getAsOf().isBefore(date)).orElse(alert.getNotify());
    }
}
