package org.soilcast.ingest;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.soilcast.schemas.KafkaConnection;

/**
 * What the ingest process is told: {@code key=value} arguments, and {@code config=FILE} names a properties file that the
 * other arguments override. Keys that begin with {@code kafka.} go to the Kafka clients; passwords belong in the file,
 * where {@code ps} does not show them.
 *
 * @param kafka how to reach the broker
 * @param service settings of the service
 * @param partitions of topics that do not exist yet
 * @param metricsPort port of health and metrics on this machine; 0 takes a free one
 */
record IngestSettings(KafkaConnection kafka, IngestConfig service, int partitions, int metricsPort) {
    private static final String CONFIG = "config";
    private static final String KAFKA_PREFIX = "kafka.";
    private static final String BOOTSTRAP = "kafka.bootstrap.servers";
    private static final Set<String> KEYS = Set.of(
            "domain",
            "data.dir",
            "state.dir",
            "from",
            "to",
            "stream.threads",
            "replication.factor",
            "topic.partitions",
            "metrics.port");

    /**
     * Reads the settings.
     *
     * @throws WrongUse when a key is unknown, missing, or has an impossible value; the message is one line for the user
     */
    static IngestSettings of(List<String> arguments) {
        Map<String, String> values = values(arguments);
        var security = new HashMap<String, String>();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            String key = entry.getKey();
            if (key.startsWith(KAFKA_PREFIX)) {
                security.put(key.substring(KAFKA_PREFIX.length()), entry.getValue());
            } else if (!KEYS.contains(key)) {
                throw new WrongUse("unknown setting '" + key + "': expected kafka.*, "
                        + String.join(", ", KEYS.stream().sorted().toList()));
            }
        }
        String bootstrap = required(values, BOOTSTRAP);
        security.remove(BOOTSTRAP.substring(KAFKA_PREFIX.length()));
        try {
            var service = new IngestConfig(
                    required(values, "domain"),
                    Path.of(required(values, "data.dir")),
                    Path.of(required(values, "state.dir")),
                    date(values, "from"),
                    date(values, "to"),
                    number(values, "stream.threads", 1),
                    number(values, "replication.factor", 1));
            return new IngestSettings(
                    new KafkaConnection(bootstrap, security),
                    service,
                    number(values, "topic.partitions", 4),
                    number(values, "metrics.port", 0));
        } catch (InvalidPathException e) {
            throw new WrongUse("not a path: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new WrongUse(e.getMessage());
        }
    }

    /** Settings the process cannot start with. */
    static final class WrongUse extends RuntimeException {
        WrongUse(String message) {
            super(message);
        }
    }

    private static Map<String, String> values(List<String> arguments) {
        var given = new TreeMap<String, String>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new WrongUse("expected key=value, found '" + argument + "'");
            }
            if (given.put(argument.substring(0, equals), argument.substring(equals + 1)) != null) {
                throw new WrongUse("'" + argument.substring(0, equals) + "' is given twice");
            }
        }
        var values = new TreeMap<String, String>();
        Optional.ofNullable(given.remove(CONFIG)).ifPresent(file -> values.putAll(file(Path.of(file))));
        values.putAll(given);
        return values;
    }

    private static Map<String, String> file(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new WrongUse("cannot read the settings in " + file + ": " + e.getMessage());
        }
        var values = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }

    private static String required(Map<String, String> values, String key) {
        return Optional.ofNullable(values.get(key))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new WrongUse("missing setting '" + key + "'"));
    }

    private static Optional<LocalDate> date(Map<String, String> values, String key) {
        try {
            return Optional.ofNullable(values.get(key)).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw new WrongUse(key + ": expected a date like 2015-04-01, found '" + values.get(key) + "'");
        }
    }

    private static int number(Map<String, String> values, String key, int otherwise) {
        try {
            int number = Integer.parseInt(values.getOrDefault(key, Integer.toString(otherwise)));
            if (number < 0) {
                throw new WrongUse(key + ": expected a number >= 0, found " + number);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new WrongUse(key + ": expected a number, found '" + values.get(key) + "'");
        }
    }
}
