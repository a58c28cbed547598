package org.soilcast.ingest.weather;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.soilcast.ingest.source.TimeSpan;

/** When the day of each cell of a domain begins and ends. Cells with the same clock share a zone. */
public final class DayWindows {
    private final DayEnd end;
    private final int[] zones;
    private final int[] hoursAhead;

    /**
     * The days of cells.
     *
     * @param longitudesDegrees of the cells, [cell], not empty
     */
    public DayWindows(DayEnd end, double[] longitudesDegrees) {
        this.end = end;
        int[] ahead = Arrays.stream(longitudesDegrees).mapToInt(end::hoursAhead).toArray();
        this.hoursAhead = Arrays.stream(ahead).distinct().sorted().toArray();
        this.zones = Arrays.stream(ahead)
                .map(hours -> Arrays.binarySearch(hoursAhead, hours))
                .toArray();
    }

    /** Number of cells. */
    int cells() {
        return zones.length;
    }

    /** Number of zones. */
    int zones() {
        return hoursAhead.length;
    }

    /** The zone of a cell. */
    int zone(int cell) {
        return zones[cell];
    }

    /** The day of a date in a zone. */
    TimeSpan of(LocalDate date, int zone) {
        var last = date.atStartOfDay().toInstant(ZoneOffset.UTC).plus(Duration.ofHours(end.hour() - hoursAhead[zone]));
        return new TimeSpan(last.minus(Duration.ofDays(1)), last);
    }

    /** From the first begin to the last end of the day of a date in any zone. */
    public TimeSpan ofAll(LocalDate date) {
        return new TimeSpan(of(date, zones() - 1).start(), of(date, 0).end());
    }

    /** Whether a time has to do with the day of a date: a moment at its begin belongs to the day before. */
    public boolean touches(LocalDate date, TimeSpan span) {
        TimeSpan day = ofAll(date);
        return span.end().isAfter(day.start())
                && (span.start().isBefore(day.end())
                        || span.start().equals(span.end()) && !span.end().isAfter(day.end()));
    }
}
