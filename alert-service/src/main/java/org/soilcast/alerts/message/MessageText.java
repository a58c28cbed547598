package org.soilcast.alerts.message;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.soilcast.schemas.avro.Alert;

/** What is said of an alert, the same to every kind of receiver. */
public final class MessageText {
    /** Name under which receivers of Alertmanager's form know all of them. */
    public static final String ALERT_NAME = "SoilcastDrought";

    private MessageText() {}

    /** What an alert is known by: the same in all of its messages. */
    public static Map<String, String> labels(AlertMessage message) {
        Alert alert = message.alert();
        return new TreeMap<>(Map.of(
                "alertname",
                ALERT_NAME,
                "rule",
                alert.getRule(),
                "domain",
                alert.getDomain(),
                isOfArea(message) ? "area" : "cell",
                isOfArea(message) ? alert.getArea() : message.place().name(),
                "since",
                alert.getSince().toString()));
    }

    /**
     * What else is said of it.
     *
     * @param page address of the page, where it has one
     */
    public static Map<String, String> annotations(AlertMessage message, Optional<URI> page) {
        Alert alert = message.alert();
        var said = new TreeMap<String, String>();
        said.put("summary", headline(message));
        said.put("description", description(message));
        said.put("alert_id", alert.getId());
        said.put("message_id", message.id());
        said.put("sequence", Integer.toString(alert.getSequence()));
        said.put("kind", alert.getKind());
        said.put("variable", alert.getVariable());
        if (isOfArea(message)) {
            said.put("area_name", message.place().name());
        }
        said.put("state", alert.getState().name().toLowerCase(Locale.ROOT));
        said.put("class", DroughtName.code(alert.getDroughtClass()));
        said.put("peak_class", DroughtName.code(alert.getPeakClass()));
        said.put("probability", String.format(Locale.ROOT, "%.2f", alert.getProbability()));
        said.put("percentile", String.format(Locale.ROOT, "%.1f", alert.getPercentile()));
        said.put("raised_on", alert.getRaisedOn().toString());
        Optional.ofNullable(alert.getClearedOn()).ifPresent(date -> said.put("cleared_on", date.toString()));
        said.put("as_of", alert.getAsOf().toString());
        said.put("provisional", Boolean.toString(alert.getProvisional()));
        said.put("model_version", Integer.toString(alert.getModelVersion()));
        said.put("model_changed", Boolean.toString(alert.getModelChanged()));
        said.put("revision", Integer.toString(alert.getRevision()));
        said.put("short_climatology", Boolean.toString(alert.getShortClimatology()));
        said.put("synthetic", Boolean.toString(message.place().synthetic()));
        message.place().centre().ifPresent(centre -> {
            said.put("latitude", degrees(centre.latitudeDegrees()));
            said.put("longitude", degrees(centre.longitudeDegrees()));
        });
        link(message, page).ifPresent(link -> said.put("link", link.toString()));
        return said;
    }

    /** One line, for example of a telephone. */
    public static String headline(AlertMessage message) {
        Alert alert = message.alert();
        String kind = alert.getKind().equals("drought") ? "" : alert.getKind().replace('-', ' ') + ", ";
        String drought =
                kind + DroughtName.code(alert.getDroughtClass()) + " " + DroughtName.words(alert.getDroughtClass());
        String made = message.place().synthetic() ? "made-up data: " : "";
        return made
                + switch (alert.getState()) {
                    case RAISED -> drought + " at ";
                    case UPDATED -> "still " + drought + " at ";
                    case CLEARED -> "drought over at ";
                    case CANCELLED -> "withdrawn, late data show no drought: ";
                }
                + message.place().name() + ", since " + alert.getSince();
    }

    /** Two or three sentences. */
    public static String description(AlertMessage message) {
        Alert alert = message.alert();
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "Soil moisture of %s at %s: percentile %.1f in the five days to %s; %.0f %% of the members"
                        + " in class %s or a drier one; driest class so far %s.",
                alert.getVariable().equals("surface") ? "the top 5 cm" : "the root zone",
                message.place().name(),
                alert.getPercentile(),
                alert.getAsOf(),
                100 * alert.getProbability(),
                DroughtName.code(alert.getDroughtClass()),
                DroughtName.code(alert.getPeakClass())));
        if (alert.getProvisional()) {
            text.append(" Late data may still change this.");
        }
        if (alert.getModelChanged()) {
            text.append(" A new version of the model came into force in these days.");
        }
        if (alert.getShortClimatology()) {
            text.append(" Percentiles are ranks among fewer than 30 years.");
        }
        return text.toString();
    }

    /** The map at the date and cell of the alert. */
    public static Optional<URI> link(AlertMessage message, Optional<URI> page) {
        String cell = isOfArea(message)
                ? ""
                : "&cell=" + URLEncoder.encode(message.place().name(), StandardCharsets.UTF_8);
        return page.map(base ->
                URI.create(base + "#layer=drought-class&date=" + message.alert().getAsOf() + cell));
    }

    /** Whether it is about an area, and not about a cell. */
    public static boolean isOfArea(AlertMessage message) {
        return !message.alert().getArea().isEmpty();
    }

    private static String degrees(double degrees) {
        return String.format(Locale.ROOT, "%.4f", degrees);
    }
}
