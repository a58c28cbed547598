package org.soilcast.map.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The parameters of a request, each given at most once and all of them known. */
public final class Query {
    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    /** Parameters by name. */
    public static Query of(Map<String, String> values) {
        return new Query(new TreeMap<>(values));
    }

    /**
     * Refuses a parameter that nobody would read.
     *
     * @throws RequestRefused when one is not among those named
     */
    public Query allow(Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw RequestRefused.badRequest("unknown parameter '" + shown(name) + "': expected "
                        + (known.isEmpty() ? "none" : "some of " + String.join(", ", new TreeSet<>(known))));
            }
        }
        return this;
    }

    /** A text that may be there. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A text that must be there. */
    public String required(String name, String expected) {
        return text(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(
                        () -> RequestRefused.badRequest("parameter '" + name + "' is missing: expected " + expected));
    }

    /** A whole number in a range, both ends included. */
    public int number(String name, int otherwise, int lowest, int highest) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with the numbers out of range
        }
        throw RequestRefused.badRequest(
                "%s: expected a number from %d to %d, found '%s'".formatted(name, lowest, highest, shown(text.get())));
    }

    /**
     * A date.
     *
     * @throws RequestRefused when the text is none
     */
    public static LocalDate date(String name, String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeParseException e) {
            // told below, with the years out of range
        }
        throw RequestRefused.badRequest(name + ": expected a date like 2020-06-30, found '" + shown(text) + "'");
    }

    /** What a client sent, short enough for a message. */
    public static String shown(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 60 ? clean : clean.substring(0, 60) + "…";
    }
}
