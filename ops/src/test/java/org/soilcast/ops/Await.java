package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition, with a deadline. */
final class Await {
    private Await() {}

    /** Asks until it holds; fails when it does not within the time. */
    static void until(String what, Duration within, BooleanSupplier condition) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline for " + what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
