package org.soilcast.alerts.sink;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.soilcast.service.Backoff;

/**
 * How often and when what failed is tried again.
 *
 * @param refusals tries that a receiver may refuse before the message is a dead letter
 * @param first about how long to wait before the second try; twice as long before each that follows
 * @param longest the longest wait
 */
public record Patience(int refusals, Duration first, Duration longest) {
    /**
     * The wait before the next try, never shorter than the receiver asks; see {@link Backoff#wait}.
     *
     * @param failures how many tries have failed
     */
    public Duration wait(int failures, Optional<Duration> notBefore, RandomGenerator chance) {
        return new Backoff(first, longest).wait(failures, notBefore, chance);
    }
}
