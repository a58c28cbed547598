package org.soilcast.learning.history;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Consecutive days.
 *
 * @param first date
 * @param days how many from there on; at least 1
 */
public record DaySpan(LocalDate first, int days) {
    public DaySpan {
        if (days < 1) {
            throw new IllegalArgumentException("expected at least 1 day, found " + days);
        }
    }

    /**
     * From one date to another, both included.
     *
     * @throws IllegalArgumentException if they are in the wrong order
     */
    public static DaySpan of(LocalDate first, LocalDate last) {
        return new DaySpan(first, Math.toIntExact(ChronoUnit.DAYS.between(first, last)) + 1);
    }

    /** Its last date. */
    public LocalDate last() {
        return first.plusDays(days - 1L);
    }

    /** Position of a date in it, 0-based; outside it when negative or not below {@link #days}. */
    public int day(LocalDate date) {
        return Math.toIntExact(ChronoUnit.DAYS.between(first, date));
    }

    /**
     * The span from one of its dates to another, both included.
     *
     * @throws IllegalArgumentException if they are not dates of it in this order
     */
    public DaySpan between(LocalDate from, LocalDate to) {
        if (from.isBefore(first) || to.isAfter(last()) || to.isBefore(from)) {
            throw new IllegalArgumentException(from + " to " + to + " is not within " + first + " to " + last());
        }
        return of(from, to);
    }

    /** The first days of it: all of them when there are not more. */
    public DaySpan atMost(int limitDays) {
        return new DaySpan(first, Math.min(days, limitDays));
    }
}
