package org.soilcast.map;

/** An export that cannot be made, for a reason the person at the keyboard can act on; the message is one line. */
public final class ExportException extends Exception {
    private static final long serialVersionUID = 1;

    /** With the words for the user. */
    public ExportException(String message) {
        super(message);
    }

    /** With the words for the user. */
    public ExportException(String message, Throwable cause) {
        super(message, cause);
    }
}
