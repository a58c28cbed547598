package org.soilcast.inference;

import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.MapFunction;
import org.soilcast.inference.tile.TileDayInput;

/**
 * Holds days back so that a replay shows so many days a second. Only in the job when a pace is asked for; the results
 * do not depend on it.
 */
final class Pace implements MapFunction<TileDayInput, TileDayInput> {
    private final double daysPerSecond;
    private transient long frontEpochDay;
    private transient long frontNanos;

    /** At most so many days a second. */
    Pace(double daysPerSecond) {
        if (!(daysPerSecond > 0)) {
            throw new IllegalArgumentException("pace: expected more than 0 days a second, found " + daysPerSecond);
        }
        this.daysPerSecond = daysPerSecond;
    }

    /**
     * Waits until the day is due: so long after the newest day before it as the days between them take. Time lost in
     * between is not made up for, and a day that comes again passes at once.
     */
    @Override
    public TileDayInput map(TileDayInput day) {
        if (frontNanos == 0) {
            frontEpochDay = day.epochDay();
            frontNanos = System.nanoTime();
        }
        if (day.epochDay() > frontEpochDay) {
            long dueNanos = frontNanos + (long) ((day.epochDay() - frontEpochDay) / daysPerSecond * 1e9);
            while (System.nanoTime() < dueNanos && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(dueNanos - System.nanoTime());
            }
            frontEpochDay = day.epochDay();
            frontNanos = System.nanoTime();
        }
        return day;
    }
}
