package org.soilcast.retrain;

import java.time.LocalDate;

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

    /** The first days of it: all of them when there are not more. */
    public ArchiveSpan atMost(int limitDays) {
        return new ArchiveSpan(first, Math.min(days, limitDays));
    }
}
