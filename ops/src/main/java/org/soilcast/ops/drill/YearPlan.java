package org.soilcast.ops.drill;

import java.time.Duration;
import java.time.LocalDate;
import org.soilcast.ingest.source.DateRange;

/**
 * How long a simulated year is, and how much goes wrong in it.
 *
 * @param cells of the domain
 * @param daysBefore that are published when it begins; the first model is made from them
 * @param days that are published one after another
 * @param day how long one of them lasts
 * @param kills of the run with SIGKILL
 * @param seed of what is late, issued again or goes wrong, and when
 */
public record YearPlan(int cells, int daysBefore, int days, Duration day, int kills, long seed) {
    /** First date of all. */
    public static final LocalDate FIRST = LocalDate.of(2015, 4, 1);

    /** The first model wants a year that no late input can change. */
    public static final int LEAST_DAYS_BEFORE = 385;

    public YearPlan {
        if (cells < 1 || cells > 10_000 || daysBefore < LEAST_DAYS_BEFORE || days < 10 || kills < 0 || kills > days) {
            throw new IllegalArgumentException("expected 1 to 10000 cells, " + LEAST_DAYS_BEFORE
                    + " days before or more, 10 days or more and 0 kills to one a day, found " + cells + ", "
                    + daysBefore + ", " + days + " and " + kills);
        }
    }

    /** All dates. */
    DateRange dates() {
        return new DateRange(FIRST, FIRST.plusDays(daysBefore + days - 1L));
    }

    /** The first of the dates that are published one after another. */
    LocalDate firstOfYear() {
        return FIRST.plusDays(daysBefore);
    }
}
