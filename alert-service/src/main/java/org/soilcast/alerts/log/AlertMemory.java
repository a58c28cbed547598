package org.soilcast.alerts.log;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.soilcast.alerts.message.AlertMessage.Earlier;
import org.soilcast.alerts.message.Mark;

/**
 * The states of each alert that the service has seen. A job that goes on from a checkpoint, or computes its history anew,
 * puts states on the topic again; they are told apart from new ones by their {@link Mark}s.
 */
final class AlertMemory {
    private static final class Seen {
        private final Set<Long> marks = new HashSet<>();
        private long lastContent;
        private Optional<Earlier> told = Optional.empty();
    }

    private final Map<String, Seen> byId = new HashMap<>();

    /** Whether the state was seen, or the alert stood so last, however often that was told. */
    boolean hasSeen(String id, Mark mark) {
        Seen seen = byId.get(id);
        return seen != null && (seen.lastContent == mark.content() || seen.marks.contains(mark.told()));
    }

    /** The message about an alert that was told last. */
    Optional<Earlier> lastTold(String id) {
        return Optional.ofNullable(byId.get(id)).flatMap(seen -> seen.told);
    }

    /**
     * Adds a state.
     *
     * @param told the message that told of it; empty when nobody is told
     */
    void add(String id, Mark mark, Optional<Earlier> told) {
        Seen seen = byId.computeIfAbsent(id, unseen -> new Seen());
        seen.marks.add(mark.told());
        seen.lastContent = mark.content();
        told.ifPresent(message -> seen.told = Optional.of(message));
    }
}
