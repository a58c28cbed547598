package org.soilcast.ingest.weather;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.soilcast.ingest.source.TimeSpan;

/**
 * The mean of a day, and its extremes, from the steps that fall into it: x̄ = Σ h·x / Σ h, with h the hours that a step shares
 * with the day; moments count alike. A step of most of a day belongs whole to the date it shares more than half of itself
 * with. A day that steps do not cover is missing, and so is a cell that lacks one of them.
 */
final class DayMean {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double HOURS_OF_A_DAILY_STEP = 20;
    private static final double HOURS_PER_DAY = 24;
    private static final double LEAST_HOURS = 23.99;
    private static final Duration LONGEST_BETWEEN_MOMENTS = Duration.ofHours(3);

    private final DayWindows windows;
    private final LocalDate date;
    private final double[] sums;
    private final float[] lowest;
    private final float[] highest;
    /** Of each zone: hours covered. */
    private final double[] hours;
    /** Of each zone: moments seen. */
    private final List<TreeSet<Instant>> moments = new ArrayList<>();

    private DayMean(DayWindows windows, LocalDate date) {
        this.windows = windows;
        this.date = date;
        this.sums = new double[windows.cells()];
        this.lowest = new float[windows.cells()];
        this.highest = new float[windows.cells()];
        Arrays.fill(lowest, Float.POSITIVE_INFINITY);
        Arrays.fill(highest, Float.NEGATIVE_INFINITY);
        this.hours = new double[windows.zones()];
        for (int zone = 0; zone < windows.zones(); zone++) {
            moments.add(new TreeSet<>());
        }
    }

    /** The mean of steps of one role, whose amounts are undone; a time that comes twice counts once, the first of them. */
    static DayMean of(DayWindows windows, LocalDate date, List<WeatherStep> steps) {
        var mean = new DayMean(windows, date);
        var seen = new TreeSet<String>();
        for (WeatherStep step : steps) {
            if (seen.add(step.span().toString())) {
                mean.add(step);
            }
        }
        return mean;
    }

    private void add(WeatherStep step) {
        var weights = new double[windows.zones()];
        for (int zone = 0; zone < weights.length; zone++) {
            weights[zone] = weight(step.span(), zone);
        }
        for (int cell = 0; cell < sums.length; cell++) {
            double weight = weights[windows.zone(cell)];
            if (weight > 0) {
                float value = step.values()[cell];
                sums[cell] += weight * value;
                lowest[cell] = Math.min(lowest[cell], value); // NaN stays
                highest[cell] = Math.max(highest[cell], value);
            }
        }
    }

    private double weight(TimeSpan span, int zone) {
        TimeSpan day = windows.of(date, zone);
        if (span.start().equals(span.end())) {
            boolean within = span.end().isAfter(day.start()) && !span.end().isAfter(day.end());
            return within && moments.get(zone).add(span.end()) ? 1 : 0;
        }
        double length = hours(span.start(), span.end());
        Instant from = span.start().isAfter(day.start()) ? span.start() : day.start();
        Instant to = span.end().isBefore(day.end()) ? span.end() : day.end();
        double shared = Math.max(0, hours(from, to));
        if (length >= HOURS_OF_A_DAILY_STEP) {
            shared = 2 * shared > length ? HOURS_PER_DAY : 0;
        }
        hours[zone] += shared;
        return shared;
    }

    private static double hours(Instant from, Instant to) {
        return (to.getEpochSecond() - from.getEpochSecond()) / SECONDS_PER_HOUR;
    }

    private boolean isComplete(int zone) {
        if (hours[zone] >= LEAST_HOURS) {
            return true;
        }
        TimeSpan day = windows.of(date, zone);
        Instant before = day.start();
        var ends = new TreeSet<>(moments.get(zone));
        ends.add(day.end());
        for (Instant next : ends) {
            if (Duration.between(before, next).compareTo(LONGEST_BETWEEN_MOMENTS) > 0) {
                return false;
            }
            before = next;
        }
        return true;
    }

    private double weights(int zone) {
        return hours[zone] + moments.get(zone).size();
    }

    /** The mean, [cell], NaN for missing. */
    float[] mean() {
        return complete(cell -> (float) (sums[cell] / weights(windows.zone(cell))));
    }

    /** The lowest value, [cell], NaN for missing. */
    float[] lowest() {
        return complete(cell -> lowest[cell]);
    }

    /** The highest value, [cell], NaN for missing. */
    float[] highest() {
        return complete(cell -> highest[cell]);
    }

    private float[] complete(CellValue value) {
        var there = new boolean[windows.zones()];
        for (int zone = 0; zone < there.length; zone++) {
            there[zone] = isComplete(zone) && weights(zone) > 0;
        }
        var values = new float[sums.length];
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] = there[windows.zone(cell)] ? value.of(cell) : Float.NaN;
        }
        return values;
    }

    private interface CellValue {
        float of(int cell);
    }
}
