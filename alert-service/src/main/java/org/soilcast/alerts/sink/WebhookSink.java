package org.soilcast.alerts.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.soilcast.alerts.message.AlertMessage;
import org.soilcast.alerts.message.MessageText;
import org.soilcast.service.WrongUse;

/**
 * Posts messages in the form of Alertmanager's webhook, version 4, which many receivers read: firing while a drought goes on,
 * resolved when it is over or withdrawn. What a receiver tells messages apart by is the annotation {@code message_id}.
 */
final class WebhookSink implements AlertSink {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpTarget target;
    private final int mostAtOnce;
    private final Optional<URI> page;

    private WebhookSink(HttpTarget target, int mostAtOnce, Optional<URI> page) {
        this.target = target;
        this.mostAtOnce = mostAtOnce;
        this.page = page;
    }

    /**
     * The sink of an entry: what {@link HttpTarget} wants, and <i>{@code batch}</i>, the most messages at once.
     *
     * @throws WrongUse when something in it is wrong
     */
    static AlertSink of(SinkEntry entry, Optional<URI> page, Clock clock) {
        return new WebhookSink(HttpTarget.of(entry, "", clock), entry.count("batch", 32, 1, 1000), page);
    }

    @Override
    public int mostAtOnce() {
        return mostAtOnce;
    }

    @Override
    public Outcome tell(List<AlertMessage> messages) throws InterruptedException {
        return target.post(document(messages).toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode document(List<AlertMessage> messages) {
        boolean firing = messages.stream().anyMatch(AlertMessage::isFiring);
        Map<String, String> labels =
                inAll(messages.stream().map(MessageText::labels).toList());
        Map<String, String> annotations = inAll(messages.stream()
                .map(message -> MessageText.annotations(message, page))
                .toList());
        ObjectNode document = JSON.createObjectNode()
                .put("version", "4")
                .put("groupKey", "{}:{alertname=\"" + MessageText.ALERT_NAME + "\"}")
                .put("truncatedAlerts", 0)
                .put("status", firing ? "firing" : "resolved")
                .put("receiver", "soilcast")
                .put("externalURL", page.map(URI::toString).orElse(""));
        put(document.putObject("groupLabels"), Map.of("alertname", MessageText.ALERT_NAME));
        put(document.putObject("commonLabels"), labels);
        put(document.putObject("commonAnnotations"), annotations);
        ArrayNode alerts = document.putArray("alerts");
        messages.forEach(message -> alert(alerts.addObject(), message));
        return document;
    }

    private void alert(ObjectNode alert, AlertMessage message) {
        Map<String, String> labels = MessageText.labels(message);
        alert.put("status", message.isFiring() ? "firing" : "resolved");
        put(alert.putObject("labels"), labels);
        put(alert.putObject("annotations"), MessageText.annotations(message, page));
        alert.put("startsAt", AlertTimes.start(message).toString());
        // In this form an end that is not there is year 1.
        alert.put(
                "endsAt",
                message.isFiring()
                        ? "0001-01-01T00:00:00Z"
                        : AlertTimes.end(message).toString());
        alert.put(
                "generatorURL",
                MessageText.link(message, page).map(URI::toString).orElse(""));
        alert.put("fingerprint", Fingerprint.of(labels));
    }

    private static void put(ObjectNode into, Map<String, String> texts) {
        texts.forEach(into::put);
    }

    private static Map<String, String> inAll(List<Map<String, String>> each) {
        var texts = new TreeMap<>(each.get(0));
        each.forEach(other -> texts.entrySet().retainAll(other.entrySet()));
        return texts;
    }
}
