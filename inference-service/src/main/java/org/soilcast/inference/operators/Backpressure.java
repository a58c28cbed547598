package org.soilcast.inference.operators;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.metrics.Counter;

/**
 * Bounds the days that wait for a model: while a tile has more of them than a year and a half, each further input takes
 * a moment longer. The waits are short, so that models come through on the other input and checkpoints go on.
 */
final class Backpressure {
    /** Days of a tile that may wait without slowing the input down: a first model is made of 365 days. */
    static final int MOST_WAITING_DAYS = 500;

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Counter slowed;

    /** Counts the inputs that were slowed down. */
    Backpressure(Counter slowed) {
        this.slowed = slowed;
    }

    /** Waits a moment if so many days of a tile wait. */
    void after(int waitingDays) {
        if (waitingDays > MOST_WAITING_DAYS) {
            slowed.inc();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
