package org.soilcast.alerts.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.alerts.message.AlertMessage;
import org.soilcast.alerts.message.AlertMessage.Earlier;
import org.soilcast.alerts.message.Mark;
import org.soilcast.alerts.message.Place;
import org.soilcast.schemas.avro.Alert;

/**
 * What has been told and to whom, and what is still to be told: a file of lines to which is only ever added, forced to the
 * disk before anything follows from it, and written anew without what has ended when it is opened. A line that is torn or damaged
 * is left out: the topic is read from its beginning at each start, and what the log does not know is taken again. Any
 * thread may call.
 */
public final class DeliveryLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);
    private static final String KNOWN = "known";
    private static final String TAKEN = "taken";
    private static final String ENDED = "ended";
    private static final String SINKS = "sinks";

    private final LogFile file;
    private final NewsRule news;
    private final AlertMemory memory = new AlertMemory();
    private final Map<String, Map<String, AlertMessage>> waiting = new TreeMap<>();

    private DeliveryLog(LogFile file, Collection<String> sinks, Optional<LocalDate> from) {
        this.file = file;
        this.news = new NewsRule(from);
        sinks.forEach(sink -> waiting.put(sink, new LinkedHashMap<>()));
    }

    /**
     * Opens the log of a folder, which is created when missing.
     *
     * @param sinks names of those to be told; what waits for others is dropped
     * @param from first date that an alert's change may have to be told; empty where the alerts say it themselves
     * @throws IOException when the folder cannot be used, or another process uses it
     */
    public static DeliveryLog open(Path folder, Collection<String> sinks, Optional<LocalDate> from) throws IOException {
        LogFile file = LogFile.take(folder);
        try {
            var log = new DeliveryLog(file, sinks, from);
            var kept = new Kept();
            file.lines().forEach(line -> log.replay(line, kept));
            file.replace(log.lines(kept));
            return log;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** What a new file keeps of the old one: all states that were seen, and in their order the messages that wait. */
    private static final class Kept {
        private final Map<Long, ObjectNode> seen = new LinkedHashMap<>();
        private final Map<String, AlertMessage> messages = new LinkedHashMap<>();
    }

    private void replay(String line, Kept kept) {
        Optional<JsonNode> entry = LogLine.read(line);
        if (entry.isEmpty()) {
            LOG.warn("a damaged line of the delivery log is left out: {} characters", line.length());
            return;
        }
        JsonNode said = entry.get();
        if (said.has(KNOWN)) {
            JsonNode known = said.path(KNOWN);
            var mark =
                    new Mark(known.path("content").asLong(), known.path("told").asLong());
            Optional<Earlier> told = known.has("message")
                    ? Optional.of(new Earlier(known.path("message").asText(), StoredMessage.time(known, "at")))
                    : Optional.empty();
            see(known.path("id").asText(), mark, told, kept);
        } else if (said.has(TAKEN)) {
            JsonNode taken = said.path(TAKEN);
            AlertMessage message = StoredMessage.read(taken);
            Mark mark = Mark.of(message.alert());
            see(message.alert().getId(), mark, Optional.of(message.asEarlier()), kept);
            kept.messages.put(message.id(), message);
            taken.path(SINKS)
                    .forEach(sink -> Optional.ofNullable(waiting.get(sink.asText()))
                            .ifPresent(messages -> messages.put(message.id(), message)));
        } else {
            JsonNode ended = said.path(ENDED);
            Optional.ofNullable(waiting.get(ended.path("sink").asText()))
                    .ifPresent(messages -> messages.remove(ended.path("message").asText()));
        }
    }

    private void see(String id, Mark mark, Optional<Earlier> told, Kept kept) {
        memory.add(id, mark, told);
        kept.seen.put(mark.told() ^ id.hashCode(), known(id, mark, told));
    }

    private List<String> lines(Kept kept) {
        var lines = new ArrayList<String>();
        kept.seen.values().forEach(entry -> lines.add(LogLine.of(entry)));
        kept.messages.values().stream()
                .filter(message -> waiting.values().stream().anyMatch(one -> one.containsKey(message.id())))
                .forEach(message -> lines.add(taken(message)));
        return lines;
    }

    private String taken(AlertMessage message) {
        ObjectNode stored = StoredMessage.write(message);
        var names = stored.putArray(SINKS);
        waiting.forEach((sink, messages) -> {
            if (messages.containsKey(message.id())) {
                names.add(sink);
            }
        });
        ObjectNode line = LogLine.object();
        line.set(TAKEN, stored);
        return LogLine.of(line);
    }

    private static ObjectNode known(String id, Mark mark, Optional<Earlier> told) {
        ObjectNode line = LogLine.object();
        ObjectNode known = line.putObject(KNOWN)
                .put("id", id)
                .put("content", mark.content())
                .put("told", mark.told());
        told.ifPresent(message ->
                known.put("message", message.id()).put("at", message.takenAt().toEpochMilli()));
        return line;
    }

    /**
     * Takes a state of an alert from the topic. It is on the disk after {@link #force} only.
     *
     * @return the message by which it is to be told; empty when it is history, or was seen before
     */
    public synchronized Optional<AlertMessage> take(Alert alert, Place place, Instant now) throws IOException {
        Mark mark = Mark.of(alert);
        Optional<Earlier> earlier = memory.lastTold(alert.getId());
        boolean isNews = news.isNews(alert, earlier.isPresent());
        // A state that was history may come again on the date from which alerts are told.
        if (memory.hasSeen(alert.getId(), mark) && (earlier.isPresent() || !isNews)) {
            return Optional.empty();
        }
        if (!isNews) {
            memory.add(alert.getId(), mark, Optional.empty());
            file.append(LogLine.of(known(alert.getId(), mark, Optional.empty())));
            return Optional.empty();
        }
        var message = AlertMessage.of(alert, mark, place, now, earlier);
        memory.add(alert.getId(), mark, Optional.of(message.asEarlier()));
        waiting.values().forEach(messages -> messages.put(message.id(), message));
        file.append(taken(message));
        return Optional.of(message);
    }

    /** Puts on the disk what was taken. */
    public synchronized void force() throws IOException {
        file.force();
    }

    /** What a sink is still to be told, oldest first. */
    public synchronized List<AlertMessage> waiting(String sink) {
        return List.copyOf(waiting.getOrDefault(sink, Map.of()).values());
    }

    /** A sink has these, or will never get them. */
    public synchronized void ended(String sink, Collection<AlertMessage> messages) throws IOException {
        for (AlertMessage message : messages) {
            waiting.getOrDefault(sink, new LinkedHashMap<>()).remove(message.id());
            ObjectNode line = LogLine.object();
            line.putObject(ENDED).put("sink", sink).put("message", message.id());
            file.append(LogLine.of(line));
        }
        file.force();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
