package org.soilcast.ingest.parse;

/** Input that cannot be used as a whole; the message is one line for the person who named it. */
public final class InputException extends RuntimeException {
    /** With a message for the user. */
    public InputException(String message) {
        super(message);
    }

    /** With a message for the user and what led to it. */
    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
