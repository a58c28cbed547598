package org.soilcast.service;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a process is told: {@code key=value} arguments, and {@code config=FILE} names a properties file that the other
 * arguments override. Passwords belong in the file, where {@code ps} does not show them. Every method that reads a value
 * throws {@link WrongUse} when there is none or it does not fit, and names its key.
 */
public final class Settings {
    private static final String CONFIG = "config";

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads arguments and file.
     *
     * @param keys what may be set; one that ends in a dot stands for all that begin with it
     * @throws WrongUse when an argument is not of the form key=value, a key is unknown or given twice, or the file
     *     cannot be read
     */
    public static Settings read(List<String> arguments, Set<String> keys) {
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
        Optional.ofNullable(given.remove(CONFIG)).ifPresent(file -> values.putAll(file(file)));
        values.putAll(given);
        values.values().removeIf(String::isBlank);
        for (String key : values.keySet()) {
            if (!keys.contains(key) && keys.stream().noneMatch(known -> known.endsWith(".") && key.startsWith(known))) {
                throw new WrongUse(
                        "unknown setting '" + key + "': expected one of " + String.join(", ", new TreeSet<>(keys)));
            }
        }
        return new Settings(values);
    }

    /** A text that must be there. */
    public String text(String key) {
        return Optional.ofNullable(values.get(key)).orElseThrow(() -> new WrongUse("missing setting '" + key + "'"));
    }

    /** A text that may be there, else the one given. */
    public String textOr(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    /** A path that must be there. */
    public Path path(String key) {
        return parsed(key, text(key), Path::of, "a path");
    }

    /** A path that may be there. */
    public Optional<Path> optionalPath(String key) {
        return Optional.ofNullable(values.get(key)).map(text -> parsed(key, text, Path::of, "a path"));
    }

    /** A date that may be there. */
    public Optional<LocalDate> date(String key) {
        return Optional.ofNullable(values.get(key))
                .map(text -> parsed(key, text, LocalDate::parse, "a date like 2015-04-01"));
    }

    /** A whole number in a range, both ends included. */
    public int number(String key, int otherwise, int lowest, int highest) {
        String expected = "a number from " + lowest + " to " + highest;
        int number = parsed(key, values.getOrDefault(key, Integer.toString(otherwise)), Integer::parseInt, expected);
        if (number < lowest || number > highest) {
            throw new WrongUse(key + ": expected " + expected + ", found " + number);
        }
        return number;
    }

    /** A number that may be there. */
    public Optional<Double> decimal(String key) {
        return Optional.ofNullable(values.get(key)).map(text -> parsed(key, text, Double::parseDouble, "a number"));
    }

    /** {@code true} or {@code false}; false when not there. */
    public boolean flag(String key) {
        String text = values.getOrDefault(key, "false").strip();
        if (!text.equals("true") && !text.equals("false")) {
            throw new WrongUse(key + ": expected true or false, found '" + text + "'");
        }
        return text.equals("true");
    }

    /** All values whose keys begin with a prefix, by the rest of their keys. */
    public Map<String, String> under(String prefix) {
        var under = new HashMap<String, String>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                under.put(key.substring(prefix.length()), value);
            }
        });
        return under;
    }

    private static <T> T parsed(String key, String text, Function<String, T> parse, String expected) {
        try {
            return parse.apply(text.strip());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new WrongUse(key + ": expected " + expected + ", found '" + text + "'");
        }
    }

    private static Map<String, String> file(String name) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new WrongUse("cannot read the settings in " + name + ": " + e.getMessage());
        }
        var values = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}
