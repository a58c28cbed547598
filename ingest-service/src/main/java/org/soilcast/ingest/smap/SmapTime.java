package org.soilcast.ingest.smap;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** SMAP's clock: seconds since J2000, 2000-01-01T11:58:55.816 UTC. */
final class SmapTime {
    private static final Instant EPOCH = Instant.parse("2000-01-01T11:58:55.816Z");
    /** 2014 to 2049; SMAP was launched on 2015-01-31. */
    private static final double EARLIEST_SECONDS = 441_763_200;

    private static final double LATEST_SECONDS = 1_577_880_000;

    private SmapTime() {}

    /** The moment; empty for NaN and for what cannot be SMAP's. */
    static Optional<Instant> instant(double seconds) {
        return seconds >= EARLIEST_SECONDS && seconds <= LATEST_SECONDS
                ? Optional.of(EPOCH.plus(Duration.ofMillis(Math.round(seconds * 1000))))
                : Optional.empty();
    }
}
