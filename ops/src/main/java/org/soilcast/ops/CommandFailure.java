package org.soilcast.ops;

/** A command cannot do what the user asked; the message is all the user needs to see. Exit code 1. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With one line that says what was expected and found. */
    public CommandFailure(String message) {
        super(message);
    }
}
