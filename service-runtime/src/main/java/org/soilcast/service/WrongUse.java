package org.soilcast.service;

/** Settings that a process cannot start with; the message is one line for the user. */
public final class WrongUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what was expected and found. */
    public WrongUse(String message) {
        super(message);
    }
}
