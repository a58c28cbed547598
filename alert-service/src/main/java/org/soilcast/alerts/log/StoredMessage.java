package org.soilcast.alerts.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.soilcast.alerts.message.AlertMessage;
import org.soilcast.alerts.message.AlertMessage.Earlier;
import org.soilcast.alerts.message.Place;
import org.soilcast.alerts.message.Place.Point;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Alert;

/** A message as an object of the delivery log. */
final class StoredMessage {
    private StoredMessage() {}

    static ObjectNode write(AlertMessage message) {
        ObjectNode stored = LogLine.object()
                .put("message", message.id())
                .put("at", message.takenAt().toEpochMilli())
                .put("place", message.place().name())
                .put("synthetic", message.place().synthetic())
                .put("alert", Base64.getEncoder().encodeToString(SingleObject.encode(message.alert())));
        message.place()
                .centre()
                .ifPresent(centre ->
                        stored.put("latitude", centre.latitudeDegrees()).put("longitude", centre.longitudeDegrees()));
        message.earlier()
                .ifPresent(earlier -> stored.put("earlier", earlier.id())
                        .put("earlierAt", earlier.takenAt().toEpochMilli()));
        return stored;
    }

    /**
     * The message again.
     *
     * @throws IllegalArgumentException when the object is none
     */
    static AlertMessage read(JsonNode stored) {
        Optional<Point> centre = stored.has("latitude")
                ? Optional.of(new Point(
                        stored.path("latitude").asDouble(),
                        stored.path("longitude").asDouble()))
                : Optional.empty();
        Optional<Earlier> earlier = stored.has("earlier")
                ? Optional.of(new Earlier(stored.path("earlier").asText(), time(stored, "earlierAt")))
                : Optional.empty();
        return new AlertMessage(
                stored.path("message").asText(),
                SingleObject.decode(
                        Base64.getDecoder().decode(stored.path("alert").asText()), Alert.class),
                new Place(
                        stored.path("place").asText(),
                        centre,
                        stored.path("synthetic").asBoolean()),
                time(stored, "at"),
                earlier);
    }

    static Instant time(JsonNode stored, String field) {
        return Instant.ofEpochMilli(stored.path(field).asLong());
    }
}
