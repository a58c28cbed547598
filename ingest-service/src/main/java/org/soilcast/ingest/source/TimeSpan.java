package org.soilcast.ingest.source;

import java.time.Instant;

/**
 * The time that a value stands for.
 *
 * @param start begin of an interval; a moment is its own start
 * @param end end of an interval
 */
public record TimeSpan(Instant start, Instant end) {
    public TimeSpan {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("a time span ends " + end + ", before it starts " + start);
        }
    }

    /** A moment. */
    public static TimeSpan at(Instant moment) {
        return new TimeSpan(moment, moment);
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws java.time.DateTimeException when it is something else
     */
    public static TimeSpan parse(String text) {
        int between = text.indexOf("..");
        return between < 0
                ? at(Instant.parse(text))
                : new TimeSpan(Instant.parse(text.substring(0, between)), Instant.parse(text.substring(between + 2)));
    }

    @Override
    public String toString() {
        return start.equals(end) ? start.toString() : start + ".." + end;
    }
}
