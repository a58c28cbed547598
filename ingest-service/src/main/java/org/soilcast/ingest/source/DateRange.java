package org.soilcast.ingest.source;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A span of dates, both ends included.
 *
 * @param first first date
 * @param last last date, not before the first
 */
public record DateRange(LocalDate first, LocalDate last) {
    public DateRange {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("expected " + first + " not after " + last);
        }
    }

    /** The part not before one date and not after another; empty when nothing is left. */
    public Optional<DateRange> within(LocalDate from, LocalDate to) {
        LocalDate start = from.isAfter(first) ? from : first;
        LocalDate end = to.isBefore(last) ? to : last;
        return end.isBefore(start) ? Optional.empty() : Optional.of(new DateRange(start, end));
    }

    /** Whether a date lies in it. */
    public boolean contains(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last);
    }

    /** The dates in order. */
    public Stream<LocalDate> dates() {
        return first.datesUntil(last.plusDays(1));
    }

    /** Number of dates. */
    public int days() {
        return (int) ChronoUnit.DAYS.between(first, last) + 1;
    }

    @Override
    public String toString() {
        return first + ".." + last;
    }
}
