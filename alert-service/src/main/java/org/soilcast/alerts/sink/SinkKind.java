package org.soilcast.alerts.sink;

import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.soilcast.service.WrongUse;

/** The kinds of receivers: a new one is a class and a line here. */
enum SinkKind {
    WEBHOOK(WebhookSink::of),
    ALERTMANAGER(AlertmanagerSink::of),
    CAP(CapSink::of);

    /** Makes a sink of its entry. */
    private interface Maker {
        AlertSink of(SinkEntry entry, Optional<URI> page, Clock clock);
    }

    private final Maker maker;

    SinkKind(Maker maker) {
        this.maker = maker;
    }

    /**
     * The sink of an entry.
     *
     * @throws WrongUse when there is no such kind, or something in the entry is wrong
     */
    static AlertSink make(SinkEntry entry, Optional<URI> page, Clock clock) {
        String type = entry.text("type");
        SinkKind kind = Arrays.stream(values())
                .filter(each -> each.word().equals(type))
                .findAny()
                .orElseThrow(() -> entry.wrong("type", "expected one of " + words() + ", found '" + type + "'"));
        return kind.maker.of(entry, page, clock);
    }

    private static String words() {
        return Arrays.stream(values()).map(SinkKind::word).collect(Collectors.joining(", "));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
