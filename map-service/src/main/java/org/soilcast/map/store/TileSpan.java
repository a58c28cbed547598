package org.soilcast.map.store;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.soilcast.map.TileResults;

/** The results of one tile on up to {@link #DAYS} successive dates, by epoch day. */
public final class TileSpan {
    /** Dates of a span: a series reads few places, a day's grid unpacks few bytes that it does not need. */
    public static final int DAYS = 32;

    private final NavigableMap<Long, TileResults> days = new TreeMap<>();

    /** The span that a date belongs to. */
    public static long of(long epochDay) {
        return Math.floorDiv(epochDay, DAYS);
    }

    /** Puts a later result; it replaces what is there unless a newer start of the job had made that. */
    void put(long epochDay, TileResults results) {
        days.merge(
                epochDay,
                results,
                (old, next) -> next.origin().epoch() < old.origin().epoch() ? old : next);
    }

    void putAll(TileSpan later) {
        later.days.forEach(this::put);
    }

    /** Results by epoch day, in order. */
    public NavigableMap<Long, TileResults> days() {
        return days;
    }
}
