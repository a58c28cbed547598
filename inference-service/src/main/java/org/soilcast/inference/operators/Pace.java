package org.soilcast.inference.operators;

import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * Holds days back so that a replay shows so many days a second. Only in the job when a pace is asked for; the results
 * do not depend on it.
 */
public final class Pace implements MapFunction<TileDayInput, TileDayInput> {
    private final double daysPerSecond;
    private transient long firstEpochDay;
    private transient long startNanos;

    /** At most so many days a second. */
    public Pace(double daysPerSecond) {
        if (!(daysPerSecond > 0)) {
            throw new IllegalArgumentException("pace: expected more than 0 days a second, found " + daysPerSecond);
        }
        this.daysPerSecond = daysPerSecond;
    }

    @Override
    public TileDayInput map(TileDayInput day) {
        if (startNanos == 0) {
            startNanos = System.nanoTime();
            firstEpochDay = day.epochDay();
        }
        firstEpochDay = Math.min(firstEpochDay, day.epochDay()); // partitions come interleaved, not in date order
        long dueNanos = startNanos + (long) ((day.epochDay() - firstEpochDay) / daysPerSecond * 1e9);
        long now = System.nanoTime();
        while (now < dueNanos && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(dueNanos - now);
            now = System.nanoTime();
        }
        return day;
    }
}
