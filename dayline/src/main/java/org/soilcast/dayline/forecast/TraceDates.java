package org.soilcast.dayline.forecast;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.soilcast.dayline.ensemble.CounterRandom;
import org.soilcast.dayline.ensemble.CounterRandom.Purpose;
import org.soilcast.dayline.ensemble.Runs;

/**
 * Where in the past the weather of a forecast begins: ensemble streamflow prediction (Day 1985, Journal of Water Resources
 * Planning and Management 111, 157–170). Candidates are the dates within ± {@value #WINDOW_DAYS} days of the first
 * forecast day in every other year of the history. With y &lt; {@value #ENOUGH_YEARS} such years the window is
 * ± 75/y days, at most ± 75, and takes the year of the forecast in: one month of one year is no climate.
 *
 * <p>The candidates in the order of their dates are cut into as many equal parts as there are members, and each draws from
 * its own. All cells of a domain share the dates, so that its weather stays coherent in space and time.
 *
 * @param firstEpochDays first day of each member's weather, {@code [member]}
 * @param years other years that there are
 */
public record TraceDates(List<Integer> firstEpochDays, int years) {
    /** Years below which traces are flagged. */
    public static final int ENOUGH_YEARS = 5;

    private static final int WINDOW_DAYS = 15;
    private static final int WIDEST_DAYS = WINDOW_DAYS * ENOUGH_YEARS;

    public TraceDates {
        firstEpochDays = List.copyOf(firstEpochDays);
    }

    /** Whether they stand for fewer than {@value #ENOUGH_YEARS} years. */
    public boolean few() {
        return years < ENOUGH_YEARS;
    }

    /**
     * Dates for a forecast that is issued when nothing later is known; empty if the history is too short for one trace.
     *
     * @param seed of the model version
     * @param issueEpochDay last day that is known
     * @param firstEpochDay first day of the history
     * @param days length of the forecast
     */
    public static Optional<TraceDates> before(long seed, int issueEpochDay, int firstEpochDay, int days) {
        return within(seed, issueEpochDay, firstEpochDay, issueEpochDay, days);
    }

    /**
     * Dates from anywhere in a history but the forecast's own days: what calibration learns with, in one year that has no
     * earlier one.
     *
     * @param lastEpochDay last day of the history
     */
    public static Optional<TraceDates> within(
            long seed, int issueEpochDay, int firstEpochDay, int lastEpochDay, int days) {
        int begin = issueEpochDay + 1;
        int latest = lastEpochDay - days + 1;
        int span = 1 + (Math.max(lastEpochDay, begin) - Math.min(firstEpochDay, begin)) / 365;
        int years = (int) IntStream.rangeClosed(-span, span)
                .filter(year -> year != 0)
                .map(year -> anniversary(begin, year))
                .filter(date -> firstEpochDay <= date && date <= latest)
                .count();
        int width = Math.max(WINDOW_DAYS, WIDEST_DAYS / Math.max(1, years));
        var candidates = new TreeSet<Integer>();
        for (int year = -span; year <= span; year++) {
            if (year == 0 && years >= ENOUGH_YEARS) {
                continue;
            }
            int centre = anniversary(begin, year);
            IntStream.rangeClosed(Math.max(firstEpochDay, centre - width), Math.min(latest, centre + width))
                    .filter(date -> Math.abs(date - begin) >= days)
                    .forEach(candidates::add);
        }
        List<Integer> sorted = List.copyOf(candidates);
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(new TraceDates(
                        IntStream.range(0, Runs.MEMBERS)
                                .mapToObj(member -> sorted.get(place(seed, issueEpochDay, member, sorted.size())))
                                .toList(),
                        years));
    }

    private static int anniversary(int epochDay, int year) {
        return Math.toIntExact(LocalDate.ofEpochDay(epochDay).plusYears(year).toEpochDay());
    }

    /** One of so many candidates: (member + u)/members of the way, u uniform in 0 … 1. */
    private static int place(long seed, int issueEpochDay, int member, int candidates) {
        long word = Integer.toUnsignedLong(CounterRandom.ofDomain(seed, Purpose.TRACES, member, issueEpochDay));
        return (int) ((((long) member << Integer.SIZE) + word) / Runs.MEMBERS * candidates >>> Integer.SIZE);
    }
}
