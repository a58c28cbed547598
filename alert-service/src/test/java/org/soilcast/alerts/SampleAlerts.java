package org.soilcast.alerts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.alerts.message.AlertMessage;
import org.soilcast.alerts.message.AlertMessage.Earlier;
import org.soilcast.alerts.message.Mark;
import org.soilcast.alerts.message.Place;
import org.soilcast.alerts.message.Place.Point;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;

/** Alerts of a made-up drought. */
public final class SampleAlerts {
    private static final LocalDate ONSET = LocalDate.parse("2016-06-10");
    /** Day of the drought's first change. */
    public static final LocalDate RAISED = LocalDate.parse("2016-06-19");
    /** When messages were read. */
    public static final Instant NOW = Instant.parse("2016-06-20T06:30:00.250Z");

    private SampleAlerts() {}

    /** A state of the alert of a cell. */
    public static Alert alert(int cell, AlertState state, int sequence, LocalDate asOf) {
        boolean cleared = state == AlertState.CLEARED;
        return Alert.newBuilder()
                .setId(Topics.alertKey("severe-drought", 0, cell, ONSET))
                .setRule("severe-drought")
                .setDomain("sample")
                .setTile(0)
                .setCell(cell)
                .setState(state)
                .setSequence(sequence)
                .setDroughtClass(3)
                .setPeakClass(4)
                .setPercentile(6.5f)
                .setProbability(.75f)
                .setSince(ONSET)
                .setRaisedOn(RAISED)
                .setClearedOn(cleared ? asOf : null)
                .setAsOf(asOf)
                .setProvisional(true)
                .setModelChanged(false)
                .setModelVersion(1)
                .setRevision(3)
                .setShortClimatology(true)
                .build();
    }

    /** The same as a message about a station. */
    public static AlertMessage message(int cell, AlertState state, int sequence, Optional<Earlier> earlier) {
        return message(alert(cell, state, sequence, RAISED.plusDays(5 * (sequence - 1))), station(cell), earlier);
    }

    /** A message of an alert. */
    public static AlertMessage message(Alert alert, Place place, Optional<Earlier> earlier) {
        return AlertMessage.of(alert, Mark.of(alert), place, NOW, earlier);
    }

    /** A place that is no cell of a grid. */
    public static Place station(int cell) {
        return new Place("OK_Stillwater_" + cell + "_W <&>", Optional.of(new Point(36.1346, -97.1081)), false);
    }
}
