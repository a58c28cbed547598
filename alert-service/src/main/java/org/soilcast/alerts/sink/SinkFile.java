package org.soilcast.alerts.sink;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.soilcast.service.WrongUse;

/**
 * Who is told of alerts: a YAML file that is read at the start.
 *
 * @param from first date that an alert's change may have to be told; empty where the alerts say it themselves
 * @param sinks receivers, at least one
 */
public record SinkFile(Optional<LocalDate> from, List<NamedSink> sinks) {
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final long MOST_BYTES = 1 << 20;
    private static final double DAY_SECONDS = 86_400;

    /**
     * Reads a file.
     *
     * @throws WrongUse when something is wrong with it
     */
    public static SinkFile read(Path file, Clock clock) {
        var all = new SinkEntry(file, "", tree(file));
        Optional<URI> page = all.optionalText("page").map(text -> HttpTarget.address(all, "page", text));
        Optional<LocalDate> from = all.optionalText("from").map(text -> date(all, text));
        JsonNode list = all.node("sinks");
        all.checkNothingElse();
        if (!list.isArray() || list.isEmpty()) {
            throw all.wrong("sinks", "expected a list of receivers, found nothing");
        }
        var sinks = new ArrayList<NamedSink>();
        for (int i = 0; i < list.size(); i++) {
            NamedSink sink = sink(new SinkEntry(file, "sinks[" + i + "]", list.get(i)), page, clock);
            if (sinks.stream().anyMatch(other -> other.name().equals(sink.name()))) {
                throw all.wrong("sinks[" + i + "].name", "'" + sink.name() + "' is there twice");
            }
            sinks.add(sink);
        }
        return new SinkFile(from, List.copyOf(sinks));
    }

    private static NamedSink sink(SinkEntry entry, Optional<URI> page, Clock clock) {
        String name = entry.text("name");
        if (!name.matches("[A-Za-z0-9-]{1,64}")) {
            throw entry.wrong("name", "expected letters, digits and hyphens, found '" + name + "'");
        }
        var patience = new Patience(
                entry.count("refusals", 3, 1, 1000),
                entry.seconds("first-wait-seconds", 1, .001, DAY_SECONDS),
                entry.seconds("longest-wait-seconds", 60, .001, DAY_SECONDS));
        AlertSink sink = SinkKind.make(entry, page, clock);
        entry.checkNothingElse();
        return new NamedSink(name, sink, patience);
    }

    private static JsonNode tree(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new WrongUse(file + ": expected at most " + MOST_BYTES + " bytes of YAML");
            }
            return YAML.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new WrongUse(file + place + ": expected YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new WrongUse("cannot read " + file + ": " + e);
        }
    }

    private static LocalDate date(SinkEntry entry, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw entry.wrong("from", "expected a date like 2026-04-01, found '" + text + "'");
        }
    }
}
