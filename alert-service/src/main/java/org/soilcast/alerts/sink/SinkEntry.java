package org.soilcast.alerts.sink;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.soilcast.service.WrongUse;

/** A mapping of the sinks file. What is wrong in it is one line with file, place, what was expected and found. */
final class SinkEntry {
    private final Path file;
    private final String where;
    private final JsonNode node;
    private final Set<String> known = new HashSet<>();

    /**
     * A mapping.
     *
     * @param file it stands in
     * @param where in the file, for example {@code sinks[0]}; empty for all of it
     */
    SinkEntry(Path file, String where, JsonNode node) {
        this.file = file;
        this.where = where;
        this.node = node;
        if (!node.isObject()) {
            throw new WrongUse(file + (where.isEmpty() ? "" : ", " + where) + ": expected keys with values");
        }
    }

    /** What to say of a key. */
    WrongUse wrong(String key, String what) {
        return new WrongUse(file + ", " + (where.isEmpty() ? "" : where + ".") + key + ": " + what);
    }

    /** The value of a key. */
    JsonNode node(String key) {
        known.add(key);
        return node.path(key);
    }

    /** A text that must be there. */
    String text(String key) {
        return optionalText(key).orElseThrow(() -> wrong(key, "expected a text, found nothing"));
    }

    /** A text that may be there. */
    Optional<String> optionalText(String key) {
        JsonNode value = node(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode() || value.asText().isBlank()) {
            throw wrong(key, "expected a text, found " + value);
        }
        return Optional.of(value.asText().strip());
    }

    /** A number in a range, both ends included. */
    double number(String key, double otherwise, double lowest, double highest) {
        JsonNode value = node(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isNumber() || !(value.asDouble() >= lowest && value.asDouble() <= highest)) {
            throw wrong(key, "expected a number from " + lowest + " to " + highest + ", found " + value);
        }
        return value.asDouble();
    }

    /** A whole number in a range. */
    int count(String key, int otherwise, int lowest, int highest) {
        JsonNode value = node(key);
        if (!value.isMissingNode() && !value.isInt()) {
            throw wrong(key, "expected a whole number, found " + value);
        }
        return (int) number(key, otherwise, lowest, highest);
    }

    /** A number of seconds. */
    Duration seconds(String key, double otherwise, double lowest, double highest) {
        return Duration.ofMillis(Math.round(1000 * number(key, otherwise, lowest, highest)));
    }

    /** True or false; false when not there. */
    boolean flag(String key) {
        JsonNode value = node(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong(key, "expected true or false, found " + value);
        }
        return value.asBoolean();
    }

    /** A path, relative to the folder of the file. */
    Optional<Path> path(String key) {
        return optionalText(key).map(text -> {
            try {
                return file.toAbsolutePath().resolveSibling(text);
            } catch (InvalidPathException e) {
                throw wrong(key, "expected a path, found '" + text + "'");
            }
        });
    }

    /** Refuses keys that nobody has asked for. */
    void checkNothingElse() {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw wrong(key, "is unknown: expected one of " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }
}
