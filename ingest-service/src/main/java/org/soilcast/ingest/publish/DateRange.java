package org.soilcast.ingest.publish;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.soilcast.ingest.parse.DomainDays;
import org.soilcast.ingest.parse.InputException;

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

    /**
     * The part of a set that is asked for.
     *
     * @throws InputException when the set has no such date
     */
    public static DateRange of(DomainDays input, Optional<LocalDate> from, Optional<LocalDate> to) {
        LocalDate first = from.filter(date -> date.isAfter(input.firstDate())).orElse(input.firstDate());
        LocalDate last = to.filter(date -> date.isBefore(input.lastDate())).orElse(input.lastDate());
        if (last.isBefore(first)) {
            throw new InputException("no dates to do: the set " + input.domain().name() + " has " + input.firstDate()
                    + ".." + input.lastDate() + ", asked for "
                    + from.map(LocalDate::toString).orElse("") + ".."
                    + to.map(LocalDate::toString).orElse(""));
        }
        return new DateRange(first, last);
    }

    /** Number of dates. */
    public int days() {
        return (int) ChronoUnit.DAYS.between(first, last) + 1;
    }
}
