package org.soilcast.ingest.grib;

import java.time.Duration;
import java.time.Instant;
import org.soilcast.ingest.source.TimeSpan;

/**
 * The steps that a message stands for, after its reference time.
 *
 * @param start begin of an interval, or the moment
 * @param end end of it
 */
record ForecastSteps(Duration start, Duration end) {
    /**
     * A number of units of code table 4 of GRIB 1, which is table 4.4 of GRIB 2 up to hours.
     *
     * @throws IllegalArgumentException for months and longer, which no weather file for soilcast has
     */
    static Duration units(int unit, int count) {
        long minutes = switch (unit) {
            case 0 -> 1;
            case 1 -> 60;
            case 2 -> 24 * 60;
            case 10 -> 3 * 60;
            case 11 -> 6 * 60;
            case 12 -> 12 * 60;
            default -> throw new IllegalArgumentException("unit of time " + unit + " is not hours or days");
        };
        return Duration.ofMinutes(minutes * count);
    }

    /** The steps of GRIB 1's time range indicator, code table 5. */
    static ForecastSteps edition1(int indicator, int unit, int first, int second) {
        return switch (indicator) {
            case 0 -> at(units(unit, first));
            case 1 -> at(Duration.ZERO);
            case 2, 3, 4, 5 -> new ForecastSteps(units(unit, first), units(unit, second));
            case 10 -> at(units(unit, first * 256 + second));
            default -> throw new IllegalArgumentException("time range " + indicator + " is none of a forecast");
        };
    }

    /** One moment. */
    static ForecastSteps at(Duration step) {
        return new ForecastSteps(step, step);
    }

    /** Since the start of the forecast. */
    ForecastSteps fromStart() {
        return new ForecastSteps(Duration.ZERO, end);
    }

    TimeSpan after(Instant reference) {
        return new TimeSpan(reference.plus(start), reference.plus(end));
    }
}
