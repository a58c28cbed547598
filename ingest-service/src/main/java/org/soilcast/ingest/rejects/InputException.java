package org.soilcast.ingest.rejects;

import java.util.List;

/**
 * Input that cannot be used as a whole; the message is one line for the person who named it. When files are to blame, and
 * not what was asked for, it also says what of them was rejected.
 */
public final class InputException extends RuntimeException {
    private final transient List<Rejection> rejected;

    /** With a message for the user. */
    public InputException(String message) {
        this(message, List.of());
    }

    /** With a message for the user and all that was rejected until then. */
    public InputException(String message, List<Rejection> rejected) {
        super(message);
        this.rejected = List.copyOf(rejected);
    }

    /** With a message for the user and what led to it. */
    public InputException(String message, Throwable cause) {
        super(message, cause);
        this.rejected = List.of();
    }

    /** What was rejected, in the order of the files. */
    public List<Rejection> rejected() {
        return rejected;
    }
}
