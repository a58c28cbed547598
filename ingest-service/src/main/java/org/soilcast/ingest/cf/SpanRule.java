package org.soilcast.ingest.cf;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.soilcast.ingest.source.TimeSpan;

/** What time a value stands for, given the time that the file names. */
enum SpanRule {
    MOMENT {
        @Override
        TimeSpan of(Instant stated) {
            return TimeSpan.at(stated);
        }
    },
    /** The hour that ends then, as of accumulated rain and radiation. */
    HOUR_ENDING {
        @Override
        TimeSpan of(Instant stated) {
            return new TimeSpan(stated.minus(Duration.ofHours(1)), stated);
        }
    },
    UTC_DAY {
        @Override
        TimeSpan of(Instant stated) {
            Instant start = stated.truncatedTo(ChronoUnit.DAYS);
            return new TimeSpan(start, start.plus(Duration.ofDays(1)));
        }
    },
    /** gridMET's day, from midnight to midnight of Mountain Standard Time, 07 UTC. */
    MOUNTAIN_DAY {
        @Override
        TimeSpan of(Instant stated) {
            Instant start = stated.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(7));
            return new TimeSpan(start, start.plus(Duration.ofDays(1)));
        }
    };

    abstract TimeSpan of(Instant stated);
}
