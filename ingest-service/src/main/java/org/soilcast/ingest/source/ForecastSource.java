package org.soilcast.ingest.source;

import java.time.LocalDate;
import java.util.List;

/**
 * A source of weather that was forecast. A forecast belongs to its issue date: it is of the days behind that date, and made
 * of what was known when the date's own weather was.
 */
public interface ForecastSource {
    /** Name of the source, for example {@code gfs}. */
    String name();

    /** Whether there is a forecast from the end of a date. */
    boolean has(LocalDate issueDate);

    /**
     * The digest of all values of a forecast: the same digest promises the same values, in this process and every later one.
     *
     * @param issueDate one that it {@linkplain #has has}
     * @return SHA-256, hexadecimal
     */
    String digest(LocalDate issueDate);

    /**
     * The weather of the days after a date as it was forecast, the first being the day after it: 1 to 31 days, each with the
     * same variables.
     *
     * @param issueDate one that it {@linkplain #has has}
     */
    List<ForcingDay> days(LocalDate issueDate);
}
