package org.soilcast.ingest.fetch;

import java.time.Duration;
import org.soilcast.service.Backoff;

/**
 * How patient and how greedy fetching is.
 *
 * @param tries of a request before it is left to the next round, at least 1
 * @param backoff how long to wait between them
 * @param stall how long an answer may bring fewer than {@value #LEAST_BYTES_PER_S} bytes a second
 * @param mostBytes of all files in the folder; above it no more are fetched
 * @param every how long a running system waits between rounds
 * @param lookBackDays how many days before the newest file rounds after the first look again, for files that were replaced
 */
public record FetchLimits(
        int tries, Backoff backoff, Duration stall, long mostBytes, Duration every, int lookBackDays) {
    static final int LEAST_BYTES_PER_S = 256;

    public FetchLimits {
        if (tries < 1 || lookBackDays < 0 || mostBytes < 1 || stall.isZero() || stall.isNegative()) {
            throw new IllegalArgumentException(
                    "limits: expected at least 1 try, 0 days of looking back, 1 byte and more" + " than 0 s, found "
                            + tries + ", " + lookBackDays + ", " + mostBytes + " and " + stall);
        }
    }

    /** Fewer bytes in the time of {@link #stall} are too few. */
    long leastBytes() {
        return Math.max(1, LEAST_BYTES_PER_S * stall.toMillis() / 1000);
    }
}
