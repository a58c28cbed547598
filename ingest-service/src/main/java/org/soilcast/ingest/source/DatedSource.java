package org.soilcast.ingest.source;

import java.time.LocalDate;

/** What a domain gets date by date from one place: weather or retrievals. */
public interface DatedSource {
    /** Name of the source, for example {@code nldas2}. */
    String name();

    /** The dates that it has gone past; what lies between them and is missing stays so. */
    DateRange dates();

    /**
     * The digest of all values of a date: the same digest promises the same values, in this process and every later one.
     * It costs far less than the values.
     *
     * @param date one of {@link #dates}
     * @return SHA-256, hexadecimal
     */
    String digest(LocalDate date);
}
