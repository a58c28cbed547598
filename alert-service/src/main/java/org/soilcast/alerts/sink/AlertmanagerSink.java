package org.soilcast.alerts.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.soilcast.alerts.message.AlertMessage;
import org.soilcast.alerts.message.MessageText;
import org.soilcast.service.WrongUse;

/**
 * Gives alerts to a Prometheus Alertmanager (API version 2), which routes, silences and groups them, and sends e-mail among
 * others. It forgets an alert that nobody repeats after minutes; a drought is told once, so each has an end: its own, or a year
 * hence while it stands. Alertmanager tells people when an alert begins and ends, and of what changed in between at its own
 * interval.
 */
final class AlertmanagerSink implements AlertSink {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration STANDS = Duration.ofDays(365);

    private final HttpTarget target;
    private final Optional<URI> page;

    private AlertmanagerSink(HttpTarget target, Optional<URI> page) {
        this.target = target;
        this.page = page;
    }

    /**
     * The sink of an entry: what {@link HttpTarget} wants; {@code url} is Alertmanager's own, without the API's path.
     *
     * @throws WrongUse when something in it is wrong
     */
    static AlertSink of(SinkEntry entry, Optional<URI> page, Clock clock) {
        return new AlertmanagerSink(HttpTarget.of(entry, "/api/v2/alerts", clock), page);
    }

    @Override
    public int mostAtOnce() {
        return 64;
    }

    @Override
    public Outcome tell(List<AlertMessage> messages) throws InterruptedException {
        ArrayNode alerts = JSON.createArrayNode();
        messages.forEach(message -> alert(alerts.addObject(), message));
        return target.post(alerts.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void alert(ObjectNode alert, AlertMessage message) {
        Instant start = AlertTimes.start(message);
        // It takes an end that has passed for resolved; one before the start is refused.
        Instant end = message.isFiring() ? message.takenAt().plus(STANDS) : AlertTimes.end(message);
        ObjectNode labels = alert.putObject("labels");
        MessageText.labels(message).forEach(labels::put);
        ObjectNode annotations = alert.putObject("annotations");
        MessageText.annotations(message, page).forEach(annotations::put);
        alert.put("startsAt", start.toString());
        alert.put("endsAt", (end.isBefore(start) ? start : end).toString());
        MessageText.link(message, page).ifPresent(link -> alert.put("generatorURL", link.toString()));
    }
}
