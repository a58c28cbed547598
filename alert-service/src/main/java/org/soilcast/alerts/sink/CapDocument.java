package org.soilcast.alerts.sink;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import org.soilcast.alerts.message.AlertMessage;
import org.soilcast.alerts.message.DroughtName;
import org.soilcast.alerts.message.MessageText;
import org.soilcast.alerts.message.Place.Point;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;

/**
 * A message in the Common Alerting Protocol, version 1.2 (OASIS Standard, 1 July 2010; the order of elements is that of its
 * section 3.2). Made-up data have the status Test.
 *
 * @param sender who sends it
 * @param stationRadiusKm radius of the circle around a place that is no cell of a grid
 * @param page address of the page, where it has one
 */
record CapDocument(String sender, double stationRadiusKm, Optional<URI> page) {
    private static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";
    /** The standard wants no Z for UTC. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'-00:00'");

    private static final double SURE = .95;
    private static final double MORE_LIKELY_THAN_NOT = .5;
    private static final double HARDLY = .05;
    private static final int SEVERE = 3;
    private static final int EXTREME = 4;

    /** A name without what the standard forbids in one, and without what file systems do. */
    static String identifier(String messageId) {
        return messageId
                .codePoints()
                .mapToObj(each -> Character.isLetterOrDigit(each) || each == '.' || each == '-' || each == '_'
                        ? Character.toString(each)
                        : each == '/' ? "_" : "~" + Integer.toHexString(each))
                .collect(Collectors.joining());
    }

    /** The document in UTF-8. */
    byte[] of(AlertMessage message) {
        var bytes = new ByteArrayOutputStream();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("alert");
            xml.writeDefaultNamespace(NAMESPACE);
            alert(new Elements(xml), message);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory is always written to", e);
        }
        return bytes.toByteArray();
    }

    private void alert(Elements xml, AlertMessage message) throws XMLStreamException {
        boolean cancelled = message.alert().getState() == AlertState.CANCELLED;
        xml.text("identifier", identifier(message.id()));
        xml.text("sender", sender);
        xml.text("sent", time(message.takenAt()));
        xml.text("status", message.place().synthetic() ? "Test" : "Actual");
        xml.text("msgType", message.earlier().isEmpty() ? "Alert" : cancelled ? "Cancel" : "Update");
        xml.text("scope", "Public");
        if (message.place().synthetic()) {
            xml.text("note", "weather and retrievals are made up");
        }
        if (message.earlier().isPresent()) {
            var earlier = message.earlier().get();
            xml.text("references", sender + "," + identifier(earlier.id()) + "," + time(earlier.takenAt()));
        }
        xml.within("info", () -> info(xml, message));
    }

    private void info(Elements xml, AlertMessage message) throws XMLStreamException {
        Alert alert = message.alert();
        xml.text("language", "en");
        xml.text("category", "Env");
        xml.text("event", "Drought");
        xml.text("responseType", message.isFiring() ? "Monitor" : "AllClear");
        xml.text("urgency", urgency(message));
        xml.text("severity", severity(alert.getDroughtClass()));
        xml.text("certainty", certainty(alert.getProbability()));
        xml.text("onset", time(AlertTimes.start(message)));
        xml.text("senderName", "soilcast");
        xml.text("headline", MessageText.headline(message));
        xml.text("description", MessageText.description(message));
        Optional<URI> link = MessageText.link(message, page);
        if (link.isPresent()) {
            xml.text("web", link.get().toString());
        }
        for (var said : MessageText.annotations(message, Optional.empty()).entrySet()) {
            if (!List.of("summary", "description").contains(said.getKey())) {
                xml.within("parameter", () -> {
                    xml.text("valueName", said.getKey());
                    xml.text("value", said.getValue());
                });
            }
        }
        xml.within("area", () -> area(xml, message));
    }

    private void area(Elements xml, AlertMessage message) throws XMLStreamException {
        xml.text("areaDesc", message.alert().getDomain() + " " + message.place().name());
        if (message.place().centre().isPresent()) {
            Point centre = message.place().centre().get();
            Optional<List<Point>> outline = CellOutline.of(centre);
            if (outline.isPresent()) {
                xml.text(
                        "polygon",
                        outline.get().stream().map(CapDocument::point).collect(Collectors.joining(" ")));
            } else {
                xml.text("circle", point(centre) + String.format(Locale.ROOT, " %.1f", stationRadiusKm));
            }
        }
        xml.within("geocode", () -> {
            boolean ofArea = MessageText.isOfArea(message);
            xml.text("valueName", ofArea ? "soilcast-area" : "soilcast-cell");
            xml.text(
                    "value",
                    ofArea ? message.alert().getArea() : message.place().name());
        });
    }

    /** A drought is days to months old when it is told of: nobody has to run. */
    private static String urgency(AlertMessage message) {
        return !message.isFiring() ? "Past" : message.alert().getDroughtClass() >= EXTREME ? "Expected" : "Future";
    }

    private static String severity(int droughtClass) {
        return droughtClass >= EXTREME
                ? "Extreme"
                : droughtClass == SEVERE
                        ? "Severe"
                        : DroughtName.code(droughtClass).equals("D1") ? "Moderate" : "Minor";
    }

    private static String certainty(double probability) {
        return probability >= SURE
                ? "Observed"
                : probability > MORE_LIKELY_THAN_NOT ? "Likely" : probability > HARDLY ? "Possible" : "Unlikely";
    }

    private static String time(Instant moment) {
        return TIME.format(moment.atOffset(ZoneOffset.UTC));
    }

    private static String point(Point point) {
        return String.format(Locale.ROOT, "%.4f,%.4f", point.latitudeDegrees(), point.longitudeDegrees());
    }
}
