package org.soilcast.ingest.arrays;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The attributes of a file or of one of its variables: texts and numbers; a one-element array counts as its element. */
public final class Attributes {
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Double> numbers = new LinkedHashMap<>();

    /** Adds a text; padding of fixed-length strings is cut off. */
    public void put(String name, String text) {
        texts.put(name, text.replace("\0", "").strip());
    }

    /** Adds a number. */
    public void put(String name, double number) {
        numbers.put(name, number);
    }

    /** The text of this name; empty when there is none or it is no text. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** The number of this name; empty when there is none or it is no number. */
    public OptionalDouble number(String name) {
        Double number = numbers.get(name);
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
}
