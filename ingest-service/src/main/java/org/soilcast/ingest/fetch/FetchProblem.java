package org.soilcast.ingest.fetch;

import java.time.Duration;
import java.util.Optional;

/** Why something could not be had from an agency; the message is one line, without tokens and without queries. */
public final class FetchProblem extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is of no use after it. */
    public enum Reach {
        /** Nothing: the same request may go better in a moment. */
        TRY,
        /** The file, until the next round. */
        FILE,
        /** All of its source, until the next round. */
        SOURCE,
        /** Everything, until the next round. */
        ROUND
    }

    private final Reach reach;
    private final transient Optional<Duration> notBefore;

    /** A problem. */
    FetchProblem(Reach reach, String message) {
        this(reach, message, Optional.empty());
    }

    /**
     * A problem with a server that asks to be left alone.
     *
     * @param notBefore for how long
     */
    FetchProblem(Reach reach, String message, Optional<Duration> notBefore) {
        super(message);
        this.reach = reach;
        this.notBefore = notBefore;
    }

    /** What is of no use after it. */
    public Reach reach() {
        return reach;
    }

    /** For how long the server asks to be left alone. */
    Optional<Duration> notBefore() {
        return notBefore;
    }

    /** The same with another reach. */
    FetchProblem reaching(Reach other) {
        return new FetchProblem(other, text(), notBefore);
    }

    /** The message. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
