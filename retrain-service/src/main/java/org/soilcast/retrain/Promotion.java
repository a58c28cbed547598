package org.soilcast.retrain;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What becomes of a challenger that a schedule has made and the gate has passed. */
public enum Promotion {
    /** It follows at once. */
    GATE,
    /** It follows when it has run beside the version in force ({@link ShadowStage}) and done no worse. */
    SHADOW,
    /** The same, but nothing follows: what would have is only told. */
    NEVER;

    /** The name of what is taken where nothing else is said. */
    public static final String STANDARD = "shadow";

    /** Their names, for people. */
    public static final String NAMES = Arrays.stream(values())
            .map(one -> one.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));

    /**
     * The one of this name.
     *
     * @throws IllegalArgumentException when there is none; the message is one line for people
     */
    public static Promotion of(String name) {
        return Arrays.stream(values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + ": expected one of " + NAMES));
    }
}
