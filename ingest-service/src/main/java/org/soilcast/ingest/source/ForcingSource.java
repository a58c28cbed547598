package org.soilcast.ingest.source;

import java.time.LocalDate;

/** A source of weather. */
public interface ForcingSource extends DatedSource {
    /**
     * The weather of a date: the same values whichever dates were asked for before. Cheapest in the order of dates.
     *
     * @param date one of {@link #dates}
     */
    ForcingDay day(LocalDate date);
}
