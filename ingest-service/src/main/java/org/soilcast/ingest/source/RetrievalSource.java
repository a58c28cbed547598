package org.soilcast.ingest.source;

import java.time.LocalDate;

/** A source of retrieved soil moisture. */
public interface RetrievalSource extends DatedSource {
    /**
     * The retrievals of a date: the same values whichever dates were asked for before. Cheapest in the order of dates.
     *
     * @param date not after the last of {@link #dates}; before their first there is nothing
     */
    RetrievalDay day(LocalDate date);
}
