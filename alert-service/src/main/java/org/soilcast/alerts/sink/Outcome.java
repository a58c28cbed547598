package org.soilcast.alerts.sink;

import java.time.Duration;
import java.util.Optional;

/** What became of messages that a sink was told. Reasons hold no secrets. */
public sealed interface Outcome {
    /** The receiver has them. */
    record Taken() implements Outcome {}

    /**
     * It could not take them now.
     *
     * @param reason why, in a few words
     * @param notBefore how long it asks to be left alone
     */
    record Later(String reason, Optional<Duration> notBefore) implements Outcome {
        /** Without a wish. */
        public Later(String reason) {
            this(reason, Optional.empty());
        }
    }

    /**
     * It does not take them, and will hardly take them when they are sent again.
     *
     * @param reason why, in a few words
     */
    record Refused(String reason) implements Outcome {}
}
