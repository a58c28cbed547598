package org.soilcast.retrain.archive;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Consecutive days that all tiles of a domain have.
 *
 * @param first the domain's first date
 * @param days how many days from there on are without a gap, in every tile; at least 1
 */
public record ArchiveSpan(LocalDate first, int days) {
    public ArchiveSpan {
        if (days < 1) {
            throw new IllegalArgumentException("expected at least 1 day, found " + days);
        }
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
    public ArchiveSpan between(LocalDate from, LocalDate to) {
        if (from.isBefore(first) || to.isAfter(last()) || to.isBefore(from)) {
            throw new IllegalArgumentException(from + " to " + to + " is not within " + first + " to " + last());
        }
        return new ArchiveSpan(from, day(to) - day(from) + 1);
    }

    /** The first days of it: all of them when there are not more. */
    public ArchiveSpan atMost(int limitDays) {
        return new ArchiveSpan(first, Math.min(days, limitDays));
    }
}
