package org.soilcast.dayline.area;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * By how much a daily series of an area has changed over some weeks: the value of a date less that of the date so many weeks
 * before, as the U.S. Drought Monitor's change maps compare two dates.
 */
public final class WeekChange {
    /** The spans that are told, weeks. */
    public static final List<Integer> WEEKS = List.of(1, 4, 8, 12, 24, 52);

    private WeekChange() {}

    /** The change of a series up to a date; NaN where one of the two values is not there. */
    public static float of(Map<LocalDate, Float> series, LocalDate date, int weeks) {
        return series.getOrDefault(date, Float.NaN) - series.getOrDefault(date.minusWeeks(weeks), Float.NaN);
    }
}
