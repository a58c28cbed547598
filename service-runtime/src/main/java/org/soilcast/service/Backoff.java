package org.soilcast.service;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before what failed is tried again.
 *
 * @param first about how long to wait before the second try; twice as long before each that follows
 * @param longest the longest wait
 */
public record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 30;

    /**
     * The wait before the next try: exponential, and of that half to the whole by chance, so that many senders do not come
     * at once (M. Brooker, Exponential backoff and jitter, 2015); never shorter than the other side asks.
     *
     * @param failures how many tries have failed
     */
    public Duration wait(int failures, Optional<Duration> notBefore, RandomGenerator chance) {
        double doubled = (double) first.toMillis() * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
        double most = Math.min(doubled, longest.toMillis());
        Duration wait = Duration.ofMillis(Math.round(most / 2 + chance.nextDouble() * most / 2));
        return notBefore.filter(asked -> asked.compareTo(wait) > 0).orElse(wait);
    }
}
